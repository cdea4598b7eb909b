package io.onus.local.servicenow;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks whom, as an incident begins: its first known group, and the location and category that
 * stand beside that group. Taking them from the rows of the same group makes sure that the pair was
 * seen in the log.
 */
record Sides(@Nullable String location, @Nullable String group, @Nullable String category) {

  static Sides of(Incident incident) {
    Optional<String> group =
        incident.rows().stream()
            .filter(row -> row.group() != null)
            .map(AuditRow::group)
            .findFirst();
    List<AuditRow> beside =
        incident.rows().stream()
            .filter(row -> group.isEmpty() || group.get().equals(row.group()))
            .toList();
    return new Sides(
        beside.stream()
            .filter(row -> row.location() != null)
            .map(AuditRow::location)
            .findFirst()
            .orElse(null),
        group.orElse(null),
        beside.stream()
            .filter(row -> row.category() != null)
            .map(AuditRow::category)
            .findFirst()
            .orElse(null));
  }

  String requester() {
    return Codes.requester(location);
  }

  String provider() {
    return Codes.provider(group);
  }

  String service() {
    return Codes.service(group, category);
  }
}
