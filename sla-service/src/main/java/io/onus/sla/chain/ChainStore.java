package io.onus.sla.chain;

import io.onus.kit.sql.Sql;
import io.onus.sla.chain.domain.ChainRisk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which requests hang together, which are to be compared, and what was said of them. */
@ApplicationScoped
public class ChainStore {

  /**
   * A request whose promise has another due instant now.
   *
   * @param eventId the clock event that says so
   * @param hasParent whether it was made for another one
   */
  record Moved(UUID requestId, UUID eventId, Instant at, boolean hasParent) {}

  /** What made somebody look. */
  record Cause(UUID eventId, Instant at) {}

  private final Sql sql;

  public ChainStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Leaves word to compare these requests and their children with what they hang on; answers
   * whether there is any.
   */
  boolean check(List<Moved> moved, Instant now) {
    return sql.update(
            """
            with moved as (
              select * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::boolean[])
                as m(request_id, event_id, at, has_parent))
            insert into chain_checks (request_id, caused_by, caused_at, look_at)
            select request_id, event_id, at, ? from moved where has_parent
            union all
            select t.request_id, m.event_id, m.at, ?
            from moved m join tracked_requests t
              on t.parent_id = m.request_id and t.parent_id is not null
            """,
            moved.stream().map(Moved::requestId).toList(),
            moved.stream().map(Moved::eventId).toList(),
            moved.stream().map(Moved::at).toList(),
            moved.stream().map(Moved::hasParent).toList(),
            now,
            now)
        > 0;
  }

  List<UUID> toCheck(Instant now, int limit) {
    return sql.list(
        "select distinct request_id from chain_checks where look_at <= ? limit ?",
        row -> row.uuid("request_id"),
        now,
        limit);
  }

  /** Takes all words left about a request; answers the last. Under the request's lock. */
  Optional<Cause> takeChecks(UUID requestId) {
    return sql
        .list(
            """
            delete from chain_checks where request_id = ? returning id, caused_by, caused_at
            """,
            row ->
                Map.entry(
                    row.number("id"), new Cause(row.uuid("caused_by"), row.instant("caused_at"))),
            requestId)
        .stream()
        .max(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue);
  }

  void postpone(UUID requestId, Instant until) {
    sql.update("update chain_checks set look_at = ? where request_id = ?", until, requestId);
  }

  /** Whether it is the first time that this is said. */
  boolean isNew(UUID eventId, ChainRisk risk, Instant now) {
    return sql.update(
            """
            insert into chain_risks
              (event_id, request_id, parent_id, due_at, parent_due_at, told_at)
            values (?, ?, ?, ?, ?, ?) on conflict (event_id) do nothing
            """,
            eventId,
            risk.child().requestId(),
            risk.parent().requestId(),
            risk.childDue().at(),
            risk.parentDue().at(),
            now)
        > 0;
  }

  Optional<UUID> parentOf(UUID requestId) {
    return sql.one(
            "select parent_id from tracked_requests where request_id = ?",
            row -> Optional.ofNullable(row.nullableUuid("parent_id")),
            requestId)
        .flatMap(parent -> parent);
  }

  /**
   * The top of the chain a request belongs to: the highest of its ancestors that is known here. A
   * circle would end after so many steps.
   */
  Optional<UUID> rootOf(UUID requestId, int most) {
    return sql.one(
        """
        with recursive up (request_id, parent_id, step) as (
          select request_id, parent_id, 1 from tracked_requests
          where request_id = ? and profile is not null
          union all
          select t.request_id, t.parent_id, up.step + 1 from up
          join tracked_requests t on t.request_id = up.parent_id and t.profile is not null
          where up.step < ?)
        select request_id from up order by step desc limit 1
        """,
        row -> row.uuid("request_id"),
        requestId,
        most);
  }

  /** A request and all below it, level by level. */
  List<UUID> below(UUID rootId, int most) {
    return sql.list(
        """
        with recursive down (request_id) as (
          select request_id from tracked_requests where request_id = ?
          union
          select t.request_id from down
          join tracked_requests t on t.parent_id = down.request_id and t.parent_id is not null)
        select request_id from down limit ?
        """,
        row -> row.uuid("request_id"),
        rootId,
        most);
  }
}
