package io.onus.request.loss;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.request.loss.domain.Loss;
import io.onus.request.loss.domain.LossRules;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.By;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Losses, read from the history they are part of. */
@ApplicationScoped
class LossStore {

  private static final List<String> TYPES =
      List.of("loss-claimed", "loss-confirmed", "loss-disputed", "loss-withdrawn");

  private record Told(int n, RequestEvent event, Instant at) {}

  private final Sql sql;
  private final ObjectMapper mapper;

  LossStore(Sql sql, ObjectMapper mapper) {
    this.sql = sql;
    this.mapper = mapper;
  }

  /** All losses of the request, in the order they were claimed. */
  List<Loss> of(UUID requestId) {
    Map<Integer, Loss> losses = new TreeMap<>();
    sql.list(
            """
            select type, happened_at, actor, department, side, kind, on_behalf_of, content
            from request_facts where request_id = ? and type = any(?) order by position
            """,
            this::told,
            requestId,
            TYPES)
        .forEach(
            told ->
                losses.compute(
                    told.n(), (n, loss) -> LossRules.after(loss, told.event(), told.at())));
    return List.copyOf(losses.values());
  }

  private Told told(Row row) throws SQLException {
    JsonNode content = parsed(row.text("content"));
    int n = content.at("/loss/n").intValue();
    return new Told(n, event(row, content, n), row.instant("happened_at"));
  }

  private static RequestEvent event(Row row, JsonNode content, int n) throws SQLException {
    By by =
        new By(
            new Actor(
                row.text("actor"),
                row.text("department"),
                row.constant("kind", Actor.Kind.class),
                row.nullableText("on_behalf_of")),
            row.constant("side", Side.class));
    BigDecimal amount = content.at("/loss/amount").decimalValue();
    String currency = content.at("/loss/currency").textValue();
    String type = row.text("type");
    return switch (type) {
      case "loss-claimed" ->
          new RequestEvent.LossClaimed(by, n, amount, currency, content.path("text").asText());
      case "loss-confirmed" -> new RequestEvent.LossConfirmed(by, n, amount, currency);
      case "loss-disputed" ->
          new RequestEvent.LossDisputed(by, n, amount, currency, content.path("reason").asText());
      case "loss-withdrawn" -> new RequestEvent.LossWithdrawn(by, n, amount, currency);
      default -> throw new IllegalStateException(type + " is nothing a loss knows");
    };
  }

  private JsonNode parsed(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is stored must be JSON", e);
    }
  }
}
