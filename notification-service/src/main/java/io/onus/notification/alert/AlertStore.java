package io.onus.notification.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.alert.domain.AlertAccess;
import io.onus.notification.alert.domain.AlertClock;
import io.onus.notification.alert.domain.AlertClocks;
import io.onus.notification.alert.domain.Ending;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AlertStore {

  private static final String COLUMNS =
      """
      id, request_id, obligor, status, severity, notice, acknowledged_by, acknowledged_at, resolution, resolved_at,
      undeliverable, snoozed_until, across_deadline, next_step_at, waits_because, version, opened_at, updated_at
      """;

  private record AlertRow(
      UUID id,
      UUID requestId,
      String obligor,
      AlertState columns,
      Notice notice,
      @Nullable String undeliverable,
      @Nullable Instant nextStepAt,
      @Nullable String waitsBecause,
      long version,
      Instant openedAt,
      Instant updatedAt) {

    KnownAlert with(List<AlertClock> clocks) {
      AlertState complete =
          new AlertState(
              columns.status(),
              columns.severity(),
              new AlertClocks(clocks),
              columns.acknowledgedBy(),
              columns.acknowledgedAt(),
              columns.resolution(),
              columns.resolvedAt(),
              columns.snoozedUntil(),
              columns.acrossDeadline());
      return new KnownAlert(
          id,
          requestId,
          obligor,
          complete.alert(),
          notice,
          undeliverable,
          nextStepAt,
          waitsBecause,
          version,
          openedAt,
          updatedAt);
    }
  }

  private record ClockRow(UUID alertId, AlertClock clock) {}

  private final Sql sql;
  private final ObjectMapper mapper;

  AlertStore(Sql sql, ObjectMapper mapper) {
    this.sql = sql;
    this.mapper = mapper;
  }

  /**
   * The unresolved alerts of a request, locked in id order. Locks of alerts let others add to what
   * names them, or a claim that writes to a timeline and an alert that ends its deliveries would
   * wait for each other.
   */
  List<KnownAlert> lockUnresolved(UUID requestId) {
    return complete(
        sql.list(
            "select "
                + COLUMNS
                + "from alerts where request_id = ? and status <> 'RESOLVED' order by id for"
                + " no key update",
            this::alert,
            requestId));
  }

  /** Open alerts nobody could be told of, that changed at or after an instant. */
  List<UUID> undeliverable(UUID after, Instant changedSince, int limit) {
    return sql.list(
        """
        select id from alerts
        where undeliverable is not null and status = 'OPEN' and id > ? and updated_at >= ?
        order by id limit ?
        """,
        row -> row.uuid("id"),
        after,
        changedSince,
        limit);
  }

  Optional<KnownAlert> lock(UUID id) {
    return complete(
            sql.list(
                "select " + COLUMNS + "from alerts where id = ? for no key update",
                this::alert,
                id))
        .stream()
        .findFirst();
  }

  Optional<KnownAlert> find(UUID id) {
    return complete(sql.list("select " + COLUMNS + "from alerts where id = ?", this::alert, id))
        .stream()
        .findFirst();
  }

  /** Ids of the people messages about an alert went to, or are to go to. */
  Set<String> told(UUID alertId) {
    return Set.copyOf(
        sql.list(
            "select distinct person_id from deliveries where alert_id = ? and person_id is not"
                + " null",
            row -> row.text("person_id"),
            alertId));
  }

  List<KnownAlert> page(AlertAccess.Sight sight, AlertFilter filter, PageRequest request) {
    UUID before = request.isFirst() ? null : id(request.key(0));
    return complete(
        sql.list(
            "select "
                + COLUMNS
                + """
                from alerts
                where (?::text is null or status = ?) and (?::text is null or obligor = ?)
                  and (?::uuid is null or request_id = ?) and (?::text is null or severity = ?)
                  and (?::uuid is null or id < ?)
                  and (? or obligor = any(?) or requester = any(?) or provider = any(?)
                    or exists (
                      select 1 from deliveries d where d.alert_id = alerts.id and d.person_id = ?))
                order by id desc limit ?
                """,
            this::alert,
            filter.status(),
            filter.status(),
            filter.department(),
            filter.department(),
            filter.requestId(),
            filter.requestId(),
            filter.severity(),
            filter.severity(),
            before,
            before,
            sight.all(),
            sight.departments(),
            sight.departments(),
            sight.departments(),
            sight.person(),
            request.size() + 1));
  }

  void insert(
      UUID id, UUID requestId, String obligor, AlertState state, Notice notice, Instant now) {
    sql.update(
        """
        insert into alerts (id, request_id, obligor, status, severity, notice, version, opened_at, updated_at)
        values (?, ?, ?, ?, ?, ?, 1, ?, ?)
        """,
        id,
        requestId,
        obligor,
        state.status(),
        state.severity(),
        json(notice),
        now,
        now);
    writeClocks(id, state.clocks());
  }

  void update(UUID id, AlertState state, Instant now) {
    sql.update(
        """
        update alerts set status = ?, severity = ?, acknowledged_by = ?, acknowledged_at = ?, resolution = ?,
          resolved_at = ?, snoozed_until = ?, across_deadline = ?, version = version + 1, updated_at = ?
        where id = ?
        """,
        state.status(),
        state.severity(),
        state.acknowledgedBy(),
        state.acknowledgedAt(),
        state.resolution(),
        state.resolvedAt(),
        state.snoozedUntil(),
        state.acrossDeadline(),
        now,
        id);
    writeClocks(id, state.clocks());
  }

  /** What the request and the promise look like at the last milestone. */
  void writeNotice(UUID alertId, Notice notice) {
    sql.update("update alerts set notice = ? where id = ?", json(notice), alertId);
  }

  /** Of the notices whose clocks still need attention the worst, and of those the last. */
  Optional<UUID> lastNotice(UUID alertId) {
    return sql
        .list(
            """
            select n.id from notices n
            join alert_clocks c on c.alert_id = n.alert_id and c.clock_id = n.clock_id
            where n.alert_id = ? and n.kind = 'MILESTONE' and c.ending is null
            order by n.severity, n.number desc limit 1
            """,
            row -> row.uuid("id"),
            alertId)
        .stream()
        .findFirst();
  }

  /**
   * A clock that somebody of another department than this one resolved by hand, if no alert of this
   * one ever showed it.
   */
  Optional<AlertClock> resolvedByHand(UUID requestId, UUID clockId, String obligor) {
    return sql
        .list(
            """
            select c.* from alerts a join alert_clocks c on c.alert_id = a.id
            where a.request_id = ? and c.clock_id = ? and a.obligor <> ? and a.status = 'RESOLVED' and c.ending is null
              and not exists (
                select 1 from alerts o join alert_clocks oc on oc.alert_id = o.id
                where o.request_id = a.request_id and o.obligor = ? and oc.clock_id = c.clock_id)
            order by a.id desc limit 1
            """,
            AlertStore::clock,
            requestId,
            clockId,
            obligor,
            obligor)
        .stream()
        .map(ClockRow::clock)
        .findFirst();
  }

  /** Where the telling stands; changes nothing anybody sees a version of. */
  void writeProgress(UUID alertId, @Nullable Instant nextStepAt, @Nullable String because) {
    sql.update(
        "update alerts set next_step_at = ?, waits_because = ?::text where id = ?",
        nextStepAt,
        because,
        alertId);
  }

  /** Alerts whose next step, or whose end of silence, has come. */
  List<UUID> due(Instant now, int limit) {
    return sql.list(
        "select id from alerts where next_step_at <= ? order by next_step_at, id limit ?",
        row -> row.uuid("id"),
        now,
        limit);
  }

  Optional<Instant> earliestStep() {
    return sql.one(
            "select min(next_step_at) as at from alerts where next_step_at is not null",
            row -> Optional.ofNullable(row.nullableInstant("at")))
        .orElseGet(Optional::empty);
  }

  /** Locked unless somebody else has it. */
  Optional<KnownAlert> lockFree(UUID id) {
    return complete(
            sql.list(
                "select " + COLUMNS + "from alerts where id = ? for no key update skip locked",
                this::alert,
                id))
        .stream()
        .findFirst();
  }

  /** A milestone nobody is told of, and why. */
  void writeSuppression(UUID eventId, String reason, Instant now) {
    sql.update(
        "insert into suppressions (event_id, reason, at) values (?, ?, ?) on conflict do nothing",
        eventId,
        reason,
        now);
  }

  void writeUndeliverable(UUID alertId, @Nullable String reason) {
    sql.update(
        "update alerts set undeliverable = ?::text where id = ? and undeliverable is distinct from"
            + " ?::text",
        reason,
        alertId,
        reason);
  }

  private void writeClocks(UUID alertId, AlertClocks clocks) {
    int position = 0;
    for (AlertClock clock : clocks.all()) {
      sql.update(
          """
          insert into alert_clocks (alert_id, clock_id, position, metric, cycle, standing, percent, due_at, paused,
            expected, ending)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (alert_id, clock_id) do update set
            metric = excluded.metric, cycle = excluded.cycle, standing = excluded.standing,
            percent = excluded.percent, due_at = excluded.due_at, paused = excluded.paused, expected = excluded.expected,
            ending = excluded.ending
          """,
          alertId,
          clock.clockId(),
          position++,
          clock.metric(),
          clock.cycle(),
          clock.standing(),
          clock.percent(),
          clock.dueAt(),
          clock.paused(),
          clock.expected(),
          clock.ending());
    }
  }

  private List<KnownAlert> complete(List<AlertRow> rows) {
    Map<UUID, List<AlertClock>> clocks = clocks(rows.stream().map(AlertRow::id).toList());
    return rows.stream().map(row -> row.with(clocks.getOrDefault(row.id(), List.of()))).toList();
  }

  private Map<UUID, List<AlertClock>> clocks(Collection<UUID> alertIds) {
    if (alertIds.isEmpty()) {
      return Map.of();
    }
    return sql
        .list(
            """
            select alert_id, clock_id, metric, cycle, standing, percent, due_at, paused, expected, ending
            from alert_clocks where alert_id = any(?) order by alert_id, position
            """,
            AlertStore::clock,
            alertIds)
        .stream()
        .collect(
            Collectors.groupingBy(
                ClockRow::alertId, Collectors.mapping(ClockRow::clock, Collectors.toList())));
  }

  private static ClockRow clock(Row row) throws SQLException {
    String ending = row.nullableText("ending");
    return new ClockRow(
        row.uuid("alert_id"),
        new AlertClock(
            row.uuid("clock_id"),
            row.text("metric"),
            row.integer("cycle"),
            row.constant("standing", Standing.class),
            row.integer("percent"),
            row.nullableInstant("due_at"),
            row.flag("paused"),
            row.flag("expected"),
            ending == null ? null : Ending.valueOf(ending)));
  }

  private AlertRow alert(Row row) throws SQLException {
    return new AlertRow(
        row.uuid("id"),
        row.uuid("request_id"),
        row.text("obligor"),
        new AlertState(
            row.constant("status", AlertState.Status.class),
            row.constant("severity", Severity.class),
            new AlertClocks(List.of()),
            row.nullableText("acknowledged_by"),
            row.nullableInstant("acknowledged_at"),
            row.nullableText("resolution"),
            row.nullableInstant("resolved_at"),
            row.nullableInstant("snoozed_until"),
            row.flag("across_deadline")),
        notice(row.text("notice")),
        row.nullableText("undeliverable"),
        row.nullableInstant("next_step_at"),
        row.nullableText("waits_because"),
        row.number("version"),
        row.instant("opened_at"),
        row.instant("updated_at"));
  }

  private static UUID id(String key) {
    try {
      return UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw PageRequest.unusable("pageToken is not one this list gave out");
    }
  }

  private Sql.Json json(Notice notice) {
    try {
      return new Sql.Json(mapper.writeValueAsString(notice));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notice must be JSON", e);
    }
  }

  private Notice notice(String json) {
    try {
      return mapper.readValue(json, Notice.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored notice must be readable", e);
    }
  }
}
