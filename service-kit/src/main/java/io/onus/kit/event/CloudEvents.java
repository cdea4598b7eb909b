package io.onus.kit.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.time.WallClock;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in JSON: structured mode, with the same attributes as {@code ce_} headers of the
 * record.
 */
public final class CloudEvents {

  public static final String CONTENT_TYPE = "application/cloudevents+json";

  private CloudEvents() {}

  public static String write(CloudEvent event, ObjectMapper mapper) {
    ObjectNode node = mapper.createObjectNode();
    node.put("specversion", "1.0");
    node.put("id", event.id().toString());
    node.put("source", event.source());
    node.put("type", event.type());
    node.put("subject", event.subject());
    node.put("time", event.time().toString());
    node.put("recordedtime", event.recordedTime().toString());
    node.put("sequence", event.sequenceText());
    if (event.correlationId() != null) {
      node.put("correlationid", event.correlationId());
    }
    if (event.causationId() != null) {
      node.put("causationid", event.causationId().toString());
    }
    node.put("datacontenttype", "application/json");
    node.set("data", event.data());
    try {
      return mapper.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event must be JSON", e);
    }
  }

  /** Header names and values, alternating. */
  public static List<String> headers(CloudEvent event) {
    List<String> headers = new ArrayList<>(22);
    add(headers, "content-type", CONTENT_TYPE);
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", event.id().toString());
    add(headers, "ce_source", event.source());
    add(headers, "ce_type", event.type());
    add(headers, "ce_subject", event.subject());
    add(headers, "ce_time", event.time().toString());
    add(headers, "ce_recordedtime", event.recordedTime().toString());
    add(headers, "ce_sequence", event.sequenceText());
    add(headers, "ce_correlationid", event.correlationId());
    add(headers, "ce_causationid", event.causationId() == null ? null : event.causationId() + "");
    return headers;
  }

  /**
   * Reads what {@link #write} wrote, or what another producer wrote by the same contract.
   *
   * @throws IllegalArgumentException with the reason, where it is no such event
   */
  public static CloudEvent read(byte[] value, ObjectMapper mapper) {
    JsonNode node;
    try {
      node = mapper.readTree(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
    if (node == null || !node.isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    if (!text(node, "specversion").startsWith("1.")) {
      throw new IllegalArgumentException("not CloudEvents 1.0");
    }
    try {
      Instant time = instant(text(node, "time"));
      String recorded = optional(node, "recordedtime");
      String causation = optional(node, "causationid");
      return new CloudEvent(
          UUID.fromString(text(node, "id")),
          text(node, "source"),
          text(node, "type"),
          text(node, "subject"),
          time,
          recorded == null ? time : instant(recorded),
          Long.parseLong(text(node, "sequence")),
          optional(node, "correlationid"),
          causation == null ? null : UUID.fromString(causation),
          node.path("data"));
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException("not an event of this suite: " + e.getMessage(), e);
    }
  }

  private static Instant instant(String text) {
    return WallClock.truncated(OffsetDateTime.parse(text).toInstant());
  }

  private static String text(JsonNode node, String name) {
    String text = optional(node, name);
    if (text == null) {
      throw new IllegalArgumentException("attribute " + name + " is missing");
    }
    return text;
  }

  private static @Nullable String optional(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }

  private static void add(List<String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name);
      headers.add(value);
    }
  }
}
