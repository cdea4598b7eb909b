package io.onus.sla.promise.domain;

import io.onus.kit.decide.Outcome;
import io.onus.sla.agreement.domain.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One round of renegotiating the promise of one clock. */
public sealed interface Proposal {

  /** As far ahead as any target in terms may lie. */
  Duration FARTHEST = Duration.ofDays(3_650);

  ProposedDue due();

  record Open(ProposedDue due) implements Proposal {

    /** The side whose answer is awaited. */
    public Side awaiting() {
      return due.by().side().other();
    }
  }

  record Accepted(ProposedDue due, Answer answer) implements Proposal {}

  record Declined(ProposedDue due, Answer answer) implements Proposal {}

  /**
   * @param next the number of the proposal put against it
   */
  record Countered(ProposedDue due, Answer answer, int next) implements Proposal {}

  record Withdrawn(ProposedDue due, Answer answer) implements Proposal {}

  /**
   * Nobody answered while there was something to answer.
   *
   * @param at since when; null where the clock does not tell
   */
  record Lapsed(ProposedDue due, Because because, @Nullable Instant at) implements Proposal {}

  /** Why nobody can answer a proposal any more. */
  enum Because {
    CLOCK_FINISHED,
    CLOCK_CANCELLED,
    CLOCK_BREACHED,
    CLOCK_WAIVED,
    /** The provider who proposed it has handed the request on, and cannot bind the next one. */
    TRANSFERRED,
    /** The proposed instant itself has passed. */
    DUE_PASSED
  }

  /**
   * A proposal as it reads now. That it lapsed follows from the clock, so a breach that is taken
   * back takes the lapse back with it.
   */
  static Proposal asOf(Proposal kept, Footing footing, Sides sides, Instant now) {
    return switch (kept) {
      case Open open -> asOf(open, footing, sides, now);
      case Accepted answered -> answered;
      case Declined answered -> answered;
      case Countered answered -> answered;
      case Withdrawn answered -> answered;
      case Lapsed lapsed -> lapsed;
    };
  }

  private static Proposal asOf(Open open, Footing footing, Sides sides, Instant now) {
    ProposedDue due = open.due();
    return switch (footing) {
      case Footing.Finished finished -> new Lapsed(due, Because.CLOCK_FINISHED, finished.at());
      case Footing.Cancelled cancelled -> new Lapsed(due, Because.CLOCK_CANCELLED, cancelled.at());
      case Footing.Broken broken -> new Lapsed(due, Because.CLOCK_BREACHED, broken.dueAt());
      case Footing.Excused excused -> new Lapsed(due, Because.CLOCK_WAIVED, null);
      case Footing.Open running -> {
        if (!sides.department(due.by().side()).equals(due.by().department())) {
          yield new Lapsed(due, Because.TRANSFERRED, null);
        }
        yield due.dueAt().isAfter(now) ? open : new Lapsed(due, Because.DUE_PASSED, due.dueAt());
      }
    };
  }

  /**
   * Opens a round.
   *
   * @param earlier the open proposal of the same clock as it reads now; null for none
   */
  static Outcome<Proposal, ProposalEvent> propose(
      ProposedDue due, @Nullable Proposal earlier, Footing footing, Instant now) {
    if (earlier instanceof Open open) {
      return Outcome.refused(
          new PromiseRefusal.ProposalOpen(
              open.due().number(), open.due().dueAt(), open.awaiting()));
    }
    PromiseRefusal refusal = footingRefused(footing);
    if (refusal == null) {
      refusal = dueRefused(due.dueAt(), footing, now);
    }
    return refusal == null
        ? Outcome.accepted(new Open(due), List.of(new ProposalEvent.ProposalMade(due)))
        : Outcome.refused(refusal);
  }

  /**
   * @param state as it reads now, see {@link #asOf}
   */
  static Outcome<Proposal, ProposalEvent> decide(
      Proposal state, ProposalCommand command, Footing footing, Instant now) {
    return switch (state) {
      case Open open -> decide(open, command, footing, now);
      case Accepted accepted -> answered("accepted", accepted.answer());
      case Declined declined -> answered("declined", declined.answer());
      case Countered countered -> answered("countered", countered.answer());
      case Withdrawn withdrawn -> answered("withdrawn", withdrawn.answer());
      case Lapsed lapsed ->
          Outcome.refused(new PromiseRefusal.ProposalLapsed(lapsed.because(), lapsed.at()));
    };
  }

