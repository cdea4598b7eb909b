package io.onus.sla.promise;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.Announcement;
import io.onus.sla.clock.ClockObserver;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.promise.domain.ProposedDue;
import io.onus.sla.promise.domain.Speaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request that is needed earlier than the terms promise it proposes so by itself, in its
 * requester's name. What was needed before it was sent is no promise anybody could give, and past
 * requests that are imported ask for nothing.
 */
@ApplicationScoped
public class NeededByProposals implements ClockObserver {

  private final ProposalStore store;
  private final PromiseEvents events;
  private final Audit audit;

  public NeededByProposals(ProposalStore store, PromiseEvents events, Audit audit) {
    this.store = store;
    this.events = events;
    this.audit = audit;
  }

  @Override
  public List<Announcement> began(TrackedRequest request, RequestFact submission) {
    Instant neededBy = submission.profile().neededBy();
    if (request.profile().imported() || neededBy == null) {
      return List.of();
    }
    return resolution(request)
        .flatMap(
            clock ->
                promisedAt(clock)
                    .filter(due -> isEarlier(neededBy, submission.time(), due))
                    .map(due -> opened(request, clock, neededBy, due, submission)))
        .stream()
        .toList();
  }

  static boolean isEarlier(Instant neededBy, Instant submittedAt, Instant promisedAt) {
    return neededBy.isAfter(submittedAt) && neededBy.isBefore(promisedAt);
  }

  /** Due as it was submitted: what came with the submission may have paused it already. */
  private static Optional<Instant> promisedAt(Clock clock) {
    ClockFace face = clock.face();
    return Optional.ofNullable(face.target())
        .map(target -> face.calendar().add(face.startedAt(), target));
  }

  private static Optional<Clock> resolution(TrackedRequest request) {
    return request.clocks().stream()
        .filter(clock -> clock.face().metric() == Metric.RESOLUTION && clock.face().cycle() == 1)
        .findFirst();
  }

  private Announcement opened(
      TrackedRequest request,
      Clock clock,
      Instant neededBy,
      Instant promisedAt,
      RequestFact submission) {
    String requester = submission.profile().requester();
    ProposedDue due =
        new ProposedDue(
            store.nextNumber(clock.face().id()),
            neededBy,
            promisedAt,
            "The request says that it is needed by then.",
            new Speaker(Side.REQUESTER, requester, submission.actor().id()),
            submission.time(),
            null);
    store.insert(clock.face().id(), request.id(), due);
    audit.record(
        AuditEntry.of("proposal.made", "clock", clock.face().id())
            .concerning(requester, request.profile().provider())
            .with("requestId", request.id())
            .with("number", due.number())
            .with("dueAt", due.dueAt()));
    return events.proposed(request, clock, due, submission.actor(), submission.eventId());
  }
}
