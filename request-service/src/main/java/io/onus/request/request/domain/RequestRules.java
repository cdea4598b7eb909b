package io.onus.request.request.domain;

import io.onus.kit.decide.Outcome;
import io.onus.request.request.domain.RequestCommand.Accept;
import io.onus.request.request.domain.RequestCommand.AcceptTransfer;
import io.onus.request.request.domain.RequestCommand.Answer;
import io.onus.request.request.domain.RequestCommand.Ask;
import io.onus.request.request.domain.RequestCommand.Assign;
import io.onus.request.request.domain.RequestCommand.Cancel;
import io.onus.request.request.domain.RequestCommand.Close;
import io.onus.request.request.domain.RequestCommand.Contest;
import io.onus.request.request.domain.RequestCommand.Decline;
import io.onus.request.request.domain.RequestCommand.PostMessage;
import io.onus.request.request.domain.RequestCommand.Prioritize;
import io.onus.request.request.domain.RequestCommand.ProposeTransfer;
import io.onus.request.request.domain.RequestCommand.RefuseTransfer;
import io.onus.request.request.domain.RequestCommand.Reopen;
import io.onus.request.request.domain.RequestCommand.Resolve;
import io.onus.request.request.domain.RequestCommand.Resubmit;
import io.onus.request.request.domain.RequestCommand.Return;
import io.onus.request.request.domain.RequestCommand.Start;
import io.onus.request.request.domain.RequestCommand.Submit;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules a request lives by. */
public final class RequestRules {

  private RequestRules() {}

  /** A new request as it is kept before the provider sees it. */
  public static Outcome<Request, RequestEvent> draft(
      Work work, Actor by, List<String> missing, Instant now) {
    Instant deliverBy = work.about().deliverBy();
    if (deliverBy != null && !deliverBy.isAfter(now)) {
      return refused(new RequestRefusal.DeliverByPassed(deliverBy, now));
    }
    return accepted(
        new Request.Draft(work, missing),
        new RequestEvent.Drafted(new By(by, Side.REQUESTER), missing));
  }

  public static Outcome<Request, RequestEvent> decide(
      Request state, RequestCommand command, Instant now) {
    String department = command.by().department();
    Set<Party> is = Involved.in(state.work()).partiesOf(department);
    Set<Party> may = both(is, command.verb().parties());
    if (may.isEmpty() && !(wantsAbsentTransfer(state, command) && !is.isEmpty())) {
      return refused(RequestAccess.wrongSide(command.verb(), Set.of(department), state));
    }
    return move(state, command, may, Tense.PRESENT, now);
  }

  /**
   * A fact that has already happened elsewhere: who was allowed to do it, and who had to agree, was
   * settled there.
   */
  public static Outcome<Request, RequestEvent> replay(
      Request state, RequestCommand command, Instant at) {
    Set<Party> is = Involved.in(state.work()).partiesOf(command.by().department());
    Set<Party> may = both(is, command.verb().parties());
    return move(state, command, may.isEmpty() ? command.verb().parties() : may, Tense.PAST, at);
  }

  /**
   * The requester owed a move for longer than was agreed, and it was agreed that the request then
   * ends. Nothing, if what was waited for has come, or something else is waited for by now: a
   * breach that arrives late, twice, or was about the question before this one.
   *
   * @param since from when on the broken promise ran
   */
  public static Optional<Outcome.Accepted<Request, RequestEvent>> lapse(
      Request state, LapseReason reason, Instant since, Actor system) {
    return awaited(state, reason, since)
        .map(
            waiting ->
                new Outcome.Accepted<>(
                    waiting.lapse(),
                    List.of(
                        new RequestEvent.Closed(new By(system, null), null, null, reason.name()))));
  }

  /** Says so to both sides, under the same conditions. */
  public static Optional<Outcome.Accepted<Request, RequestEvent>> remind(
      Request state, LapseReason reason, Instant since, RequestEvent.MessagePosted reminder) {
    return awaited(state, reason, since)
        .map(waiting -> new Outcome.Accepted<>(state, List.of(reminder)));
  }

  private static Optional<Request.Lapsable> awaited(
      Request state, LapseReason reason, Instant since) {
    return state instanceof Request.Lapsable waiting
            && waiting.lapsesFor() == reason
            && !since.isBefore(waiting.since())
        ? Optional.of(waiting)
        : Optional.empty();
  }

  private enum Tense {
    PRESENT,
    PAST
  }

