package io.onus.sla.clock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.clock.domain.RequestFact;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of past requests, for whoever folds them anew: read only, and no live clock is
 * looked at.
 */
@ApplicationScoped
public class PastFacts {

  /**
   * A request that came to a department.
   *
   * @param service what for; null if that is not known
   * @param submitted false where it came by a transfer from a third department
   */
  public record Arrival(UUID requestId, Instant at, @Nullable String service, boolean submitted) {}

  /**
   * What came from one department to another, for one service or for any; a request that came again
   * counts when it came first.
   */
  private static final String ARRIVED =
      """
      from request_facts f
      where (sequence = 1 or type = 'io.onus.request.transferred.v1')
        and data ->> 'from' = ? and data ->> 'to' = ?
        and (?::text is null or data ->> 'service' = ?)
        and (sequence = 1 or not exists (
          select 1 from request_facts e
          where e.request_id = f.request_id and e.sequence < f.sequence
            and (e.sequence = 1 or e.type = 'io.onus.request.transferred.v1')
            and e.data ->> 'to' = f.data ->> 'to'
            and (?::text is null or e.data ->> 'service' = f.data ->> 'service')))
      """;

  private static final String IN_WINDOW = " and happened_at >= ? and happened_at < ? ";

  private final Sql sql;
  private final ObjectMapper mapper;

  public PastFacts(Sql sql, ObjectMapper mapper) {
    this.sql = sql;
    this.mapper = mapper;
  }

  /** When the last request came. */
  public Optional<Instant> latest(Parties parties) {
    return sql.one(
        "select happened_at " + ARRIVED + " order by happened_at desc limit 1",
        row -> row.instant("happened_at"),
        parties.requester(),
        parties.provider(),
        parties.service(),
        parties.service(),
        parties.service());
  }

  /**
   * How many came from {@code from} on and before {@code until}; counts no further than {@code
   * most}.
   */
  public int count(Parties parties, Instant from, Instant until, int most) {
    return sql.one(
            "select count(*) as found from (select 1 " + ARRIVED + IN_WINDOW + " limit ?) as those",
            row -> row.integer("found"),
            parties.requester(),
            parties.provider(),
            parties.service(),
            parties.service(),
            parties.service(),
            from,
            until,
            most)
        .orElse(0);
  }

  /**
   * In the order they came.
   *
   * @param after the last one of the page before; null for the first
   */
  public List<Arrival> page(
      Parties parties, Instant from, Instant until, @Nullable Arrival after, int size) {
    return sql.list(
        "select request_id, happened_at, data ->> 'service' as service, sequence = 1 as submitted "
            + ARRIVED
            + IN_WINDOW
            + """
            and (happened_at, request_id) > (?::timestamptz, ?::uuid)
            order by happened_at, request_id limit ?
            """,
        row ->
            new Arrival(
                row.uuid("request_id"),
                row.instant("happened_at"),
                row.nullableText("service"),
                row.flag("submitted")),
        parties.requester(),
        parties.provider(),
        parties.service(),
        parties.service(),
        parties.service(),
        after == null ? from : after.at(),
        until,
        after == null ? from.minusNanos(1_000) : after.at(),
        after == null ? new UUID(-1, -1) : after.requestId(),
        size);
  }

  /** The facts of some requests, each from the submission up to the first gap. */
  public Map<UUID, List<RequestFact>> of(Collection<UUID> requests) {
    Map<UUID, List<RequestFact>> facts = new LinkedHashMap<>();
    sql.list(
            """
            select request_id, event_id, sequence, happened_at, type, data from request_facts
            where request_id = any (?::uuid[]) order by request_id, sequence
            """,
            this::fact,
            requests)
        .forEach(
            next -> {
              List<RequestFact> known =
                  facts.computeIfAbsent(next.requestId(), any -> new ArrayList<>());
              if (next.fact().sequence() == known.size() + 1L) {
                known.add(next.fact());
              }
            });
    return facts;
  }

  private record Kept(UUID requestId, RequestFact fact) {}

  private Kept fact(Row row) throws SQLException {
    try {
      return new Kept(
          row.uuid("request_id"),
          FactReader.read(
              row.uuid("event_id"),
              row.number("sequence"),
              row.instant("happened_at"),
              row.text("type"),
              mapper.readTree(row.text("data"))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored fact cannot be read", e);
    }
  }
}
