package io.onus.notification.timeline;

import io.onus.kit.sql.Sql;
import io.onus.notification.timeline.domain.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
public class Timeline {

  private final Sql sql;

  Timeline(Sql sql) {
    this.sql = sql;
  }

  /** Belongs in the transaction of what it tells. */
  public void append(Entry entry) {
    sql.update(
        """
        insert into alert_entries (alert_id, at, kind, text, actor, clock_id, delivery_id)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        entry.alertId(),
        entry.at(),
        entry.kind(),
        entry.text(),
        entry.actor(),
        entry.clockId(),
        entry.deliveryId());
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