  private static Outcome<Request, RequestEvent> move(
      Request state, RequestCommand command, Set<Party> may, Tense tense, Instant now) {
    By by = new By(command.by(), speaking(command, may, state.work()));
    return switch (command) {
      case Submit c ->
          state instanceof Request.Submittable s
              ? submit(s, c, by, tense, now)
              : notAllowed(state, c);
      case Accept c ->
          state instanceof Request.Acceptable s
              ? accept(s, c, by, tense, now)
              : notAllowed(state, c);
      case Start c ->
          state instanceof Request.Startable s
              ? accepted(s.start(), new RequestEvent.Started(by))
              : notAllowed(state, c);
      case Ask c ->
          state instanceof Request.InHand s
              ? accepted(s.ask(c.text(), now), new RequestEvent.Asked(by, c.text()))
              : notAllowed(state, c);
      case Answer c ->
          state instanceof Request.Answerable s
              ? accepted(s.answer(), new RequestEvent.Answered(by, c.text()))
              : notAllowed(state, c);
      case Return c ->
          state instanceof Request.Returnable s
              ? accepted(
                  s.giveBack(c.reason(), c.missing(), now),
                  new RequestEvent.Returned(by, c.reason(), c.missing()))
              : notAllowed(state, c);
      case Resubmit c ->
          state instanceof Request.Resubmittable s
              ? resubmitted(s.resubmit(c.details()), by)
              : notAllowed(state, c);
      case Contest c ->
          state instanceof Request.Contestable s
              ? accepted(s.contest(), new RequestEvent.Contested(by, c.reason()))
              : notAllowed(state, c);
      case Assign c ->
          state instanceof Request.Assignable s
              ? accepted(s.assign(c.person()), new RequestEvent.Assigned(by, c.person()))
              : notAllowed(state, c);
      case ProposeTransfer c ->
          state instanceof Request.InHand s ? propose(s, c, by) : notAllowed(state, c);
      case AcceptTransfer c ->
          state instanceof Request.InHand s ? handOver(s, by) : notAllowed(state, c);
      case RefuseTransfer c ->
          state instanceof Request.InHand s ? keep(s, c, by) : notAllowed(state, c);
      case Prioritize c -> prioritize(state, c, may, by, tense);
      case Resolve c ->
          state instanceof Request.InHand s
              ? accepted(
                  s.resolve(c.resolution(), now),
                  new RequestEvent.Resolved(by, c.resolution(), c.requestQuality()))
              : notAllowed(state, c);
      case Reopen c ->
          state instanceof Request.Reopenable s
              ? accepted(s.reopen(), new RequestEvent.Reopened(by, c.reason(), c.code()))
              : notAllowed(state, c);
      case Close c ->
          state instanceof Request.Closable s
              ? accepted(
                  s.close(c.reason()),
                  new RequestEvent.Closed(by, c.rating(), c.comment(), c.reason()))
              : notAllowed(state, c);
      case Decline c ->
          state instanceof Request.InHand s
              ? accepted(
                  s.decline(c.code(), c.reason()),
                  new RequestEvent.Declined(by, c.code(), c.reason()))
              : notAllowed(state, c);
      case Cancel c ->
          state instanceof Request.Cancellable s
              ? accepted(s.cancel(c.reason()), cancelled(s.work(), c, by))
              : notAllowed(state, c);
      case PostMessage c ->
          Verb.MESSAGE.isAllowedIn(state)
              ? accepted(
                  state,
                  new RequestEvent.MessagePosted(by, c.messageId(), c.text(), c.visibility()))
              : notAllowed(state, c);
    };
  }

  /** Nothing can be owed at a moment that has passed; what happened elsewhere was owed then. */
  private static Outcome<Request, RequestEvent> submit(
      Request.Submittable state, Submit command, By by, Tense tense, Instant now) {
    Instant deliverBy = state.work().about().deliverBy();
    if (tense == Tense.PRESENT && deliverBy != null && !deliverBy.isAfter(now)) {
      return refused(new RequestRefusal.DeliverByPassed(deliverBy, now));
    }
    Request.Submitted submitted = state.submit(command.details(), now);
    return accepted(submitted, new RequestEvent.Submitted(by, submitted.work().details()));
  }

  private static Outcome<Request, RequestEvent> resubmitted(Request.Submitted state, By by) {
    return accepted(state, new RequestEvent.Resubmitted(by, state.work().details()));
  }

  private static Outcome<Request, RequestEvent> accept(
      Request.Acceptable state, Accept command, By by, Tense tense, Instant now) {
    Instant expectedBy = command.expectedBy();
    if (tense == Tense.PRESENT && expectedBy != null && !expectedBy.isAfter(now)) {
      return refused(new RequestRefusal.ExpectedByPassed(expectedBy, now));
    }
    return accepted(
        state.accept(expectedBy), new RequestEvent.Accepted(by, expectedBy, command.text()));
  }

  /** Another proposal replaces one that waits: the provider may have picked the wrong receiver. */
  private static Outcome<Request, RequestEvent> propose(
      Request.InHand state, ProposeTransfer command, By by) {
    ProposedTransfer pending = state.work().transfer();
    if (command.to().equals(state.work().addressee())) {
      return refused(new RequestRefusal.AlreadyThere(command.to()));
    }
    if (pending != null && pending.to().equals(command.to())) {
      return refused(new RequestRefusal.TransferAlreadyProposed(command.to()));
    }
    return accepted(
        state.propose(new ProposedTransfer(command.to(), command.reason())),
        new RequestEvent.TransferProposed(by, command.to(), command.reason()));
  }

