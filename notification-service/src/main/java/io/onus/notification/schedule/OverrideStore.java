package io.onus.notification.schedule;

import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.schedule.domain.ShiftOverride;
import io.onus.notification.schedule.domain.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class OverrideStore {

  private static final String COLUMNS =
      "id, number, starts_at, ends_at, in_place_of, people, swap, made_by, made_at, version";

  private final Sql sql;

  OverrideStore(Sql sql) {
    this.sql = sql;
  }

  /** Those with a part in a span. */
  List<ShiftOverride> within(String schedule, Span span) {
    return sql.list(
        "select "
            + COLUMNS
            + """
             from schedule_overrides
            where schedule = ? and ends_at > ? and starts_at < ? order by number
            """,
        OverrideStore::override,
        schedule,
        span.start(),
        span.end());
  }

  Optional<ShiftOverride> find(String schedule, UUID id) {
    return sql.one(
        "select " + COLUMNS + " from schedule_overrides where schedule = ? and id = ?",
        OverrideStore::override,
        schedule,
        id);
  }

  /** Those that end after an instant, by their ends. */
  List<ShiftOverride> page(String schedule, Instant endsAfter, PageRequest request) {
    Instant after = request.isFirst() ? endsAfter : request.instantKey(0);
    UUID afterId = request.isFirst() ? new UUID(0, 0) : request.idKey(1);
    return sql.list(
        "select "
            + COLUMNS
            + """
             from schedule_overrides
            where schedule = ? and ends_at > ? and (ends_at, id) > (?, ?) order by ends_at, id limit ?
            """,
        OverrideStore::override,
        schedule,
        endsAfter,
        after,
        afterId,
        request.size() + 1);
  }

  int ahead(String schedule, Instant now) {
    return sql.one(
            "select count(*) as n from schedule_overrides where schedule = ? and ends_at > ?",
            row -> row.integer("n"),
            schedule,
            now)
        .orElseThrow();
  }

  void insert(String schedule, ShiftOverride override) {
    sql.update(
        """
        insert into schedule_overrides
          (id, schedule, starts_at, ends_at, in_place_of, people, swap, made_by, made_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        override.id(),
        schedule,
        override.span().start(),
        override.span().end(),
        override.inPlaceOf(),
        override.people(),
        override.swap(),
        override.madeBy(),
        override.madeAt());
  }

  void end(UUID id, Instant at) {
    sql.update(
        "update schedule_overrides set ends_at = ?, version = version + 1 where id = ?", at, id);
  }

  void delete(UUID id) {
    sql.update("delete from schedule_overrides where id = ?", id);
  }

  private static ShiftOverride override(Row row) throws SQLException {
    return new ShiftOverride(
        row.uuid("id"),
        row.number("number"),
        new Span(row.instant("starts_at"), row.instant("ends_at")),
        row.nullableText("in_place_of"),
        row.texts("people"),
        row.nullableInteger("swap"),
        row.text("made_by"),
        row.instant("made_at"),
        row.number("version"));
  }
}
