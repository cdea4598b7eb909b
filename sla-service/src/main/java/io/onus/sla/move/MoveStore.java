package io.onus.sla.move;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.clock.OpenClocks;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.ClockAct;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves somebody asked for, and how far they have come. */
@ApplicationScoped
class MoveStore {

  enum SubjectKind {
    CALENDAR,
    AGREEMENT
  }

  /** The calendar by its code, or the agreement by its id. */
  record Subject(SubjectKind kind, String name) {}

  enum Status {
    RUNNING,
    DONE
  }

  record Move(
      Subject subject,
      int number,
      int version,
      Status status,
      @Nullable String atBinding,
      @Nullable UUID afterRequest,
      long clocksAtStart,
      long requestsMoved,
      long clocksMoved,
      long requestsSkipped,
      Instant startedAt,
      Instant updatedAt,
      @Nullable Instant finishedAt,
      ClockAct act,
      Actor actor) {}

  private static final String COLUMNS =
      """
      subject_kind, subject, number, version, act_kind, act, actor, status, at_binding,
      after_request, clocks_at_start, requests_moved, clocks_moved, requests_skipped, started_at,
      updated_at, finished_at
      """;

  private final Sql sql;
  private final ObjectMapper mapper;

  MoveStore(Sql sql, ObjectMapper mapper) {
    this.sql = sql;
    this.mapper = mapper;
  }

  /** The one that is under way to this version already, with those of its subject locked out. */
  Optional<Move> runningTo(Subject subject, int version) {
    // Two who ask at once get one move.
    sql.list(
        "select pg_advisory_xact_lock(hashtextextended(?::text, 7106))",
        row -> 1,
        subject.kind() + "/" + subject.name());
    return sql.one(
        "select "
            + COLUMNS
            + "from moves where subject_kind = ? and subject = ? and version = ?"
            + " and status = 'RUNNING'",
        this::move,
        subject.kind(),
        subject.name(),
        version);
  }

  Move insert(
      Subject subject, int version, ClockAct act, Actor actor, long clocksAtStart, Instant now) {
    int number =
        sql.one(
                """
                insert into moves (subject_kind, subject, number, version, act_kind, act, actor,
                  status, clocks_at_start, started_at, updated_at)
                select ?, ?, 1 + coalesce(max(number), 0), ?, ?, ?, ?, 'RUNNING', ?, ?, ?
                from moves where subject_kind = ? and subject = ?
                returning number
                """,
                row -> row.integer("number"),
                subject.kind(),
                subject.name(),
                version,
                act.getClass().getSimpleName(),
                new Sql.Json(json(act)),
                new Sql.Json(json(actor)),
                clocksAtStart,
                now,
                now,
                subject.kind(),
                subject.name())
            .orElseThrow();
    return find(subject, number).orElseThrow();
  }

  Optional<Move> find(Subject subject, int number) {
    return sql.one(
        "select " + COLUMNS + "from moves where subject_kind = ? and subject = ? and number = ?",
        this::move,
        subject.kind(),
        subject.name(),
        number);
  }

  /** The latest first, those before {@code before} only. */
  List<Move> page(Subject subject, int before, int limit) {
    return sql.list(
        "select "
            + COLUMNS
            + """
            from moves where subject_kind = ? and subject = ? and number < ?
            order by number desc limit ?
            """,
        this::move,
        subject.kind(),
        subject.name(),
        before,
        limit);
  }

  /** The oldest that is under way, locked; one another replica works on is left to it. */
  Optional<Move> lockRunning() {
    return sql.one(
        "select "
            + COLUMNS
            + """
            from moves where status = 'RUNNING' order by started_at limit 1
            for update skip locked
            """,
        this::move);
  }

  void progress(Move move, String binding, OpenClocks.Page page, Instant now) {
    sql.update(
        """
        update moves set at_binding = ?, after_request = ?::uuid,
          requests_moved = requests_moved + ?, clocks_moved = clocks_moved + ?,
          requests_skipped = requests_skipped + ?, updated_at = ?
        where subject_kind = ? and subject = ? and number = ?
        """,
        binding,
        page.last(),
        page.requests(),
        page.clocks(),
        page.skipped(),
        now,
        move.subject().kind(),
        move.subject().name(),
        move.number());
  }

  void finish(Move move, Instant now) {
    sql.update(
        """
        update moves set status = 'DONE', updated_at = ?, finished_at = ?
        where subject_kind = ? and subject = ? and number = ?
        """,
        now,
        now,
        move.subject().kind(),
        move.subject().name(),
        move.number());
  }

  private Move move(Row row) throws SQLException {
    return new Move(
        new Subject(row.constant("subject_kind", SubjectKind.class), row.text("subject")),
        row.integer("number"),
        row.integer("version"),
        row.constant("status", Status.class),
        row.nullableText("at_binding"),
        row.nullableUuid("after_request"),
        row.number("clocks_at_start"),
        row.number("requests_moved"),
        row.number("clocks_moved"),
        row.number("requests_skipped"),
        row.instant("started_at"),
        row.instant("updated_at"),
        row.nullableInstant("finished_at"),
        act(row.text("act_kind"), row.text("act")),
        read(row.text("actor"), Actor.class));
  }

  private ClockAct act(String kind, String json) {
    return read(
        json,
        kind.equals(ClockAct.MoveToCalendar.class.getSimpleName())
            ? ClockAct.MoveToCalendar.class
            : ClockAct.MoveToTerms.class);
  }

  private <T> T read(String json, Class<? extends T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored " + type.getSimpleName() + " cannot be read", e);
    }
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written", e);
    }
  }
}
