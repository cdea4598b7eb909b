package io.onus.sla.clock;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.time.WallClock;
import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.RequestProfile;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clocks need from an {@code io.onus.request.*} event. Unknown fields, unknown types and
 * unknown values of enumerations are no errors; a missing field without which no clock could run
 * is.
 */
final class FactReader {

  private static final String PREFIX = "io.onus.request.";

  private FactReader() {}

  static boolean isRequestFact(String type) {
    return type.startsWith(PREFIX);
  }

  static RequestFact read(CloudEvent event) {
    return read(event.id(), event.sequence(), event.time(), event.type(), event.data());
  }

  static RequestFact read(UUID eventId, long sequence, Instant time, String type, JsonNode data) {
    try {
      return new RequestFact(
          eventId, sequence, time, actor(data.path("actor")), profile(data), what(type, data));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new PoisonRecord(type + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Happening what(String type, JsonNode data) {
    String name = type.substring(PREFIX.length(), type.lastIndexOf('.'));
    return switch (name) {
      case "submitted" -> new Happening.Submitted();
      case "returned" -> new Happening.Returned(texts(data.path("missing")));
      case "resubmitted" -> new Happening.Resubmitted();
      case "accepted" -> new Happening.Accepted(text(data, "expectedBy") != null);
      case "message-posted" ->
          new Happening.MessagePosted(!"INTERNAL".equals(text(data, "visibility")));
      case "asked" -> new Happening.Asked(orEmpty(text(data, "text")));
      case "answered" -> new Happening.Answered();
      case "contested" -> new Happening.Contested();
      case "transferred" -> new Happening.Transferred();
      case "prioritized" -> new Happening.Prioritized();
      case "resolved" -> new Happening.Resolved();
      case "reopened" -> new Happening.Reopened(code(text(data, "code")));
      case "closed" -> new Happening.Closed();
      case "declined" -> new Happening.Declined();
      case "cancelled" -> new Happening.Cancelled();
      case "import-finished" -> new Happening.ImportFinished(instant(required(data, "asOf")));
      default -> new Happening.Other(name);
    };
  }

  private static Happening.Reopened.Code code(@Nullable String code) {
    return switch (code) {
      case "NOT_ANSWERED" -> Happening.Reopened.Code.NOT_ANSWERED;
      case "INCOMPLETE" -> Happening.Reopened.Code.INCOMPLETE;
      case "NEW_INFORMATION" -> Happening.Reopened.Code.NEW_INFORMATION;
      case null, default -> Happening.Reopened.Code.OTHER;
    };
  }

  private static Actor actor(JsonNode actor) {
    String side = text(actor, "side");
    String kind = text(actor, "kind");
    return new Actor(
        text(actor, "id"),
        text(actor, "department"),
        switch (side) {
          case "REQUESTER" -> Side.REQUESTER;
          case "PROVIDER" -> Side.PROVIDER;
          case null, default -> null;
        },
        switch (kind) {
          case "HUMAN" -> Actor.Kind.HUMAN;
          case "ROBOT" -> Actor.Kind.ROBOT;
          case "SYSTEM" -> Actor.Kind.SYSTEM;
          case null, default -> Actor.Kind.UNKNOWN;
        });
  }

  private static RequestProfile profile(JsonNode data) {
    JsonNode customer = data.path("customer");
    JsonNode atStake = data.path("atStake");
    String promisedAt = text(customer, "promisedAt");
    return new RequestProfile(
        required(data, "number"),
        orEmpty(text(data, "subject")),
        required(data, "from"),
        required(data, "to"),
        text(data, "service"),
        Priority.valueOf(required(data, "priority")),
        customer.isObject()
            ? new RequestProfile.Customer(
                text(customer, "ref"),
                text(customer, "name"),
                promisedAt == null ? null : instant(promisedAt))
            : null,
        atStake.isObject()
            ? new Money(atStake.path("amount").decimalValue(), orEmpty(text(atStake, "currency")))
            : null,
        text(data, "assignee"),
        data.path("imported").asBoolean(false),
        nullable(text(data, "parentId"), UUID::fromString),
        nullable(text(data, "neededBy"), FactReader::instant),
        nullable(text(data, "deliverBy"), FactReader::instant),
        text(data, "status"),
        text(data, "onus"),
        false);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static <T> @Nullable T nullable(@Nullable String text, Function<String, T> read) {
    return text == null ? null : read.apply(text);
  }

  private static Instant instant(String text) {
    return WallClock.truncated(OffsetDateTime.parse(text).toInstant());
  }

  private static String required(JsonNode node, String field) {
    String text = text(node, field);
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("field " + field + " is missing");
    }
    return text;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }
}
