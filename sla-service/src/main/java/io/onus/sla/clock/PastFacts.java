package io.onus.sla.clock;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
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
   * @param requester from whom
   * @param service what for; null if that is not known
   * @param submitted false where it came by a transfer from a third department
   */
  public record Arrival(
      UUID requestId, Instant at, String requester, @Nullable String service, boolean submitted) {}

  /**
   * Whose past.
   *
   * @param requester null for whoever asked
   * @param service null for whatever was asked
   */
  public record Between(@Nullable String requester, String provider, @Nullable String service) {}

  private static final String IN_WINDOW = " and happened_at >= ? and happened_at < ? ";

  private final Sql sql;
  private final JsonColumns json;

  public PastFacts(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  /** When the last request came. */
  public Optional<Instant> latest(Between between) {
    return Optional.ofNullable(
        sql.list(
                "select max(happened_at) as latest " + arrived(between),
                row -> row.nullableInstant("latest"),
                arguments(between))
            .getFirst());
  }

  /**
   * How many came from {@code from} on and before {@code until}; counts no further than {@code
   * most}.
   */
  public int count(Between between, Instant from, Instant until, int most) {
    return sql.one(
            "select count(*) as found from (select 1 "
                + arrived(between)
                + IN_WINDOW
                + " limit ?) as those",
            row -> row.integer("found"),
            arguments(between, from, until, most))
        .orElse(0);
  }

  /**
   * By requester, and then in the order they came.
   *
   * @param after the last one of the page before; null for the first
   */
  public List<Arrival> page(
      Between between, Instant from, Instant until, @Nullable Arrival after, int size) {
    String further =
        after == null ? "" : " and (data ->> 'from', happened_at, request_id) > (?, ?, ?) ";
    String page =
        "select request_id, happened_at, data ->> 'from' as requester, data ->> 'service' as"
            + " service, sequence = 1 as submitted "
            + arrived(between)
            + IN_WINDOW
            + further
            + " order by data ->> 'from', happened_at, request_id limit ?";
    Sql.RowReader<Arrival> arrival =
        row ->
            new Arrival(
                row.uuid("request_id"),
                row.instant("happened_at"),
                row.text("requester"),
                row.nullableText("service"),
                row.flag("submitted"));
    return after == null
        ? sql.list(page, arrival, arguments(between, from, until, size))
        : sql.list(
            page,
            arrival,
            arguments(
                between, from, until, after.requester(), after.at(), after.requestId(), size));
  }

  /**
   * What came to a department, from one or from all, for one service or for any; a request that
   * came again counts when it came first. Only what is asked for is in the statement, so that the
   * index serves each of them whatever their arguments are.
   */
  private static String arrived(Between between) {
    String fromOne = between.requester() == null ? "" : " and data ->> 'from' = ?";
    String ofOne = between.service() == null ? "" : " and data ->> 'service' = ?";
    String sameService =
        between.service() == null ? "" : " and e.data ->> 'service' = f.data ->> 'service'";
    return """
    from request_facts f
    where (sequence = 1 or type = 'io.onus.request.transferred.v1')
      and data ->> 'to' = ?
    """
        + fromOne
        + ofOne
        + """
         and (sequence = 1 or not exists (
          select 1 from request_facts e
          where e.request_id = f.request_id and e.sequence < f.sequence
            and (e.sequence = 1 or e.type = 'io.onus.request.transferred.v1')
            and e.data ->> 'to' = f.data ->> 'to'
        """
        + sameService
        + "))";
  }

  private static @Nullable Object[] arguments(Between between, Object... more) {
    List<@Nullable Object> arguments = new ArrayList<>();
    arguments.add(between.provider());
    if (between.requester() != null) {
      arguments.add(between.requester());
    }
    if (between.service() != null) {
      arguments.add(between.service());
    }
    arguments.addAll(List.of(more));
    return arguments.toArray();
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
    return new Kept(
        row.uuid("request_id"),
        FactReader.read(
            row.uuid("event_id"),
            row.number("sequence"),
            row.instant("happened_at"),
            row.text("type"),
            json.read(row.text("data"), JsonNode.class)));
  }
}
