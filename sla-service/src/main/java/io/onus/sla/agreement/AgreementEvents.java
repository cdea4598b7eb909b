package io.onus.sla.agreement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.id.Ids;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import io.onus.sla.agreement.domain.Parties;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens to agreements, told on their topic in the order it happened. */
@ApplicationScoped
public class AgreementEvents {

  public static final String TOPIC = "onus.agreement.v1";

  private final Sql sql;
  private final Outbox outbox;
  private final ObjectMapper mapper;
  private final WallClock clock;

  public AgreementEvents(Sql sql, Outbox outbox, ObjectMapper mapper, WallClock clock) {
    this.sql = sql;
    this.outbox = outbox;
    this.mapper = mapper;
    this.clock = clock;
  }

  private record Numbered(Parties parties, long sequence) {}

  /**
   * Appends an event of an agreement in the current transaction, which holds the agreement's row
   * from here on: its number is taken under that lock.
   *
   * @param what the last word of the type: {@code signed}
   * @param occasion tells it from other events of the type: the same occasion is the same event
   * @param at when it happened
   * @param more adds what it tells beside actor and parties
   */
  public void append(
      UUID agreementId,
      String what,
      String occasion,
      AgreementActor by,
      Instant at,
      Consumer<ObjectNode> more) {
    Numbered numbered =
        sql.one(
                """
                update agreements set event_sequence = event_sequence + 1 where id = ?
                returning event_sequence, requester, provider, service
                """,
                row ->
                    new Numbered(
                        new Parties(
                            row.text("requester"),
                            row.text("provider"),
                            row.nullableText("service")),
                        row.number("event_sequence")),
                agreementId)
            .orElseThrow();
    ObjectNode data = data(agreementId, numbered.parties(), by, more);
    outbox.append(
        TOPIC,
        agreementId.toString(),
        event(agreementId, what, occasion, at, clock.now(), numbered.sequence(), data));
  }

  ObjectNode data(UUID agreementId, Parties parties, AgreementActor by, Consumer<ObjectNode> more) {
    ObjectNode data = mapper.createObjectNode();
    data.set("actor", mapper.valueToTree(by));
    data.put("agreementId", agreementId.toString());
    data.put("requester", parties.requester());
    data.put("provider", parties.provider());
    data.put("service", parties.service());
    more.accept(data);
    return data;
  }

  public static CloudEvent event(
      UUID agreementId,
      String what,
      String occasion,
      Instant at,
      Instant recorded,
      long sequence,
      ObjectNode data) {
    String type = "io.onus.agreement." + what + ".v1";
    return new CloudEvent(
        Ids.nameBased(agreementId, type, occasion),
        "/onus/sla-service",
        type,
        agreementId.toString(),
        at,
        recorded,
        sequence,
        null,
        null,
        data);
  }

  /** A record of the domain as it is told. */
  void put(ObjectNode data, String field, @Nullable Object value) {
    data.set(field, mapper.valueToTree(value));
  }
}
