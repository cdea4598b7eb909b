package io.onus.notification.delivery;

import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.domain.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What was told, kept once however many people it went to. */
@ApplicationScoped
class NoticeStore {

  private static final String COLUMNS =
      "id, alert_id, clock_id, event_id, event, severity, priority, due_at, kind, content";

  private final Sql sql;
  private final JsonColumns json;

  NoticeStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  void insert(Tell tell, Instant now) {
    sql.update(
        """
        insert into notices (id, alert_id, clock_id, event_id, event, severity, priority, due_at, kind, content,
          created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        tell.noticeId(),
        tell.alertId(),
        tell.clockId(),
        tell.eventId(),
        tell.event(),
        tell.severity(),
        tell.priority(),
        tell.dueAt(),
        NoticeKind.of(tell.content()),
        json.write(tell.content()),
        now);
  }

  Optional<Tell> find(UUID noticeId) {
    return sql.one("select " + COLUMNS + " from notices where id = ?", this::tell, noticeId);
  }

  /** The latest milestone that was told of an alert. */
  Optional<Tell> last(UUID alertId) {
    return sql.one(
        "select "
            + COLUMNS
            + " from notices where alert_id = ? and kind = 'MILESTONE' order by number desc limit"
            + " 1",
        this::tell,
        alertId);
  }

  Content content(Row row) throws SQLException {
    return json.read(row.text("content"), row.constant("kind", NoticeKind.class).type());
  }

  private Tell tell(Row row) throws SQLException {
    return new Tell(
        row.uuid("id"),
        row.nullableUuid("alert_id"),
        row.nullableUuid("clock_id"),
        row.nullableUuid("event_id"),
        row.nullableText("event"),
        row.constant("severity", Severity.class),
        row.nullableText("priority"),
        row.nullableInstant("due_at"),
        content(row));
  }
}
