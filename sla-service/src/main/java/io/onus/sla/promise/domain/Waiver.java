package io.onus.sla.promise.domain;

import io.onus.kit.decide.Outcome;
import io.onus.sla.clock.domain.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An excuse for a promise that is or will be broken. */
public sealed interface Waiver {

  /** Why nobody can answer it any more. */
  enum Because {
    /** What was owed came in time after all. */
    CLOCK_FINISHED,
    CLOCK_CANCELLED
  }

  Asking asking();

  /**
   * What was asked.
   *
   * @param number from 1 for each clock
   */
  record Asking(int number, String reason, Speaker by, Instant at) {}

  record Asked(Asking asking) implements Waiver {}

  record Approved(Asking asking, Answer answer) implements Waiver {}

  record Declined(Asking asking, Answer answer) implements Waiver {}

  /** There is nothing left to excuse. */
  record Lapsed(Asking asking, Because because, Instant at) implements Waiver {}

  /** As it reads now: that nothing is left to excuse follows from the clock. */
  static Waiver asOf(Waiver kept, Footing footing) {
    return switch (kept) {
      case Asked asked ->
          switch (footing) {
            case Footing.Finished finished ->
                finished.verdict() == Verdict.BREACHED
                    ? asked
                    : new Lapsed(asked.asking(), Because.CLOCK_FINISHED, finished.at());
            case Footing.Cancelled cancelled ->
                cancelled.broken()
                    ? asked
                    : new Lapsed(asked.asking(), Because.CLOCK_CANCELLED, cancelled.at());
            case Footing.Open open -> asked;
            case Footing.Broken broken -> asked;
            case Footing.Excused excused -> asked;
          };
      case Approved answered -> answered;
      case Declined answered -> answered;
      case Lapsed lapsed -> lapsed;
    };
  }

  /**
   * @param latest the last one asked for the same clock, as it reads now; null for none
   */
  static Outcome<Waiver, WaiverEvent> ask(Asking asking, @Nullable Waiver latest, Footing footing) {
    if (latest instanceof Asked asked) {
      return Outcome.refused(
          new PromiseRefusal.WaiverAsked(
              asked.asking().at(), String.valueOf(asked.asking().by().person())));
    }
    PromiseRefusal refusal =
        switch (footing) {
          case Footing.Open open -> open.promises() ? null : nothing(Verdict.NONE);
          case Footing.Broken broken -> null;
          case Footing.Finished finished ->
              finished.verdict() == Verdict.BREACHED ? null : nothing(finished.verdict());
          case Footing.Cancelled cancelled -> cancelled.broken() ? null : nothing(Verdict.NONE);
          case Footing.Excused excused -> new PromiseRefusal.ClockWaived();
        };
    return refusal == null
        ? Outcome.accepted(new Asked(asking), List.of(new WaiverEvent.WaiverRequested(asking)))
        : Outcome.refused(refusal);
  }

  private static PromiseRefusal nothing(Verdict verdict) {
    return new PromiseRefusal.NothingToExcuse(verdict);
  }

  /**
   * @param state as it reads now, see {@link #asOf}
   */
  static Outcome<Waiver, WaiverEvent> decide(Waiver state, WaiverCommand command, Instant now) {
    return switch (state) {
      case Asked asked -> decide(asked, command, now);
      case Approved approved -> answered("approved", approved.answer());
      case Declined declined -> answered("declined", declined.answer());
      case Lapsed lapsed ->
          Outcome.refused(new PromiseRefusal.WaiverLapsed(lapsed.because(), lapsed.at()));
    };
  }

  private static Outcome<Waiver, WaiverEvent> decide(
      Asked asked, WaiverCommand command, Instant now) {
    Speaker asker = asked.asking().by();
    if (command.forBothSides() || command.by().isSamePersonAs(asker)) {
      return Outcome.refused(
          new PromiseRefusal.OwnWaiver(asker.department(), command.by().department()));
    }
    return switch (command) {
      case WaiverCommand.Approve approve -> {
        Answer answer = new Answer(approve.by(), now, null);
        yield Outcome.accepted(
            new Approved(asked.asking(), answer), List.of(new WaiverEvent.WaiverApproved(answer)));
      }
      case WaiverCommand.Decline decline -> {
        Answer answer = new Answer(decline.by(), now, decline.reason());
        yield Outcome.accepted(
            new Declined(asked.asking(), answer), List.of(new WaiverEvent.WaiverDeclined(answer)));
      }
    };
  }

  private static Outcome<Waiver, WaiverEvent> answered(String how, Answer answer) {
    return Outcome.refused(
        new PromiseRefusal.WaiverAnswered(how, answer.at(), String.valueOf(answer.by().person())));
  }
}
