package io.onus.notification.timeline;

import io.onus.kit.sql.Sql;
import io.onus.notification.timeline.domain.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class Timeline {

  private static final String APPEND =
      "insert into alert_entries (alert_id, at, kind, text, actor, clock_id, delivery_id)"
          + " values (?, ?, ?, ?, ?, ?, ?)";

  private final Sql sql;

  Timeline(Sql sql) {
    this.sql = sql;
  }

  /** Belongs in the transaction of what it tells. */
  public void append(Entry entry) {
    append(List.of(entry));
  }

  /** Belongs in the transaction of what they tell. */
  public void append(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    sql.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            for (Entry entry : entries) {
              @Nullable Object[] values = {
                entry.alertId(),
                entry.at(),
                entry.kind(),
                entry.text(),
                entry.actor(),
                entry.clockId(),
                entry.deliveryId()
              };
              for (int i = 0; i < values.length; i++) {
                Sql.bind(connection, statement, i + 1, values[i]);
              }
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  public List<Entry> of(UUID alertId) {
    return sql.list(
        """
        select alert_id, at, kind, text, actor, clock_id, delivery_id
        from alert_entries where alert_id = ? order by id
        """,
        row ->
            new Entry(
                row.uuid("alert_id"),
                row.instant("at"),
                row.constant("kind", Entry.Kind.class),
                row.text("text"),
                row.nullableText("actor"),
                row.nullableUuid("clock_id"),
                row.nullableUuid("delivery_id")),
        alertId);
  }
}
