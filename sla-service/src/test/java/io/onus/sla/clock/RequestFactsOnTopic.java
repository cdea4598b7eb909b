package io.onus.sla.clock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.id.Ids;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.tx.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Publishes facts of one request as request-service does. */
public final class RequestFactsOnTopic {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public final UUID id;
  private final Outbox outbox;
  private final Transactions transactions;
  public final String requester;
  private String provider;
  private final String number;
  private String service;
  private String priority = "P2";
  private boolean imported;
  private UUID parentId;
  private Instant promisedAt;
  private long sequence;

  public RequestFactsOnTopic(
      Outbox outbox, Transactions transactions, String requester, String provider) {
    this.outbox = outbox;
    this.transactions = transactions;
    this.requester = requester;
    this.provider = provider;
    this.service = provider.toLowerCase(java.util.Locale.ROOT) + "-question";
    this.id = UUID.randomUUID();
    this.number = provider + "-" + Math.abs(id.hashCode() % 100_000);
  }

  public RequestFactsOnTopic imported() {
    imported = true;
    return this;
  }

  /** Made for another request; said before it is submitted. */
  public RequestFactsOnTopic madeFor(UUID parent) {
    parentId = parent;
    return this;
  }

  /** What the customer was promised; said before it is submitted. */
  public RequestFactsOnTopic promisedAt(Instant moment) {
    promisedAt = moment;
    return this;
  }

  public RequestFactsOnTopic forService(String code) {
    service = code;
    return this;
  }

  public CloudEvent fact(String type, Instant time, String side, Consumer<ObjectNode> more) {
    sequence++;
    ObjectNode data = MAPPER.createObjectNode();
    data.putObject("actor")
        .put("id", "someone")
        .put("department", "REQUESTER".equals(side) ? requester : provider)
        .put("side", side)
        .put("kind", "HUMAN");
    data.put("requestId", id.toString())
        .put("number", number)
        .put("from", requester)
        .put("to", provider)
        .put("service", service)
        .put("provider", provider)
        .put("priority", priority)
        .put("status", "SUBMITTED")
        .put("onus", "PROVIDER")
        .put("subject", "Which part fits?")
        .put("imported", imported)
        .put("aFieldFromTomorrow", true);
    data.put("parentId", parentId == null ? null : parentId.toString());
    data.putObject("customer")
        .put("ref", "ORD-4711")
        .put("name", "Acme")
        .put("promisedAt", promisedAt == null ? null : promisedAt.toString());
    data.putObject("atStake").put("amount", 125000).put("currency", "USD");
    more.accept(data);
    return new CloudEvent(
        Ids.nameBased(id, String.valueOf(sequence)),
        "/onus/request-service",
        "io.onus.request." + type + ".v1",
        id.toString(),
        time,
        time,
        sequence,
        null,
        null,
        data);
  }

  public CloudEvent submitted(Instant time) {
    return fact("submitted", time, "REQUESTER", data -> {});
  }

  public CloudEvent byProvider(String type, Instant time) {
    return fact(type, time, "PROVIDER", data -> {});
  }

  public CloudEvent byProvider(String type, Instant time, Map<String, String> fields) {
    return fact(type, time, "PROVIDER", data -> fields.forEach(data::put));
  }

  /** The receiver accepts: from here on the request is its. */
  public CloudEvent transferredTo(String receiver, Instant time) {
    provider = receiver;
    return fact("transferred", time, "PROVIDER", data -> {});
  }

  public CloudEvent byRequester(String type, Instant time) {
    return fact(type, time, "REQUESTER", data -> {});
  }

  public void publish(CloudEvent... events) {
    transactions.callInNew(
        () -> {
          outbox.append("onus.request.v1", id.toString(), List.of(events));
          return null;
        });
  }
}