  private static Outcome<Proposal, ProposalEvent> decide(
      Open open, ProposalCommand command, Footing footing, Instant now) {
    ProposedDue due = open.due();
    Speaker who = command.by();
    if (command instanceof ProposalCommand.Withdraw) {
      Answer answer = new Answer(who, now, null);
      return who.side() == due.by().side()
          ? Outcome.accepted(
              new Withdrawn(due, answer), List.of(new ProposalEvent.ProposalWithdrawn(answer)))
          : Outcome.refused(new PromiseRefusal.NotOwnProposal(due.by().department()));
    }
    if (who.side() != open.awaiting() || who.isSamePersonAs(due.by())) {
      return Outcome.refused(new PromiseRefusal.OwnProposal(due.by().side(), open.awaiting()));
    }
    return answer(due, command, footing, now);
  }

  private static Outcome<Proposal, ProposalEvent> answer(
      ProposedDue due, ProposalCommand command, Footing footing, Instant now) {
    return switch (command) {
      case ProposalCommand.Accept accept -> {
        Answer answer = new Answer(accept.by(), now, null);
        yield Outcome.accepted(
            new Accepted(due, answer), List.of(new ProposalEvent.ProposalAccepted(answer)));
      }
      case ProposalCommand.Decline decline -> {
        Answer answer = new Answer(decline.by(), now, decline.reason());
        yield Outcome.accepted(
            new Declined(due, answer), List.of(new ProposalEvent.ProposalDeclined(answer)));
      }
      case ProposalCommand.Counter counter -> counter(due, counter, footing, now);
      case ProposalCommand.Withdraw withdraw ->
          throw new IllegalStateException("withdrawing is no answer");
    };
  }

  private static Outcome<Proposal, ProposalEvent> counter(
      ProposedDue due, ProposalCommand.Counter counter, Footing footing, Instant now) {
    PromiseRefusal refusal =
        counter.dueAt().equals(due.dueAt())
            ? new PromiseRefusal.DueNotDifferent(counter.dueAt())
            : dueRefused(counter.dueAt(), footing, now);
    if (refusal != null) {
      return Outcome.refused(refusal);
    }
    Answer answer = new Answer(counter.by(), now, null);
    ProposedDue next =
        new ProposedDue(
            counter.next(),
            counter.dueAt(),
            footing instanceof Footing.Open open ? open.dueAt() : null,
            counter.reason(),
            counter.by(),
            now,
            due.number());
    return Outcome.accepted(
        new Countered(due, answer, next.number()),
        List.of(new ProposalEvent.ProposalCountered(answer, next)));
  }

  private static Outcome<Proposal, ProposalEvent> answered(String how, Answer answer) {
    return Outcome.refused(
        new PromiseRefusal.ProposalAnswered(
            how, answer.at(), String.valueOf(answer.by().person())));
  }

  private static @Nullable PromiseRefusal footingRefused(Footing footing) {
    return switch (footing) {
      case Footing.Open open -> null;
      case Footing.Broken broken -> new PromiseRefusal.ClockBreached(broken.dueAt());
      case Footing.Finished finished ->
          new PromiseRefusal.ClockFinished(finished.at(), finished.verdict());
      case Footing.Cancelled cancelled -> new PromiseRefusal.ClockCancelled(cancelled.at());
      case Footing.Excused excused -> new PromiseRefusal.ClockWaived();
    };
  }

  private static @Nullable PromiseRefusal dueRefused(Instant dueAt, Footing footing, Instant now) {
    if (!dueAt.isAfter(now)) {
      return new PromiseRefusal.DueInThePast(dueAt, now);
    }
    if (footing instanceof Footing.Open open && dueAt.equals(open.dueAt())) {
      return new PromiseRefusal.DueNotDifferent(dueAt);
    }
    return dueAt.isAfter(now.plus(FARTHEST))
        ? new PromiseRefusal.DueOutOfReach(dueAt, now.plus(FARTHEST))
        : null;
  }
}
