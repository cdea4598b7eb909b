package io.onus.sla.clock;

import com.fasterxml.jackson.core.type.TypeReference;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.CalendarInUse;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.Obligor;
import io.onus.sla.clock.domain.Phase;
import io.onus.sla.clock.domain.RequestProfile;
import io.onus.sla.clock.domain.TrackedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tracked requests and clocks in SQL. Plain statements: these are the hot paths of the suite. */
@ApplicationScoped
public class ClockStore {

  /** Requests of one shard are claimed together; any replica may claim any shard. */
  public static final int SHARDS = 12;

  /**
   * A tracked request with its lock held.
   *
   * @param state null until the submission has arrived
   * @param lastSequence the last fact folded
   * @param outSequence the last event published about it
   * @param lastAct the number of the last act upon its clocks
   */
  public record Locked(
      UUID requestId,
      @Nullable TrackedRequest state,
      long lastSequence,
      long outSequence,
      int lastAct) {}

  /** When a shard is next due; {@code nextAt} is null where nothing is. */
  record ShardDue(int shard, Instant nextAt) {}

  private static final TypeReference<Map<String, Duration>> BY_DEPARTMENT =
      new TypeReference<>() {};

  private static final TypeReference<Map<UUID, Integer>> BY_CLOCK = new TypeReference<>() {};

  static final String TRACKED_COLUMNS =
      """
      request_id, last_sequence, out_sequence, last_fact_at, last_fired_at, profile, agreement_id,
      terms_version, calendar_code, calendar_version, other_calendar_code, other_calendar_version,
      last_act, gone
      """;

  private final Sql sql;
  private final JsonColumns json;
  private final Bindings bindings;

  public ClockStore(Sql sql, JsonColumns json, Bindings bindings) {
    this.sql = sql;
    this.json = json;
    this.bindings = bindings;
  }

  /** Takes the lock of a request, making its row if there is none. */
  Locked lock(UUID requestId) {
    sql.update(
        """
        insert into tracked_requests (request_id, shard, last_sequence, out_sequence)
        values (?, ?, 0, 0) on conflict (request_id) do nothing
        """,
        requestId,
        shardOf(requestId));
    List<TrackedRow> rows =
        sql.list(
            "select " + TRACKED_COLUMNS + " from tracked_requests where request_id = ? for update",
            this::tracked,
            requestId);
    return withClocks(rows).getFirst();
  }

  /**
   * Requests of a shard whose next milestone has passed, locked; those another replica holds are
   * left to it.
   */
  List<Locked> claimDue(int shard, Instant now, int limit) {
    return withClocks(
        sql.list(
            "select "
                + TRACKED_COLUMNS
                + """
                from tracked_requests where shard = ? and next_at < ?
                order by next_at limit ? for update skip locked
                """,
            this::tracked,
            shard,
            now,
            limit));
  }

  /** The earliest milestone of each shard that has one. */
  List<ShardDue> due() {
    return sql.list(
        """
        select s, next_at from generate_series(0, ?) s,
          lateral (select next_at from tracked_requests
                   where shard = s and next_at is not null order by next_at limit 1) earliest
        order by next_at
        """,
        row -> new ShardDue(row.integer("s"), row.instant("next_at")),
        SHARDS - 1);
  }

