package io.onus.sla.clock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.BreachCost;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.AgreedCost;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.ClockIds;
import io.onus.sla.clock.domain.Consequence;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.RequestProfile;
import io.onus.sla.clock.domain.TrackedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what clocks did as {@code io.onus.sla.clock-*} events: all a receiver needs, without a
 * second call.
 */
@ApplicationScoped
public class ClockEvents {

  public static final String TOPIC = "onus.sla.v1";
  static final String SOURCE = "/onus/sla-service";

  private final ObjectMapper mapper;

  public ClockEvents(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  CloudEvent write(ClockEvent event, TrackedRequest state, long sequence, Instant recordedAt) {
    RequestFact cause = event.cause();
    return new CloudEvent(
        ClockIds.event(event),
        SOURCE,
        type(event.type()),
        state.id().toString(),
        event.time(),
        recordedAt,
        sequence,
        null,
        event.type() == ClockEvent.Type.BREACH_RETRACTED
            ? ClockIds.breachTakenBack(event)
            : cause == null ? null : cause.eventId(),
        data(event, state, recordedAt));
  }

  public CloudEvent write(
      Announcement announcement, UUID requestId, long sequence, Instant recordedAt) {
    return new CloudEvent(
        announcement.id(),
        SOURCE,
        announcement.type(),
        requestId.toString(),
        announcement.time(),
        recordedAt,
        sequence,
        null,
        announcement.causationId(),
        announcement.data());
  }

  static String type(ClockEvent.Type type) {
    return "io.onus.sla.clock-" + type.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".v1";
  }

  private JsonNode data(ClockEvent event, TrackedRequest state, Instant recordedAt) {
    ClockFace face = event.face();
    RequestProfile profile = state.profile();
    BoundTerms bound = face.binding().bound();
    ObjectNode data = mapper.createObjectNode();
    data.set("actor", actor(event.cause()));
    data.put("clockId", face.id().toString());
    data.put("requestId", state.id().toString());
    data.put("requestNumber", profile.number());
    data.put("subject", profile.subject());
    data.put("requester", profile.requester());
    data.put("provider", profile.provider());
    data.put("service", profile.service());
    data.put("priority", profile.priority().name());
    data.set("customer", mapper.valueToTree(profile.customer()));
    data.set("atStake", mapper.valueToTree(profile.atStake()));
    data.put("assignee", profile.assignee());
    data.put("metric", face.metric().name());
    data.put("cycle", face.cycle());
    data.put("round", face.round());
    data.set("obligor", mapper.valueToTree(face.obligor()));
    if (bound.agreementId() == null) {
      data.putNull("agreement");
    } else {
      data.putObject("agreement")
          .put("id", bound.agreementId().toString())
          .put("version", bound.version());
    }
    data.put("expected", bound.expected());
    data.put("phase", event.phase().name());
    data.put("verdict", event.verdict().name());
    data.put("startedAt", face.startedAt().toString());
    data.put("dueAt", text(face.dueAt()));
    data.put("detectedAt", event.type().isMilestone() ? recordedAt.toString() : null);
    data.put("originalDueAt", text(face.originalDueAt()));
    data.put("target", text(face.target()));
    data.put("agreed", text(face.agreed()));
    data.put("percent", event.percent());
    data.put("carried", face.carried().toString());
    data.put("consumed", face.consumed().toString());
    data.put("pausedTime", face.paused().toString());
    data.put("disputedTime", face.disputed().toString());
    ClockView.Attribution.of(face)
        .forEach(used -> data.withArray("attribution").add(mapper.valueToTree(used)));
    data.set("cost", mapper.valueToTree(cost(event, bound).orElse(null)));
    data.put("overAllowance", profile.overAllowance());
    data.put("consequence", consequence(event, state));
    data.put("because", because(event));
    data.put("reopened", reopened(event));
    data.put("link", "/requests/" + state.id());
    data.put("imported", profile.imported());
    return data;
  }

  /** What the sides agreed that this milestone leads to; null for nothing. */
  private static @Nullable String consequence(ClockEvent event, TrackedRequest state) {
    return state.profile().imported()
        ? null
        : Consequence.of(event).map(Consequence::name).orElse(null);
  }

  /** What moved a promise that nobody negotiated for this request alone. */
  private static @Nullable String because(ClockEvent event) {
    return event.cause() != null && event.cause().what() instanceof Happening.Rebound rebound
        ? rebound.why()
        : null;
  }

  /** Why the request was reopened, where that began the clock. */
  private static @Nullable String reopened(ClockEvent event) {
    return event.type() == ClockEvent.Type.STARTED
            && event.cause() != null
            && event.cause().what() instanceof Happening.Reopened reopened
        ? reopened.code().name()
        : null;
  }

  private static Optional<Cost> cost(ClockEvent event, BoundTerms bound) {
    return Optional.ofNullable(bound.terms().breachCost())
        .flatMap(
            agreed ->
                AgreedCost.of(event.face())
                    .map(cost -> new Cost(cost.amount(), cost.currency(), agreed.per())));
  }

  /**
   * @param amount so far: for HOUR it grows with each working hour late
   */
  private record Cost(BigDecimal amount, String currency, BreachCost.Per per) {}

  private JsonNode actor(@Nullable RequestFact cause) {
    return mapper.valueToTree(cause == null ? Actor.ENGINE : cause.actor());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
