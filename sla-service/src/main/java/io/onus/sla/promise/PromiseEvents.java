package io.onus.sla.promise;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.id.Ids;
import io.onus.sla.clock.Announcement;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.RequestProfile;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.promise.domain.Answer;
import io.onus.sla.promise.domain.ProposedDue;
import io.onus.sla.promise.domain.Sides;
import io.onus.sla.promise.domain.Speaker;
import io.onus.sla.promise.domain.Waiver;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what both sides say about a promise as {@code io.onus.sla.renegotiation-*} and {@code
 * waiver-*} events. That they agreed, or that a clock was excused, its own events say.
 */
@ApplicationScoped
public class PromiseEvents {

  private final ObjectMapper mapper;

  public PromiseEvents(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @param cause the event that led to it; null where a person just proposed it
   */
  Announcement proposed(
      TrackedRequest request, Clock clock, ProposedDue due, Actor actor, @Nullable UUID cause) {
    String type = due.counters() == null ? "renegotiation-proposed" : "renegotiation-countered";
    ObjectNode data = proposal(request, clock, due, actor);
    data.put("reason", due.reason());
    data.put("awaiting", Sides.of(request.profile()).department(due.by().side().other()));
    UUID countered = due.counters() == null ? cause : proposedId(clock, due.counters());
    return announcement(proposedId(clock, due.number()), type, due.at(), countered, data);
  }

  Announcement declined(TrackedRequest request, Clock clock, ProposedDue due, Answer answer) {
    return ended("renegotiation-declined", request, clock, due, answer);
  }

  Announcement withdrawn(TrackedRequest request, Clock clock, ProposedDue due, Answer answer) {
    return ended("renegotiation-withdrawn", request, clock, due, answer);
  }

  private Announcement ended(
      String type, TrackedRequest request, Clock clock, ProposedDue due, Answer answer) {
    ObjectNode data = proposal(request, clock, due, person(answer.by()));
    data.put("reason", answer.reason());
    data.putNull("awaiting");
    UUID proposed = proposedId(clock, due.number());
    return announcement(Ids.nameBased(proposed, type), type, answer.at(), proposed, data);
  }

  Announcement asked(TrackedRequest request, Clock clock, Waiver.Asking asking) {
    ObjectNode data = about(request, clock, person(asking.by()));
    data.put("waiver", asking.number());
    data.put("reason", asking.reason());
    data.put("awaiting", Sides.of(request.profile()).department(asking.by().side().other()));
    return announcement(askedId(clock, asking), "waiver-asked", asking.at(), null, data);
  }

  Announcement declined(TrackedRequest request, Clock clock, Waiver.Asking asking, Answer answer) {
    ObjectNode data = about(request, clock, person(answer.by()));
    data.put("waiver", asking.number());
    data.put("reason", answer.reason());
    data.putNull("awaiting");
    UUID asked = askedId(clock, asking);
    return announcement(
        Ids.nameBased(asked, "waiver-declined"), "waiver-declined", answer.at(), asked, data);
  }

  static Actor person(Speaker who) {
    return new Actor(who.person(), who.department(), who.side(), Actor.Kind.HUMAN);
  }

  private ObjectNode proposal(TrackedRequest request, Clock clock, ProposedDue due, Actor actor) {
    ObjectNode data = about(request, clock, actor);
    data.put("proposal", due.number());
    data.put("counters", due.counters());
    data.put("proposedDueAt", due.dueAt().toString());
    return data;
  }

  private ObjectNode about(TrackedRequest request, Clock clock, Actor actor) {
    ClockFace face = clock.face();
    RequestProfile profile = request.profile();
    ObjectNode data = mapper.createObjectNode();
    data.set("actor", mapper.valueToTree(actor));
    data.put("clockId", face.id().toString());
    data.put("requestId", request.id().toString());
    data.put("requestNumber", profile.number());
    data.put("requester", profile.requester());
    data.put("provider", profile.provider());
    data.put("service", profile.service());
    data.put("priority", profile.priority().name());
    data.put("assignee", profile.assignee());
    data.put("metric", face.metric().name());
    data.put("cycle", face.cycle());
    data.put("round", face.round());
    data.set("obligor", mapper.valueToTree(face.obligor()));
    data.put("phase", clock.phase().name());
    data.put("verdict", clock.verdict().name());
    data.put("dueAt", text(face.dueAt()));
    data.put("originalDueAt", text(face.originalDueAt()));
    data.put("link", "/requests/" + request.id());
    data.put("imported", profile.imported());
    return data;
  }

  private static Announcement announcement(
      UUID id, String type, Instant at, @Nullable UUID cause, ObjectNode data) {
    return new Announcement(id, "io.onus.sla." + type + ".v1", at, cause, data);
  }

  private static UUID proposedId(Clock clock, int number) {
    return Ids.nameBased(clock.face().id(), "renegotiation-proposed", String.valueOf(number));
  }

  private static UUID askedId(Clock clock, Waiver.Asking asking) {
    return Ids.nameBased(clock.face().id(), "waiver-asked", String.valueOf(asking.number()));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
