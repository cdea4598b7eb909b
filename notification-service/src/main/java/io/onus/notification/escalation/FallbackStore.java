package io.onus.notification.escalation;

import com.fasterxml.jackson.core.type.TypeReference;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.policy.TargetPart;
import io.onus.notification.target.domain.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class FallbackStore {

  private static final TypeReference<List<TargetPart>> TARGETS = new TypeReference<>() {};

  private final Sql sql;
  private final JsonColumns json;

  FallbackStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  Optional<KnownFallback> find() {
    return sql.one("select targets, version from fallback", this::fallback);
  }

  Optional<KnownFallback> lock() {
    return sql.one("select targets, version from fallback for update", this::fallback);
  }

  void write(List<Target> targets, Instant now) {
    sql.update(
        """
        insert into fallback (targets, version, updated_at) values (?, 1, ?)
        on conflict (single) do update set
          targets = excluded.targets, version = fallback.version + 1, updated_at = excluded.updated_at
        """,
        json.write(targets.stream().map(TargetPart::of).toList()),
        now);
  }

  void delete() {
    sql.update("delete from fallback");
  }

  private KnownFallback fallback(Row row) throws SQLException {
    return new KnownFallback(
        json.read(row.text("targets"), TARGETS).stream().map(TargetPart::target).toList(),
        row.number("version"));
  }
}
