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
   * A request as it was submitted.
   *
   * @param service what it was sent for; null if that is not known
   */
  public record Submission(UUID requestId, Instant at, @Nullable String service) {}

  /** Those between two departments, of one service or of all. */
  private static final String OF_PAIR =
      """
      from request_facts
      where sequence = 1 and data ->> 'from' = ? and data ->> 'to' = ?
        and (?::text is null or data ->> 'service' = ?)
      """;

  private static final String IN_WINDOW = " and happened_at >= ? and happened_at < ? ";

  private final Sql sql;
  private final ObjectMapper mapper;

  public PastFacts(Sql sql, ObjectMapper mapper) {
    this.sql = sql;
    this.mapper = mapper;
  }

  /** When the last request between the two was submitted. */
  public Optional<Instant> latest(Parties parties) {
    return sql.one(
        "select happened_at " + OF_PAIR + " order by happened_at desc limit 1",
        row -> row.instant("happened_at"),
        parties.requester(),
        parties.provider(),
        parties.service(),
        parties.service());
  }

  /**
   * How many were submitted from {@code from} on and before {@code until}; counts no further than
   * {@code most}.
   */
  public int count(Parties parties, Instant from, Instant until, int most) {
    return sql.one(
            "select count(*) as found from (select 1 " + OF_PAIR + IN_WINDOW + " limit ?) as those",
            row -> row.integer("found"),
            parties.requester(),
            parties.provider(),
            parties.service(),
            parties.service(),
            from,
            until,
            most)
        .orElse(0);
  }

  /**
   * In the order of submission.
   *
   * @param after the last one of the page before; null for the first
   */
  public List<Submission> page(
      Parties parties, Instant from, Instant until, @Nullable Submission after, int size) {
    return sql.list(
        "select request_id, happened_at, data ->> 'service' as service "
            + OF_PAIR
            + IN_WINDOW
            + """
            and (happened_at, request_id) > (?::timestamptz, ?::uuid)
            order by happened_at, request_id limit ?
            """,
        row ->
            new Submission(
                row.uuid("request_id"), row.instant("happened_at"), row.nullableText("service")),
        parties.requester(),
        parties.provider(),
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
