package io.onus.notification.schedule;

import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.schedule.domain.Span;
import io.onus.notification.schedule.domain.Swap;
import io.onus.notification.schedule.domain.SwapTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class SwapStore {

  private static final String COLUMNS =
      "schedule, number, proposed_by, proposed_to, gives_start, gives_end, takes_start, takes_end,"
          + " note, status, proposed_at, ended_at, version";

  private final Sql sql;

  SwapStore(Sql sql) {
    this.sql = sql;
  }

  Optional<KnownSwap> find(String schedule, int number) {
    return sql.one(
        "select " + COLUMNS + " from schedule_swaps where schedule = ? and number = ?",
        SwapStore::swap,
        schedule,
        number);
  }

  /** The latest first. */
  List<KnownSwap> page(String schedule, PageRequest request) {
    return sql.list(
        "select "
            + COLUMNS
            + " from schedule_swaps where schedule = ? and number < ? order by number desc limit ?",
        SwapStore::swap,
        schedule,
        request.isFirst() ? Integer.MAX_VALUE : request.numberKey(0),
        request.size() + 1);
  }

  int last(String schedule) {
    return sql.one(
            "select coalesce(max(number), 0) as last from schedule_swaps where schedule = ?",
            row -> row.integer("last"),
            schedule)
        .orElseThrow();
  }

  int open(String schedule) {
    return sql.one(
            "select count(*) as n from schedule_swaps where schedule = ? and status = 'PROPOSED'",
            row -> row.integer("n"),
            schedule)
        .orElseThrow();
  }

  /** Of a schedule: those that nobody answered in time. */
  List<KnownSwap> tooLate(String schedule, Instant now) {
    return sql.list(
        "select "
            + COLUMNS
            + """
             from schedule_swaps
            where schedule = ? and status = 'PROPOSED' and expires_at <= ? order by number
            """,
        SwapStore::swap,
        schedule,
        now);
  }

  void insert(String schedule, SwapTerms terms) {
    Span takes = terms.takes();
    sql.update(
        """
        insert into schedule_swaps (schedule, number, proposed_by, proposed_to, gives_start, gives_end, takes_start,
          takes_end, note, status, proposed_at, expires_at, version)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?, 1)
        """,
        schedule,
        terms.number(),
        terms.from(),
        terms.to(),
        terms.gives().start(),
        terms.gives().end(),
        takes == null ? null : takes.start(),
        takes == null ? null : takes.end(),
        terms.note(),
        terms.proposedAt(),
        terms.expiresAt());
  }

  void write(KnownSwap known) {
    sql.update(
        """
        update schedule_swaps set status = ?, ended_at = ?, version = ? where schedule = ? and number = ?
        """,
        SwapStatus.of(known.swap()),
        SwapStatus.endedAt(known.swap()),
        known.version(),
        known.schedule(),
        known.swap().terms().number());
  }

  private static KnownSwap swap(Row row) throws SQLException {
    Instant takesStart = row.nullableInstant("takes_start");
    SwapTerms terms =
        new SwapTerms(
            row.integer("number"),
            row.text("proposed_by"),
            row.text("proposed_to"),
            new Span(row.instant("gives_start"), row.instant("gives_end")),
            takesStart == null ? null : new Span(takesStart, row.instant("takes_end")),
            row.nullableText("note"),
            row.instant("proposed_at"));
    Swap swap =
        row.constant("status", SwapStatus.class).swap(terms, row.nullableInstant("ended_at"));
    return new KnownSwap(row.text("schedule"), swap, row.number("version"));
  }
}