  private static Outcome<Request, RequestEvent> handOver(Request.InHand state, By by) {
    ProposedTransfer pending = state.work().transfer();
    return pending == null
        ? refused(new RequestRefusal.NothingToTransfer(state.work().about().number()))
        : accepted(
            state.handOver(pending), new RequestEvent.Transferred(by, state.work().addressee()));
  }

  private static Outcome<Request, RequestEvent> keep(
      Request.InHand state, RefuseTransfer command, By by) {
    return state.work().transfer() == null
        ? refused(new RequestRefusal.NothingToTransfer(state.work().about().number()))
        : accepted(state.keep(), new RequestEvent.TransferRefused(by, command.reason()));
  }

  private static Outcome<Request, RequestEvent> prioritize(
      Request request, Prioritize command, Set<Party> may, By by, Tense tense) {
    if (!(request instanceof Request.Prioritizable state)) {
      return notAllowed(request, command);
    }
    Priority old = state.work().priority();
    ProposedPriority pending = state.work().proposedPriority();
    if (command.priority() == old) {
      return pending == null
          ? refused(new RequestRefusal.PriorityUnchanged(old))
          : accepted(
              state.propose((ProposedPriority) null),
              new RequestEvent.PriorityProposalDropped(by, pending.priority(), command.reason()));
    }
    if (request instanceof Request.Draft) {
      return accepted(
          state.prioritize(command.priority()),
          new RequestEvent.DraftPrioritized(by, old, command.priority()));
    }
    if (tense == Tense.PAST || isAgreed(state.work(), command, may)) {
      return accepted(
          state.prioritize(command.priority()),
          new RequestEvent.Prioritized(by, old, command.reason()));
    }
    Side side = may.contains(Party.REQUESTER) ? Side.REQUESTER : Side.PROVIDER;
    if (pending != null && pending.priority() == command.priority()) {
      return refused(new RequestRefusal.PriorityAlreadyProposed(command.priority(), side));
    }
    return accepted(
        state.propose(new ProposedPriority(command.priority(), side, command.reason())),
        new RequestEvent.PriorityProposed(by, command.priority(), command.reason()));
  }

  /**
   * A requester may always ask for less. Everything else changes what the other side counted on, so
   * that side must have proposed the same; a department that asks itself agrees with itself.
   */
  private static boolean isAgreed(Work work, Prioritize command, Set<Party> may) {
    boolean requester = may.contains(Party.REQUESTER);
    boolean provider = may.contains(Party.PROVIDER);
    ProposedPriority pending = work.proposedPriority();
    return requester && provider
        || requester && work.priority().isMoreUrgentThan(command.priority())
        || pending != null
            && pending.priority() == command.priority()
            && pending.by() != (requester ? Side.REQUESTER : Side.PROVIDER);
  }

  /** Nobody outside has heard of a draft, so nobody is told that it is gone. */
  private static RequestEvent cancelled(Work work, Cancel command, By by) {
    return work.wasSubmitted()
        ? new RequestEvent.Cancelled(by, command.reason())
        : new RequestEvent.DraftDiscarded(by, command.reason());
  }

  /** Without a proposal there is no receiver; then it is the proposal that is missing. */
  private static boolean wantsAbsentTransfer(Request state, RequestCommand command) {
    return command.verb().parties().contains(Party.RECEIVER) && state.work().transfer() == null;
  }

  /**
   * The side the actor stands on. Who accepts a transfer is the provider from then on; who refuses
   * one was on no side. Where a department asks itself, the person who asked speaks for the
   * requester and everybody else for the provider.
   */
  private static @Nullable Side speaking(RequestCommand command, Set<Party> may, Work work) {
    boolean requester = may.contains(Party.REQUESTER);
    boolean provider = may.contains(Party.PROVIDER);
    if (requester && provider) {
      return command.by().person().equals(work.about().createdBy())
          ? Side.REQUESTER
          : Side.PROVIDER;
    }
    if (requester) {
      return Side.REQUESTER;
    }
    boolean holds = command.by().department().equals(work.addressee().department());
    return provider || holds || command instanceof AcceptTransfer ? Side.PROVIDER : null;
  }

  private static Set<Party> both(Set<Party> some, Set<Party> others) {
    Set<Party> both = EnumSet.noneOf(Party.class);
    both.addAll(some);
    both.retainAll(others);
    return both;
  }

  private static Outcome<Request, RequestEvent> accepted(Request state, RequestEvent event) {
    return Outcome.accepted(state, List.of(event));
  }

  private static Outcome<Request, RequestEvent> refused(RequestRefusal refusal) {
    return Outcome.refused(refusal);
  }

  private static Outcome<Request, RequestEvent> notAllowed(Request state, RequestCommand command) {
    return refused(
        new RequestRefusal.MoveNotAllowed(state.status(), command.verb(), Verb.allowedIn(state)));
  }
}
