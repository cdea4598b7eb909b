package io.onus.request.standing;

import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.request.standing.domain.LeadTime;
import io.onus.request.standing.domain.Occurrence;
import io.onus.request.standing.domain.Plan;
import io.onus.request.standing.domain.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standing requests, and the moments that came up. */
@ApplicationScoped
class StandingStore {

  private static final String SELECT =
      """
      select r.*, s.provider from standing_requests r join services s on s.code = r.service
      """;

  /** Which of them somebody sees. */
  record Scope(boolean all, Collection<String> departments) {}

  /** What narrows a list. */
  record Narrowing(@Nullable String from, @Nullable String to, Standing.@Nullable Status status) {}

  private final Sql sql;

  StandingStore(Sql sql) {
    this.sql = sql;
  }

  void insert(StoredStanding standing) {
    Plan plan = standing.state().plan();
    Optional<Occurrence> next = standing.state().upcoming();
    sql.update(
        """
        insert into standing_requests (from_department, service, subject, details, priority, rrule,
          zone, start, lead_time, status, next_moment, next_at, set_by, updated_at, version, code,
          created_at)
        values (?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        plan.from(),
        plan.service(),
        plan.subject(),
        plan.details(),
        plan.priority(),
        plan.rrule(),
        plan.zone().getId(),
        plan.start().toString(),
        plan.leadTime().toString(),
        standing.state().status(),
        next.map(Occurrence::moment).orElse(null),
        next.map(Occurrence::at).orElse(null),
        standing.setBy(),
        standing.updatedAt(),
        standing.version(),
        standing.code(),
        standing.createdAt());
  }

  void update(StoredStanding standing) {
    Plan plan = standing.state().plan();
    Optional<Occurrence> next = standing.state().upcoming();
    sql.update(
        """
        update standing_requests set from_department = ?, service = ?, subject = ?,
          details = ?::json, priority = ?, rrule = ?, zone = ?, start = ?, lead_time = ?,
          status = ?, next_moment = ?, next_at = ?, set_by = ?, updated_at = ?, version = ?
        where code = ?
        """,
        plan.from(),
        plan.service(),
        plan.subject(),
        plan.details(),
        plan.priority(),
        plan.rrule(),
        plan.zone().getId(),
        plan.start().toString(),
        plan.leadTime().toString(),
        standing.state().status(),
        next.map(Occurrence::moment).orElse(null),
        next.map(Occurrence::at).orElse(null),
        standing.setBy(),
        standing.updatedAt(),
        standing.version(),
        standing.code());
  }

  /** The next moment alone: that one passed is no change of the standing request. */
  void advance(String code, Standing state) {
    Optional<Occurrence> next = state.upcoming();
    sql.update(
        "update standing_requests set status = ?, next_moment = ?, next_at = ? where code = ?",
        state.status(),
        next.map(Occurrence::moment).orElse(null),
        next.map(Occurrence::at).orElse(null),
        code);
  }

  /** True the first time the moment comes up. */
  boolean isNew(String code, Instant moment) {
    return sql.one(
            "select 1 from standing_occurrences where code = ? and moment = ?",
            row -> true,
            code,
            moment)
        .isEmpty();
  }

  void asked(String code, Asked asked) {
    sql.update(
        """
        insert into standing_occurrences (code, moment, request_id, problem, at)
        values (?, ?, ?, ?, ?)
        """,
        code,
        asked.moment(),
        asked.requestId(),
        asked.problem(),
        asked.at());
  }

  Optional<StoredStanding> find(String code) {
    return sql.one(SELECT + "where r.code = ?", StandingStore::stored, code);
  }

  Optional<StoredStanding> lock(String code) {
    return sql.one(SELECT + "where r.code = ? for update of r", StandingStore::stored, code);
  }

  /** One that is due, unless another process has it in hand. */
  Optional<StoredStanding> lockDue(Instant now) {
    return sql.one(
        SELECT + "where r.next_at <= ? order by r.next_at limit 1 for update of r skip locked",
        StandingStore::stored,
        now);
  }

  /** When the next one is due. */
  Optional<Instant> earliest() {
    return sql.one(
        "select next_at from standing_requests where next_at is not null order by next_at limit 1",
        row -> row.instant("next_at"));
  }

  List<StoredStanding> page(Scope scope, Narrowing narrowing, String after, int limit) {
    List<Object> arguments = new ArrayList<>();
    StringBuilder where = new StringBuilder("where r.code > ?");
    arguments.add(after);
    if (!scope.all()) {
      where.append(" and (r.from_department = any(?::text[]) or s.provider = any(?::text[]))");
      List<String> departments = scope.departments().stream().sorted().toList();
      arguments.add(departments);
      arguments.add(departments);
    }
    if (narrowing.from() != null) {
      where.append(" and r.from_department = ?");
      arguments.add(narrowing.from());
    }
    if (narrowing.to() != null) {
      where.append(" and s.provider = ?");
      arguments.add(narrowing.to());
    }
    if (narrowing.status() != null) {
      where.append(" and r.status = ?");
      arguments.add(narrowing.status());
    }
    arguments.add(limit);
    return sql.list(
        SELECT + where + " order by r.code limit ?", StandingStore::stored, arguments.toArray());
  }

  /** What came up last, the latest first. */
  List<Asked> lastAsked(String code, int limit) {
    return sql.list(
        """
        select o.moment, o.request_id, o.problem, o.at, r.number
        from standing_occurrences o left join requests r on r.id = o.request_id
        where o.code = ? order by o.moment desc limit ?
        """,
        row ->
            new Asked(
                row.instant("moment"),
                row.nullableUuid("request_id"),
                row.nullableText("number"),
                row.nullableText("problem"),
                row.instant("at")),
        code,
        limit);
  }

  private static StoredStanding stored(Row row) throws SQLException {
    Plan plan =
        new Plan(
            row.text("from_department"),
            row.text("service"),
            row.text("subject"),
            row.text("details"),
            row.text("priority"),
            row.text("rrule"),
            ZoneId.of(row.text("zone")),
            LocalDateTime.parse(row.text("start")),
            LeadTime.parse(row.text("lead_time")).orElseThrow());
    return new StoredStanding(
        row.text("code"),
        state(row, plan),
        row.text("provider"),
        row.text("set_by"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  private static Standing state(Row row, Plan plan) throws SQLException {
    return switch (row.constant("status", Standing.Status.class)) {
      case RUNNING ->
          new Standing.Running(
              plan, new Occurrence(row.instant("next_moment"), row.instant("next_at")));
      case PAUSED -> new Standing.Paused(plan);
      case ENDED -> new Standing.Ended(plan);
    };
  }
}
