package io.onus.request.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.request.request.domain.Addressee;
import io.onus.request.request.domain.AtStake;
import io.onus.request.request.domain.By;
import io.onus.request.request.domain.Customer;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Particulars;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How what happened to a request is told on {@code onus.request.v1}, and kept in its history. */
@ApplicationScoped
class RequestEvents {

  static final String TOPIC = "onus.request.v1";
  static final String SOURCE = "/onus/request-service";

  private static final String TYPE = "io.onus.request.%s.v1";

  private final ObjectMapper mapper;

  RequestEvents(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The event that tells of a step, or nothing for what concerns only the two sides. */
  Optional<CloudEvent> event(Step step) {
    StoredFact fact = step.fact();
    if (fact.sequence() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new CloudEvent(
            fact.eventId(),
            SOURCE,
            typeOf(fact.event()),
            fact.requestId().toString(),
            fact.happenedAt(),
            fact.recordedAt(),
            fact.sequence(),
            null,
            fact.causationId(),
            body(step.after().state(), fact.event())));
  }

  static String typeOf(RequestEvent event) {
    return TYPE.formatted(event.type());
  }

  /** What every event says of the request as it is after it, and then what happened. */
  private ObjectNode body(Request after, RequestEvent event) {
    Work work = after.work();
    Particulars about = work.about();
    ObjectNode body = mapper.createObjectNode();
    body.set("actor", actor(event.by()));
    body.put("requestId", about.id().toString());
    body.put("number", about.number());
    body.put("from", about.from());
    body.put("to", work.addressee().department());
    body.put("service", work.addressee().service());
    body.put("provider", work.addressee().department());
    body.put("priority", work.priority().name());
    body.put("status", after.status().name());
    body.put("onus", after.onus().name());
    body.put("subject", about.subject());
    body.set("customer", customer(about.customer()));
    body.set("atStake", atStake(about.atStake()));
    body.put("neededBy", text(about.neededBy()));
    body.put("deliverBy", text(about.deliverBy()));
    body.put("parentId", text(about.parentId()));
    body.put("assignee", work.assignee());
    body.set("externalRef", externalRef(about.externalRef()));
    body.put("standing", about.standing());
    body.put("imported", about.imported());
    body.put("cycle", work.cycle());
    body.setAll(content(event));
    return body;
  }

  /** What only this kind of event says. */
  ObjectNode content(RequestEvent event) {
    ObjectNode content = mapper.createObjectNode();
    switch (event) {
      case RequestEvent.Submitted e -> content.set("details", parsed(e.details().json()));
      case RequestEvent.Accepted e -> {
        putKnown(content, "expectedBy", text(e.expectedBy()));
        putKnown(content, "text", e.text());
      }
      case RequestEvent.Started e -> {}
      case RequestEvent.Asked e -> content.put("text", e.text());
      case RequestEvent.Answered e -> content.put("text", e.text());
      case RequestEvent.Returned e -> {
        content.put("reason", e.reason());
        content.set("missing", mapper.valueToTree(e.missing()));
      }
      case RequestEvent.Resubmitted e -> content.set("details", parsed(e.details().json()));
      case RequestEvent.Contested e -> content.put("reason", e.reason());
      case RequestEvent.Assigned e -> content.put("person", e.person());
      case RequestEvent.TransferProposed e -> {
        content.put("toService", e.to().service());
        content.put("toDepartment", e.to().department());
        content.put("reason", e.reason());
      }
      case RequestEvent.Transferred e -> putFormer(content, e.from());
      case RequestEvent.TransferRefused e -> content.put("reason", e.reason());
      case RequestEvent.Prioritized e -> {
        content.put("fromPriority", e.fromPriority().name());
        content.put("reason", e.reason());
      }
      case RequestEvent.Resolved e -> {
        content.put("resolution", e.resolution());
        if (e.requestQuality() != null) {
          content.put("requestQuality", e.requestQuality());
        }
      }
      case RequestEvent.Reopened e -> {
        content.put("reason", e.reason());
        content.put("code", e.code().name());
      }
      case RequestEvent.Closed e -> {
        if (e.rating() != null) {
          content.put("rating", e.rating());
        }
        putKnown(content, "comment", e.comment());
        putKnown(content, "reason", e.reason());
      }
      case RequestEvent.Declined e -> {
        content.put("code", e.code().name());
        content.put("reason", e.reason());
      }
      case RequestEvent.Cancelled e -> content.put("reason", e.reason());
      case RequestEvent.MessagePosted e -> {
        content.put("messageId", e.messageId().toString());
        content.put("text", e.text());
        content.put("visibility", e.visibility().name());
      }
      case RequestEvent.LossClaimed e -> {
        content.set("loss", loss(e.n(), e.amount(), e.currency()));
        content.put("text", e.text());
      }
      case RequestEvent.LossConfirmed e ->
          content.set("loss", loss(e.n(), e.amount(), e.currency()));
      case RequestEvent.LossDisputed e -> {
        content.set("loss", loss(e.n(), e.amount(), e.currency()));
        content.put("reason", e.reason());
      }
      case RequestEvent.LossWithdrawn e ->
          content.set("loss", loss(e.n(), e.amount(), e.currency()));
      case RequestEvent.ImportFinished e -> content.put("asOf", e.asOf().toString());
      case RequestEvent.Drafted e -> content.set("missing", mapper.valueToTree(e.missing()));
      case RequestEvent.DraftPrioritized e -> {
        content.put("fromPriority", e.fromPriority().name());
        content.put("priority", e.priority().name());
      }
      case RequestEvent.DraftDiscarded e -> content.put("reason", e.reason());
      case RequestEvent.PriorityProposed e -> {
        content.put("priority", e.priority().name());
        content.put("reason", e.reason());
      }
      case RequestEvent.PriorityProposalDropped e -> {
        content.put("priority", e.priority().name());
        content.put("reason", e.reason());
      }
    }
    return content;
  }

  private ObjectNode actor(By by) {
    ObjectNode actor = mapper.createObjectNode();
    actor.put("id", by.actor().id());
    actor.put("department", by.actor().department());
    actor.put("side", by.side() == null ? null : by.side().name());
    actor.put("kind", by.actor().kind().name());
    putKnown(actor, "onBehalfOf", by.actor().onBehalfOf());
    return actor;
  }

  private JsonNode customer(@Nullable Customer customer) {
    if (customer == null) {
      return mapper.nullNode();
    }
    return mapper
        .createObjectNode()
        .put("ref", customer.ref())
        .put("name", customer.name())
        .put("promisedAt", text(customer.promisedAt()));
  }

  private JsonNode atStake(@Nullable AtStake atStake) {
    if (atStake == null) {
      return mapper.nullNode();
    }
    return mapper
        .createObjectNode()
        .put("amount", atStake.amount())
        .put("currency", atStake.currency());
  }

  private JsonNode externalRef(@Nullable ExternalRef ref) {
    if (ref == null) {
      return mapper.nullNode();
    }
    return mapper.createObjectNode().put("system", ref.system()).put("id", ref.id());
  }

  private ObjectNode loss(int n, BigDecimal amount, String currency) {
    return mapper.createObjectNode().put("n", n).put("amount", amount).put("currency", currency);
  }

  private JsonNode parsed(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("details must be JSON", e);
    }
  }

  private static void putFormer(ObjectNode content, Addressee former) {
    content.put("fromDepartment", former.department());
    content.put("fromService", former.service());
  }

  private static void putKnown(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Objects.toString(value);
  }
}
