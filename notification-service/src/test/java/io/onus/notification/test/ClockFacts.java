package io.onus.notification.test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.json.JsonSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** Events of one request's clocks, in the shape sla-service sends. Times are fixed. */
public final class ClockFacts {

  public static final Instant STARTED = Instant.parse("2026-11-23T08:00:00Z");
  public static final Instant DUE = Instant.parse("2026-11-23T10:00:00Z");

  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  private final UUID requestId = UUID.randomUUID();
  private final String requester;
  private final String provider;
  private int sequence;

  public ClockFacts(String requester, String provider) {
    this.requester = requester;
    this.provider = provider;
  }

  /** One event, ready for the topic. */
  public record Fact(UUID eventId, String key, String text) {
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  public UUID requestId() {
    return requestId;
  }

  public Fact atRisk(UUID clockId, int percent) {
    return event("at-risk", clockId, data -> data.put("percent", percent));
  }

  public Fact breached(UUID clockId) {
    return event("breached", clockId, data -> data.put("percent", 100));
  }

  public Fact met(UUID clockId) {
    return event("met", clockId, data -> data.putNull("percent"));
  }

  /**
   * @param type last part of the event type, such as {@code breached}
   * @param change what to say differently from a promised FIRST_RESPONSE the provider owes
   */
  public Fact event(String type, UUID clockId, Consumer<ObjectNode> change) {
    UUID eventId = UUID.randomUUID();
    ObjectNode data = MAPPER.createObjectNode();
    data.putObject("actor").put("id", "sla-service").put("kind", "SYSTEM");
    data.put("clockId", clockId.toString());
    data.put("requestId", requestId.toString());
    data.put("requestNumber", provider + "-1042");
    data.put("subject", "Which bolt fits the übergröße bracket?");
    data.put("requester", requester);
    data.put("provider", provider);
    data.put("service", "part-clarification");
    data.put("priority", "P2");
    data.putObject("customer")
        .put("ref", "ORD-4711")
        .put("name", "ACME")
        .put("promisedAt", "2026-11-25T16:00:00Z");
    data.putObject("atStake").put("amount", 125000).put("currency", "USD");
    data.put("metric", "FIRST_RESPONSE");
    data.put("cycle", 1);
    data.putObject("obligor").put("side", "PROVIDER").put("department", provider);
    data.putObject("agreement").put("id", UUID.randomUUID().toString()).put("version", 1);
    data.put("expected", false);
    data.put("phase", type.equals("met") || type.equals("finished-late") ? "FINISHED" : "RUNNING");
    data.put("verdict", verdict(type));
    data.put("startedAt", STARTED.toString());
    data.put("dueAt", DUE.toString());
    data.put("target", "PT2H");
    data.put("consumed", "PT1H30M");
    data.putNull("cost");
    data.put("link", "/requests/" + requestId);
    data.put("imported", false);
    change.accept(data);
    ObjectNode event = MAPPER.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", eventId.toString());
    event.put("source", "/onus/sla-service");
    event.put("type", "io.onus.sla.clock-" + type + ".v1");
    event.put("subject", requestId.toString());
    event.put("time", DUE.toString());
    event.put("recordedtime", DUE.toString());
    event.put("sequence", String.format("%012d", ++sequence));
    event.put("datacontenttype", "application/json");
    event.set("data", data);
    return new Fact(eventId, requestId.toString(), event.toString());
  }

  private static String verdict(String type) {
    return switch (type) {
      case "met" -> "MET";
      case "breached", "overdue", "finished-late" -> "BREACHED";
      default -> "PENDING";
    };
  }
}
