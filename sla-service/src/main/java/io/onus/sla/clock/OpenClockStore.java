package io.onus.sla.clock;

import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Sql;
import io.onus.sla.clock.ClockStore.Locked;
import io.onus.sla.clock.domain.CalendarInUse;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.TrackedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Open clocks by what they count in, many at a time: one statement for each table. */
@ApplicationScoped
class OpenClockStore {

  private static final String OPEN = " phase in ('RUNNING', 'PAUSED') ";

  /** A request after an act upon it, with the clocks that changed. */
  record Acted(TrackedRequest state, RequestFact act, List<Clock> changed, long outSequence) {}

  private final Sql sql;
  private final ClockStore store;
  private final JsonColumns json;

  OpenClockStore(Sql sql, ClockStore store, JsonColumns json) {
    this.sql = sql;
    this.store = store;
    this.json = json;
  }

  /** The first binding after this one that an open clock has. */
  Optional<String> bindingAfter(String binding) {
    return sql.one(
        "select binding from clocks where" + OPEN + "and binding > ? order by binding limit 1",
        row -> row.text("binding"),
        binding);
  }

  long count(List<String> bindings) {
    return sql.one(
            "select count(*) as n from clocks where" + OPEN + "and binding = any (?::text[])",
            row -> row.number("n"),
            bindings)
        .orElseThrow();
  }

  /**
   * Requests with an open clock of this binding, by id.
   *
   * @param locked whether each is locked, in that order
   */
  List<Locked> page(String binding, @Nullable UUID after, int limit, boolean locked) {
    return store.withClocks(
        sql.list(
            "select "
                + ClockStore.TRACKED_COLUMNS
                + "from tracked_requests where request_id in (select distinct request_id from"
                + " clocks where"
                + OPEN
                + "and binding = ? and request_id > ? order by request_id limit ?)"
                + " order by request_id"
                + (locked ? " for update" : ""),
            store::tracked,
            binding,
            after == null ? new UUID(0, 0) : after,
            limit));
  }

  void write(ClockAct act, Collection<Acted> acted) {
    insertActs(act, acted);
    updateClocks(acted.stream().flatMap(one -> one.changed().stream()).toList());
    updateRequests(acted);
  }

  private void insertActs(ClockAct act, Collection<Acted> acted) {
    sql.update(
        """
        insert into request_acts
          (request_id, number, after_sequence, kind, happened_at, actor, data)
        select request_id, number, after_sequence, ?, happened_at, ?, ?
        from unnest(?::uuid[], ?::integer[], ?::bigint[], ?::timestamptz[])
          as a (request_id, number, after_sequence, happened_at)
        """,
        ClockActs.kind(act),
        json.write(acted.iterator().next().act().actor()),
        json.write(act),
        each(acted, one -> one.state().id()),
        each(acted, one -> one.act().act()),
        each(acted, one -> one.act().sequence()),
        each(acted, one -> one.act().time()));
  }

  private void updateClocks(List<Clock> clocks) {
    sql.update(
        """
        update clocks set
          phase = n.phase, verdict = n.verdict, target_us = n.target_us, agreed_us = n.agreed_us,
          consumed_us = n.consumed_us, paused_us = n.paused_us, used_by = n.used_by,
          since_at = n.since_at, due_at = n.due_at, pinned_at = n.pinned_at,
          original_due_at = n.original_due_at, highest_fired = n.highest_fired,
          revision = n.revision, obligor_side = n.obligor_side,
          obligor_department = n.obligor_department, binding = n.binding
        from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
            ?::bigint[], ?::jsonb[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
            ?::timestamptz[], ?::integer[], ?::integer[], ?::text[], ?::text[], ?::text[])
          as n (id, phase, verdict, target_us, agreed_us, consumed_us, paused_us, used_by, since_at,
            due_at, pinned_at, original_due_at, highest_fired, revision, obligor_side,
            obligor_department, binding)
        where clocks.id = n.id
        """,
        each(clocks, clock -> clock.face().id()),
        each(clocks, clock -> clock.phase().name()),
        each(clocks, clock -> clock.verdict().name()),
        each(clocks, clock -> micros(clock.face().target())),
        each(clocks, clock -> micros(clock.face().agreed())),
        each(clocks, clock -> micros(clock.face().consumed())),
        each(clocks, clock -> micros(clock.face().paused())),
        each(clocks, clock -> json.write(clock.face().usedBy()).text()),
        each(clocks, ClockStore::sinceOf),
        each(clocks, clock -> clock.face().dueAt()),
        each(clocks, clock -> clock.face().pinnedAt()),
        each(clocks, clock -> clock.face().originalDueAt()),
        each(clocks, clock -> clock.face().highestFired()),
        each(clocks, clock -> clock.face().revision()),
        each(clocks, clock -> clock.face().obligor().side().name()),
        each(clocks, clock -> clock.face().obligor().department()),
        each(clocks, clock -> clock.face().binding().key()));
  }

  private void updateRequests(Collection<Acted> acted) {
    sql.update(
        """
        update tracked_requests set
          next_at = n.next_at, out_sequence = n.out_sequence, last_act = n.last_act,
          last_fact_at = n.last_fact_at, last_fired_at = n.last_fired_at,
          terms_version = n.terms_version, calendar_code = n.calendar_code,
          calendar_version = n.calendar_version, other_calendar_code = n.other_calendar_code,
          other_calendar_version = n.other_calendar_version
        from unnest(?::uuid[], ?::timestamptz[], ?::bigint[], ?::integer[], ?::timestamptz[],
            ?::timestamptz[], ?::integer[], ?::text[], ?::integer[], ?::text[], ?::integer[])
          as n (request_id, next_at, out_sequence, last_act, last_fact_at, last_fired_at,
            terms_version, calendar_code, calendar_version, other_calendar_code,
            other_calendar_version)
        where tracked_requests.request_id = n.request_id
        """,
        each(acted, one -> one.state().id()),
        each(acted, one -> one.state().nextAt().orElse(null)),
        each(acted, Acted::outSequence),
        each(acted, one -> one.act().act()),
        each(acted, one -> one.state().lastFactTime()),
        each(acted, one -> one.state().lastFiredAt()),
        each(acted, one -> one.state().binding().bound().version()),
        each(acted, one -> calendar(one).code()),
        each(acted, one -> calendar(one).version()),
        each(acted, one -> otherCalendar(one).map(CalendarInUse::code).orElse(null)),
        each(acted, one -> otherCalendar(one).map(CalendarInUse::version).orElse(null)));
  }

  private static CalendarInUse calendar(Acted one) {
    return one.state().binding().calendars().getFirst();
  }

  private static Optional<CalendarInUse> otherCalendar(Acted one) {
    List<CalendarInUse> calendars = one.state().binding().calendars();
    return calendars.size() > 1 ? Optional.of(calendars.getLast()) : Optional.empty();
  }

  /** A column: one value of each. */
  private static <T> @Nullable Object[] each(
      Collection<T> rows, Function<T, ? extends @Nullable Object> value) {
    return rows.stream().map(value).toArray();
  }

  private static @Nullable Long micros(@Nullable Duration duration) {
    return duration == null ? null : ClockStore.micros(duration);
  }
}
