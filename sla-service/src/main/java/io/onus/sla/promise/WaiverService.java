package io.onus.sla.promise;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.decide.Outcome;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.clock.Announcement;
import io.onus.sla.clock.ClockService;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.clock.domain.Obligor;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.promise.WaiverStore.StoredWaiver;
import io.onus.sla.promise.domain.Answer;
import io.onus.sla.promise.domain.Footing;
import io.onus.sla.promise.domain.Speaker;
import io.onus.sla.promise.domain.Waiver;
import io.onus.sla.promise.domain.WaiverCommand;
import io.onus.sla.promise.domain.WaiverEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Excuses clocks. Every move is made under the request's lock. */
@ApplicationScoped
public class WaiverService {

  private static final Logger LOG = Logger.getLogger(WaiverService.class);

  private final WaiverStore store;
  private final ClockService clocks;
  private final PromiseEvents events;
  private final Transactions transactions;
  private final WallClock wallClock;
  private final Audit audit;

  public WaiverService(
      WaiverStore store,
      ClockService clocks,
      PromiseEvents events,
      Transactions transactions,
      WallClock wallClock,
      Audit audit) {
    this.store = store;
    this.clocks = clocks;
    this.events = events;
    this.transactions = transactions;
    this.wallClock = wallClock;
    this.audit = audit;
  }

  WaiverView ask(UUID clockId, String reason, Caller caller) {
    return transactions.call(
        () -> {
          TrackedRequest seen = clocks.requestOf(clockId, caller);
          Speakers.ofObligor(obligorOf(seen, clockId), caller);
          clocks.announce(seen.id(), request -> asked(request, clockId, reason, caller));
          return read(clockId, caller);
        });
  }

  private Announcement asked(TrackedRequest request, UUID clockId, String reason, Caller caller) {
    Instant now = wallClock.now();
    Clock clock = ProposalService.clockOf(request, clockId);
    Footing footing = Footing.of(clock, now);
    StoredWaiver latest = store.latest(clockId).orElse(null);
    Waiver before = latest == null ? null : Waiver.asOf(latest.kept(), footing);
    Waiver.Asking asking =
        new Waiver.Asking(
            before == null ? 1 : before.asking().number() + 1,
            reason,
            Speakers.ofObligor(obligorOf(request, clockId), caller),
            now);
    accepted(Waiver.ask(asking, before, footing));
    if (before instanceof Waiver.Lapsed lapsed) {
      store.settle(clockId, lapsed);
    }
    store.insert(clockId, request.id(), asking, latest);
    record("waiver.asked", request, clockId, asking, reason);
    return events.asked(request, clock, asking);
  }

  WaiverView approve(UUID clockId, @Nullable String ifMatch, Caller caller) {
    return transactions.call(
        () -> {
          TrackedRequest seen = clocks.requestOf(clockId, caller);
          require(clockId);
          Speaker who = Speakers.leadOwedTo(seen, obligorOf(seen, clockId), caller);
          clocks.act(
              seen.id(),
              new ClockAct.Waive(clockId),
              PromiseEvents.person(who),
              request ->
                  decided(
                      request,
                      clockId,
                      ifMatch,
                      answer -> new WaiverCommand.Approve(answer.who(), answer.forBothSides()),
                      caller));
          return read(clockId, caller);
        });
  }

  WaiverView decline(UUID clockId, String reason, @Nullable String ifMatch, Caller caller) {
    return transactions.call(
        () -> {
          TrackedRequest seen = clocks.requestOf(clockId, caller);
          require(clockId);
          Speakers.leadOwedTo(seen, obligorOf(seen, clockId), caller);
          clocks.announce(
              seen.id(),
              request -> {
                Waiver declined =
                    decided(
                        request,
                        clockId,
                        ifMatch,
                        by -> new WaiverCommand.Decline(by.who(), by.forBothSides(), reason),
                        caller);
                Answer answer = ((Waiver.Declined) declined).answer();
                return events.declined(
                    request, ProposalService.clockOf(request, clockId), declined.asking(), answer);
              });
          return read(clockId, caller);
        });
  }

  /** Whoever answers, and whether they lead the side that owes as well. */
  private record Answering(Speaker who, boolean forBothSides) {}

  private Waiver decided(
      TrackedRequest request,
      UUID clockId,
      @Nullable String ifMatch,
      Function<Answering, WaiverCommand> command,
      Caller caller) {
    Instant now = wallClock.now();
    Obligor obligor = obligorOf(request, clockId);
    StoredWaiver waiver = require(clockId);
    Speaker who = Speakers.leadOwedTo(request, obligor, caller);
    ETags.require(ifMatch, waiver.version(), Map.of("waiver", view(request, waiver)));
    Footing footing = Footing.of(ProposalService.clockOf(request, clockId), now);
    Answering answering = new Answering(who, caller.leads(obligor.department()));
    Outcome.Accepted<Waiver, WaiverEvent> outcome =
        accepted(Waiver.decide(Waiver.asOf(waiver.kept(), footing), command.apply(answering), now));
    store.settle(clockId, outcome.state());
    switch (outcome.events().getFirst()) {
      case WaiverEvent.WaiverRequested asked ->
          throw new IllegalStateException("no answer asks anew");
      case WaiverEvent.WaiverApproved approved ->
          record("waiver.approved", request, clockId, waiver.kept().asking(), null);
      case WaiverEvent.WaiverDeclined declined ->
          record(
              "waiver.declined",
              request,
              clockId,
              waiver.kept().asking(),
              declined.answer().reason());
    }
    return outcome.state();
  }

  WaiverView read(UUID clockId, Caller caller) {
    return transactions.call(
        () -> {
          TrackedRequest request = clocks.requestOf(clockId, caller);
          return view(request, require(clockId));
        });
  }

  Page<WaiverView> history(UUID clockId, Caller caller, PageRequest page) {
    return transactions.call(
        () -> {
          TrackedRequest request = clocks.requestOf(clockId, caller);
          return store.list(clockId, page).map(waiver -> view(request, waiver));
        });
  }

  private WaiverView view(TrackedRequest request, StoredWaiver waiver) {
    Clock clock = ProposalService.clockOf(request, waiver.clockId());
    Footing footing = Footing.of(clock, wallClock.now());
    return WaiverView.of(request, clock, Waiver.asOf(waiver.kept(), footing), waiver.version());
  }

  private StoredWaiver require(UUID clockId) {
    return store
        .latest(clockId)
        .orElseThrow(() -> Problem.notFound("Nobody asked for a waiver of clock " + clockId + "."));
  }

  private static Obligor obligorOf(TrackedRequest request, UUID clockId) {
    return ProposalService.clockOf(request, clockId).face().obligor();
  }

  private static Outcome.Accepted<Waiver, WaiverEvent> accepted(
      Outcome<Waiver, WaiverEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Waiver, WaiverEvent> accepted -> accepted;
      case Outcome.Refused<Waiver, WaiverEvent> refused -> throw Problem.refused(refused.refusal());
    };
  }

  private void record(
      String action,
      TrackedRequest request,
      UUID clockId,
      Waiver.Asking asking,
      @Nullable String reason) {
    audit.record(
        AuditEntry.of(action, "clock", clockId)
            .concerning(
                request.profile().requester(),
                request.profile().provider(),
                asking.by().department())
            .with("requestId", request.id())
            .with("number", asking.number())
            .textChanged("reason", null, reason));
    LOG.infof(
        "%s requestId=%s clockId=%s number=%d", action, request.id(), clockId, asking.number());
  }
}
