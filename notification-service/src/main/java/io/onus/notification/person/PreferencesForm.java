package io.onus.notification.person;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.person.domain.Preferences;
import io.onus.notification.person.domain.QuietHours;
import io.onus.notification.person.domain.Throttle;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is left out is as it is for who has said nothing. */
@Schema(name = "PreferencesForm")
public record PreferencesForm(
    @Schema(description = "IANA zone; UTC where left out", examples = "Europe/Berlin")
        @Nullable String zone,
    @Valid @Nullable QuietHoursForm quietHours,
    @Valid @Nullable ThrottleForm throttle,
    @Min(1)
        @Max(Preferences.MOST_BUDGET)
        @Schema(
            description = "How many alerts within one shift; beyond it there are digests",
            examples = "40")
        @Nullable Integer budget,
    @Schema(description = "What the budget is for, PT1H to P7D", examples = "PT8H")
        @Nullable Duration shift,
    @Schema(description = "How far digests are apart, PT1M to PT12H", examples = "PT15M")
        @Nullable Duration digestEvery,
    @Min(Preferences.LEAST_DIGEST)
        @Max(Preferences.MOST_DIGEST)
        @Schema(description = "How many have to wait to be told as one", examples = "5")
        @Nullable Integer digestFrom) {

  Preferences preferences() {
    List<Violation> violations = new ArrayList<>();
    Preferences rest = Preferences.DEFAULT;
    ZoneId validZone = zone(violations);
    @Nullable QuietHours quiet = quietHours == null ? null : quietHours.quietHours(violations::add);
    Throttle valid = throttle(violations);
    Duration validShift =
        length(
            "shift",
            Objects.requireNonNullElse(shift, rest.shift()),
            Preferences.SHORTEST_SHIFT,
            Preferences.LONGEST_SHIFT,
            violations);
    Duration validEvery =
        length(
            "digestEvery",
            Objects.requireNonNullElse(digestEvery, rest.digestEvery()),
            Preferences.SHORTEST_DIGEST,
            Preferences.LONGEST_DIGEST,
            violations);
    if (!violations.isEmpty()) {
      throw Problem.malformed(
          violations.stream()
              .map(violation -> violation.field() + ": " + violation.message())
              .collect(Collectors.joining("; ", "The preferences cannot be read: ", ".")),
          violations);
    }
    return new Preferences(
        validZone,
        quiet,
        valid,
        Objects.requireNonNullElse(budget, rest.budget()),
        validShift,
        validEvery,
        Objects.requireNonNullElse(digestFrom, rest.digestFrom()));
  }

  private ZoneId zone(List<Violation> violations) {
    // Offsets such as +02:00 are no zones: they know no daylight saving time.
    if (zone == null || ZoneId.getAvailableZoneIds().contains(zone)) {
      return zone == null ? Preferences.DEFAULT.zone() : ZoneId.of(zone);
    }
    violations.add(
        new Violation(
            "zone", "there is no zone " + zone + "; write an IANA name such as Europe/Berlin"));
    return Preferences.DEFAULT.zone();
  }

  private Throttle throttle(List<Violation> violations) {
    if (throttle == null) {
      return Preferences.DEFAULT.throttle();
    }
    return new Throttle(
        Objects.requireNonNull(throttle.most()),
        length(
            "throttle.within",
            Objects.requireNonNull(throttle.within()),
            Throttle.SHORTEST,
            Throttle.LONGEST,
            violations));
  }

  private static Duration length(
      String field,
      Duration length,
      Duration shortest,
      Duration longest,
      List<Violation> violations) {
    boolean sensible =
        length.compareTo(shortest) >= 0 && length.compareTo(longest) <= 0 && length.getNano() == 0;
    if (sensible) {
      return length;
    }
    violations.add(
        new Violation(field, "must be %s to %s, in seconds".formatted(shortest, longest)));
    return shortest;
  }
}
