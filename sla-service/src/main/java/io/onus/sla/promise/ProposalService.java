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
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.Announcement;
import io.onus.sla.clock.ClockService;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.promise.ProposalStore.StoredProposal;
import io.onus.sla.promise.domain.Footing;
import io.onus.sla.promise.domain.PromiseRefusal;
import io.onus.sla.promise.domain.Proposal;
import io.onus.sla.promise.domain.ProposalCommand;
import io.onus.sla.promise.domain.ProposalEvent;
import io.onus.sla.promise.domain.ProposedDue;
import io.onus.sla.promise.domain.Sides;
import io.onus.sla.promise.domain.Speaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Renegotiates the promise of one clock. Every move is made under the request's lock. */
@ApplicationScoped
public class ProposalService {

  private static final Logger LOG = Logger.getLogger(ProposalService.class);

  private final ProposalStore store;
  private final ClockService clocks;
  private final PromiseEvents events;
  private final Transactions transactions;
  private final WallClock wallClock;
  private final Audit audit;

  public ProposalService(
      ProposalStore store,
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

  ProposalView propose(UUID clockId, Instant dueAt, String reason, Caller caller) {
    return transactions.call(
        () -> {
          TrackedRequest seen = clocks.requestOf(clockId, caller);
          Speakers.ofEitherSide(seen, Side.REQUESTER, caller);
          clocks.announce(seen.id(), request -> proposed(request, clockId, dueAt, reason, caller));
          return read(clockId, store.open(clockId).orElseThrow().number(), caller);
        });
  }

  private Announcement proposed(
      TrackedRequest request, UUID clockId, Instant dueAt, String reason, Caller caller) {
    Instant now = wallClock.now();
    Clock clock = clockOf(request, clockId);
    Footing footing = Footing.of(clock, now);
    Proposal earlier =
        store.open(clockId).map(one -> asOf(one, request, footing, now)).orElse(null);
    ProposedDue due =
        new ProposedDue(
            store.nextNumber(clockId),
            dueAt,
            clock.face().dueAt(),
            reason,
            Speakers.ofEitherSide(request, Side.REQUESTER, caller),
            now,
            null);
    accepted(Proposal.propose(due, earlier, footing, now));
    if (earlier instanceof Proposal.Lapsed lapsed) {
      store.settle(clockId, lapsed);
    }
    store.insert(clockId, request.id(), due);
    record("proposal.made", request, clockId, due, reason);
    return events.proposed(request, clock, due, PromiseEvents.person(due.by()), null);
  }

  /**
   * A move upon a proposal.
   *
   * @param byProposer whether it is the proposer's own side that makes it
   * @param command by whom, and with what number for a proposal put against it
   */
  private record Move(
      boolean byProposer,
      @Nullable String ifMatch,
      BiFunction<Speaker, Integer, ProposalCommand> command) {

    Speaker speaker(TrackedRequest request, Proposal proposal, Caller caller) {
      Side proposer = proposal.due().by().side();
      return Speakers.ofEitherSide(request, byProposer ? proposer : proposer.other(), caller);
    }
  }

  ProposalView accept(UUID clockId, int number, @Nullable String ifMatch, Caller caller) {
    Move move = new Move(false, ifMatch, (who, next) -> new ProposalCommand.Accept(who));
    return transactions.call(
        () -> {
          TrackedRequest seen = clocks.requestOf(clockId, caller);
          Proposal proposal = require(clockId, number).kept();
          Instant dueAt = proposal.due().dueAt();
          TrackedRequest after =
              clocks.act(
                  seen.id(),
                  new ClockAct.Repromise(clockId, dueAt),
                  PromiseEvents.person(move.speaker(seen, proposal, caller)),
                  request -> decided(request, clockId, number, move, caller));
          requireMoved(clockOf(after, clockId), dueAt);
          return read(clockId, number, caller);
        });
  }

  /** The due instant may have passed between the look at the clock and the act upon it. */
  private static void requireMoved(Clock clock, Instant dueAt) {
    if (!dueAt.equals(clock.face().pinnedAt())) {
      Instant broken = clock.face().dueAt();
      throw Problem.refused(new PromiseRefusal.ClockBreached(broken == null ? dueAt : broken));
    }
  }

  ProposalView decline(
      UUID clockId, int number, String reason, @Nullable String ifMatch, Caller caller) {
    return told(
        clockId,
        number,
        new Move(false, ifMatch, (who, next) -> new ProposalCommand.Decline(who, reason)),
        caller);
  }

  ProposalView withdraw(UUID clockId, int number, @Nullable String ifMatch, Caller caller) {
    return told(
        clockId,
        number,
        new Move(true, ifMatch, (who, next) -> new ProposalCommand.Withdraw(who)),
        caller);
  }

  /** Answers with the proposal that is put against it. */
  ProposalView counter(
      UUID clockId,
      int number,
      Instant dueAt,
      String reason,
      @Nullable String ifMatch,
      Caller caller) {
    return transactions.call(
        () -> {
          told(
              clockId,
              number,
              new Move(
                  false,
                  ifMatch,
                  (who, next) -> new ProposalCommand.Counter(who, dueAt, reason, next)),
              caller);
          return read(clockId, store.open(clockId).orElseThrow().number(), caller);
        });
  }

  private ProposalView told(UUID clockId, int number, Move move, Caller caller) {
    return transactions.call(
        () -> {
          TrackedRequest seen = clocks.requestOf(clockId, caller);
          require(clockId, number);
          clocks.announce(
              seen.id(),
              request ->
                  announcement(
                      decided(request, clockId, number, move, caller), request, clockId, number));
          return read(clockId, number, caller);
        });
  }

  /** Decides a move under the request's lock, and keeps what came of it. */
  private ProposalEvent decided(
      TrackedRequest request, UUID clockId, int number, Move move, Caller caller) {
    Instant now = wallClock.now();
    StoredProposal proposal = require(clockId, number);
    Footing footing = Footing.of(clockOf(request, clockId), now);
    Proposal state = asOf(proposal, request, footing, now);
    Speaker who = move.speaker(request, state, caller);
    ETags.require(move.ifMatch(), proposal.version(), Map.of("proposal", view(request, proposal)));
    ProposalCommand command = move.command().apply(who, store.nextNumber(clockId));
    Outcome.Accepted<Proposal, ProposalEvent> outcome =
        accepted(Proposal.decide(state, command, footing, now));
    store.settle(clockId, outcome.state());
    ProposalEvent event = outcome.events().getFirst();
    keep(event, request, clockId, outcome.state().due());
    return event;
  }

  private void keep(ProposalEvent event, TrackedRequest request, UUID clockId, ProposedDue due) {
    switch (event) {
      case ProposalEvent.ProposalMade made ->
          throw new IllegalStateException("no move makes a proposal of a proposal");
      case ProposalEvent.ProposalAccepted done ->
          record("proposal.accepted", request, clockId, due, null);
      case ProposalEvent.ProposalDeclined done ->
          record("proposal.declined", request, clockId, due, done.answer().reason());
      case ProposalEvent.ProposalWithdrawn done ->
          record("proposal.withdrawn", request, clockId, due, null);
      case ProposalEvent.ProposalCountered done -> {
        store.insert(clockId, request.id(), done.next());
        record("proposal.countered", request, clockId, done.next(), done.next().reason());
      }
    }
  }

  private Announcement announcement(
      ProposalEvent event, TrackedRequest request, UUID clockId, int number) {
    Clock clock = clockOf(request, clockId);
    ProposedDue due = require(clockId, number).kept().due();
    return switch (event) {
      case ProposalEvent.ProposalMade made ->
          events.proposed(request, clock, due, PromiseEvents.person(due.by()), null);
      case ProposalEvent.ProposalAccepted done ->
          throw new IllegalStateException("the clock itself tells that it is due anew");
      case ProposalEvent.ProposalDeclined done ->
          events.declined(request, clock, due, done.answer());
      case ProposalEvent.ProposalWithdrawn done ->
          events.withdrawn(request, clock, due, done.answer());
      case ProposalEvent.ProposalCountered done ->
          events.proposed(
              request, clock, done.next(), PromiseEvents.person(done.next().by()), null);
    };
  }

  ProposalView read(UUID clockId, int number, Caller caller) {
    return transactions.call(
        () -> {
          TrackedRequest request = clocks.requestOf(clockId, caller);
          return view(request, require(clockId, number));
        });
  }

  Page<ProposalView> list(UUID clockId, Caller caller, PageRequest page) {
    return transactions.call(
        () -> {
          TrackedRequest request = clocks.requestOf(clockId, caller);
          return store.list(clockId, page).map(proposal -> view(request, proposal));
        });
  }

  private ProposalView view(TrackedRequest request, StoredProposal proposal) {
    Instant now = wallClock.now();
    Clock clock = clockOf(request, proposal.clockId());
    Proposal state = asOf(proposal, request, Footing.of(clock, now), now);
    return ProposalView.of(request, clock, state, proposal.version());
  }

  private static Proposal asOf(
      StoredProposal proposal, TrackedRequest request, Footing footing, Instant now) {
    return Proposal.asOf(proposal.kept(), footing, Sides.of(request.profile()), now);
  }

  private StoredProposal require(UUID clockId, int number) {
    return store
        .find(clockId, number)
        .orElseThrow(
            () -> Problem.notFound("No proposal " + number + " of clock " + clockId + "."));
  }

  private static Outcome.Accepted<Proposal, ProposalEvent> accepted(
      Outcome<Proposal, ProposalEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Proposal, ProposalEvent> accepted -> accepted;
      case Outcome.Refused<Proposal, ProposalEvent> refused ->
          throw Problem.refused(refused.refusal());
    };
  }

  private void record(
      String action,
      TrackedRequest request,
      UUID clockId,
      ProposedDue due,
      @Nullable String reason) {
    audit.record(
        AuditEntry.of(action, "clock", clockId)
            .concerning(request.profile().requester(), request.profile().provider())
            .with("requestId", request.id())
            .with("number", due.number())
            .with("counters", due.counters())
            .with("dueAt", due.dueAt())
            .textChanged("reason", null, reason));
    LOG.infof(
        "%s requestId=%s clockId=%s number=%d dueAt=%s",
        action, request.id(), clockId, due.number(), due.dueAt());
  }

  static Clock clockOf(TrackedRequest request, UUID clockId) {
    return request.clock(clockId).orElseThrow(() -> Problem.notFound("clock", clockId));
  }
}