  /** Writes back a request and all its clocks. */
  void write(TrackedRequest state, long outSequence) {
    List<CalendarInUse> calendars = state.binding().calendars();
    CalendarInUse first = calendars.getFirst();
    CalendarInUse other = calendars.size() > 1 ? calendars.getLast() : null;
    sql.update(
        """
        update tracked_requests set
          next_at = ?::timestamptz, last_sequence = ?, out_sequence = ?, last_fact_at = ?::timestamptz,
          last_fired_at = ?::timestamptz, profile = ?, agreement_id = ?::uuid, terms_version = ?,
          calendar_code = ?, calendar_version = ?, other_calendar_code = ?::text,
          other_calendar_version = ?::integer, gone = ?
        where request_id = ?
        """,
        state.nextAt().orElse(null),
        state.lastSequence(),
        outSequence,
        state.lastFactTime(),
        state.lastFiredAt(),
        json.write(state.profile()),
        state.binding().bound().agreementId(),
        state.binding().bound().version(),
        first.code(),
        first.version(),
        other == null ? null : other.code(),
        other == null ? null : other.version(),
        json.write(state.gone()),
        state.id());
    sql.with(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  insert into clocks
                    (id, request_id, metric, cycle, phase, verdict, target_us, carried_us, consumed_us,
                     paused_us, used_by, started_at, since_at, due_at, highest_fired, revision, pauses,
                     obligor_side, obligor_department, round, binding, agreed_us, disputed_us,
                     pinned_at, original_due_at, subject_id, waived, handed_over)
                  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?, ?, ?, ?, ?, ?, ?, ?, ?)
                  on conflict (id) do update set
                    phase = excluded.phase, verdict = excluded.verdict, target_us = excluded.target_us,
                    carried_us = excluded.carried_us, consumed_us = excluded.consumed_us,
                    paused_us = excluded.paused_us, used_by = excluded.used_by,
                    started_at = excluded.started_at, since_at = excluded.since_at,
                    due_at = excluded.due_at, highest_fired = excluded.highest_fired,
                    revision = excluded.revision, pauses = excluded.pauses,
                    obligor_side = excluded.obligor_side,
                    obligor_department = excluded.obligor_department,
                    binding = excluded.binding, agreed_us = excluded.agreed_us,
                    disputed_us = excluded.disputed_us, pinned_at = excluded.pinned_at,
                    original_due_at = excluded.original_due_at, subject_id = excluded.subject_id,
                    waived = excluded.waived, handed_over = excluded.handed_over
                  """)) {
            for (Clock clock : state.clocks()) {
              bind(statement, state.id(), clock);
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  /**
   * Writes back what firing changes, for a whole batch: one statement for the clocks, one for the
   * requests.
   */
  void writeFired(Collection<Fired> fired) {
    List<Clock> clocks = fired.stream().flatMap(f -> f.changed().stream()).toList();
    sql.update(
        """
        update clocks set
          verdict = f.verdict, highest_fired = f.highest_fired, obligor_side = f.obligor_side,
          obligor_department = f.obligor_department
        from unnest(?::uuid[], ?::text[], ?::integer[], ?::text[], ?::text[])
          as f (id, verdict, highest_fired, obligor_side, obligor_department)
        where clocks.id = f.id
        """,
        clocks.stream().map(clock -> clock.face().id()).toList(),
        clocks.stream().map(clock -> clock.verdict().name()).toList(),
        clocks.stream().map(clock -> clock.face().highestFired()).toList(),
        clocks.stream().map(clock -> clock.face().obligor().side().name()).toList(),
        clocks.stream().map(clock -> clock.face().obligor().department()).toList());
    sql.update(
        """
        update tracked_requests set
          next_at = f.next_at, last_fired_at = f.last_fired_at, out_sequence = f.out_sequence
        from unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::bigint[])
          as f (request_id, next_at, last_fired_at, out_sequence)
        where tracked_requests.request_id = f.request_id
        """,
        fired.stream().map(f -> f.state().id()).toList(),
        fired.stream().map(f -> f.state().nextAt().orElse(null)).toList(),
        fired.stream().map(f -> f.state().lastFiredAt()).toList(),
        fired.stream().map(Fired::outSequence).toList());
  }

  /** Removes clocks of cycles that, as late facts show, never began. */
  void forgetVanished(TrackedRequest state) {
    sql.update(
        "delete from clocks where request_id = ? and id <> all (?::uuid[])",
        state.id(),
        state.clocks().stream().map(clock -> clock.face().id()).toList());
  }

  /** Remembers what number the last event about a request had, where nothing else changed. */
  void told(UUID requestId, long outSequence) {
    sql.update(
        "update tracked_requests set out_sequence = ? where request_id = ?",
        outSequence,
        requestId);
  }

  /** A request the engine fired, with the clocks that fired. */
  record Fired(Clocks.Decision decision, List<Clock> changed, long outSequence) {

    TrackedRequest state() {
      return decision.state();
    }
  }

  /** Puts a request aside that cannot be decided, so that it does not hold up the others. */
  void postpone(UUID requestId, Instant until) {
    sql.update("update tracked_requests set next_at = ? where request_id = ?", until, requestId);
  }

  Optional<Locked> find(UUID requestId) {
    return findAll(List.of(requestId)).stream().findFirst();
  }

  List<Locked> findAll(List<UUID> requestIds) {
    return withClocks(
        sql.list(
            "select " + TRACKED_COLUMNS + " from tracked_requests where request_id = any (?)",
            this::tracked,
            requestIds));
  }

  Optional<UUID> requestOf(UUID clockId) {
    return sql.one(
        "select request_id from clocks where id = ?", row -> row.uuid("request_id"), clockId);
  }

  static int shardOf(UUID requestId) {
    return Math.floorMod(requestId.hashCode(), SHARDS);
  }

  record TrackedRow(
      UUID requestId,
      long lastSequence,
      long outSequence,
      @Nullable Instant lastFactAt,
      @Nullable Instant lastFiredAt,
      @Nullable RequestProfile profile,
      @Nullable Binding binding,
      int lastAct,
      Map<UUID, Integer> gone) {}

  private record ClockRow(UUID requestId, Clock clock) {}

  List<Locked> withClocks(List<TrackedRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<UUID, List<Clock>> clocks = new HashMap<>();
    sql.list(
            """
            select id, request_id, metric, cycle, phase, target_us, carried_us, consumed_us, paused_us,
              used_by, started_at, since_at, due_at, highest_fired, revision, pauses, obligor_side,
              obligor_department, round, binding, agreed_us, disputed_us, pinned_at,
              original_due_at, subject_id, waived, handed_over
            from clocks where request_id = any (?) order by cycle, metric, round
            """,
            this::clock,
            rows.stream().map(TrackedRow::requestId).toList())
        .forEach(
            row ->
                clocks.computeIfAbsent(row.requestId(), id -> new ArrayList<>()).add(row.clock()));
    return rows.stream()
        .map(
            row ->
                new Locked(
                    row.requestId(),
                    state(row, clocks.getOrDefault(row.requestId(), List.of())),
                    row.lastSequence(),
                    row.outSequence(),
                    row.lastAct()))
        .toList();
  }

  private static @Nullable TrackedRequest state(TrackedRow row, List<Clock> clocks) {
    if (row.profile() == null || row.binding() == null || row.lastFactAt() == null) {
      return null;
    }
    return new TrackedRequest(
        row.requestId(),
        row.profile(),
        row.binding(),
        clocks,
        row.lastSequence(),
        row.lastFactAt(),
        row.lastFiredAt(),
        row.gone());
  }

  TrackedRow tracked(Row row) throws SQLException {
    String profile = row.nullableText("profile");
    String calendar = row.nullableText("calendar_code");
    Binding binding = null;
    if (calendar != null) {
      UUID agreement = row.nullableUuid("agreement_id");
      String other = row.nullableText("other_calendar_code");
      binding =
          bindings.named(
              (agreement == null ? "house" : agreement.toString())
                  + ":"
                  + row.integer("terms_version")
                  + "@"
                  + calendar
                  + ":"
                  + row.integer("calendar_version")
                  + (other == null
                      ? ""
                      : "+" + other + ":" + row.integer("other_calendar_version")));
    }
    return new TrackedRow(
        row.uuid("request_id"),
        row.number("last_sequence"),
        row.number("out_sequence"),
        row.nullableInstant("last_fact_at"),
        row.nullableInstant("last_fired_at"),
        profile == null ? null : json.read(profile, RequestProfile.class),
        binding,
        row.integer("last_act"),
        json.read(row.text("gone"), BY_CLOCK));
  }

  private ClockRow clock(Row row) throws SQLException {
    Long target = row.nullableNumber("target_us");
    Long agreed = row.nullableNumber("agreed_us");
    ClockFace face =
        new ClockFace(
            row.uuid("id"),
            row.constant("metric", Metric.class),
            row.integer("cycle"),
            row.integer("round"),
            bindings.named(row.text("binding")),
            target == null ? null : ofMicros(target),
            agreed == null ? null : ofMicros(agreed),
            ofMicros(row.number("carried_us")),
            ofMicros(row.number("consumed_us")),
            ofMicros(row.number("paused_us")),
            ofMicros(row.number("disputed_us")),
            json.read(row.text("used_by"), BY_DEPARTMENT),
            row.instant("started_at"),
            row.nullableInstant("due_at"),
            row.nullableInstant("pinned_at"),
            row.nullableInstant("original_due_at"),
            row.integer("highest_fired"),
            row.integer("revision"),
            row.integer("pauses"),
            row.nullableUuid("subject_id"),
            new Obligor(row.constant("obligor_side", Side.class), row.text("obligor_department")),
            row.flag("waived"));
    Instant since = row.instant("since_at");
    boolean handedOver = row.flag("handed_over");
    Clock clock =
        switch (row.constant("phase", Phase.class)) {
          case RUNNING -> new Clock.Running(face, since);
          case PAUSED -> new Clock.Paused(face, since);
          case FINISHED ->
              handedOver ? new Clock.HandedOver(face, since) : new Clock.Finished(face, since);
          case CANCELLED -> new Clock.Cancelled(face, since);
        };
    return new ClockRow(row.uuid("request_id"), clock);
  }

  private void bind(PreparedStatement statement, UUID requestId, Clock clock) throws SQLException {
    ClockFace face = clock.face();
    statement.setObject(1, face.id());
    statement.setObject(2, requestId);
    statement.setString(3, face.metric().name());
    statement.setInt(4, face.cycle());
    statement.setString(5, clock.phase().name());
    statement.setString(6, clock.verdict().name());
    statement.setObject(7, face.target() == null ? null : micros(face.target()));
    statement.setLong(8, micros(face.carried()));
    statement.setLong(9, micros(face.consumed()));
    statement.setLong(10, micros(face.paused()));
    statement.setString(11, json.write(face.usedBy()).text());
    statement.setObject(12, face.startedAt().atOffset(ZoneOffset.UTC));
    statement.setObject(13, sinceOf(clock).atOffset(ZoneOffset.UTC));
    statement.setObject(14, offset(face.dueAt()));
    statement.setInt(15, face.highestFired());
    statement.setInt(16, face.revision());
    statement.setInt(17, face.pauses());
    statement.setString(18, face.obligor().side().name());
    statement.setString(19, face.obligor().department());
    statement.setInt(20, face.round());
    statement.setString(21, face.binding().key());
    statement.setObject(22, face.agreed() == null ? null : micros(face.agreed()));
    statement.setLong(23, micros(face.disputed()));
    statement.setObject(24, offset(face.pinnedAt()));
    statement.setObject(25, offset(face.originalDueAt()));
    statement.setObject(26, face.subject());
    statement.setBoolean(27, face.waived());
    statement.setBoolean(28, clock instanceof Clock.HandedOver);
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** Since when a clock is in its phase; for one that stopped, when it did. */
  static Instant sinceOf(Clock clock) {
    return switch (clock) {
      case Clock.Running running -> running.since();
      case Clock.Paused paused -> paused.since();
      case Clock.Finished finished -> finished.at();
      case Clock.HandedOver handedOver -> handedOver.at();
      case Clock.Cancelled cancelled -> cancelled.at();
    };
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static Duration ofMicros(long micros) {
    return Duration.ofNanos(Math.multiplyExact(micros, 1_000L));
  }
}
