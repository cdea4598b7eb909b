package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Side;
import org.jspecify.annotations.Nullable;

/**
 * What each happening does to an open clock of each metric. Where clocks begin is in {@link
 * Clocks}; {@code docs/clocks.md} says the same in words.
 */
final class MetricRules {

  enum Effect {
    NOTHING,
    PAUSE,
    RESUME,
    /** Goes on, and the time it was paused is shown as disputed. */
    RESUME_DISPUTED,
    FINISH,
    CANCEL
  }

  private MetricRules() {}

  /**
   * @param maxPauses after so many questions a further one pauses nothing; null for no bound
   */
  static Effect effect(Clock clock, RequestFact fact, @Nullable Integer maxPauses) {
    return switch (clock.face().metric()) {
      case FIRST_RESPONSE -> firstResponse(fact);
      case NEXT_UPDATE -> nextUpdate(fact);
      case RESOLUTION -> resolution(fact, mayPause(clock, maxPauses));
      case HANDLING -> handling(fact);
      case COMPLETION -> completion(fact);
      case REPLY -> reply(fact);
      case CONFIRMATION -> confirmation(fact);
      case DELIVERY -> delivery(fact);
    };
  }

  /**
   * Whether a person of the provider's did something that the requester can see and use. A bare
   * acceptance, an assignment, a start, a transfer, a note among colleagues and anything a robot
   * does are not that.
   */
  static boolean isAnswer(RequestFact fact) {
    return fact.actor().isPersonOf(Side.PROVIDER)
        && switch (fact.what()) {
          case Happening.Accepted accepted -> accepted.withExpectedDate();
          case Happening.MessagePosted message -> message.seenByBoth();
          case Happening.Asked h -> true;
          case Happening.Returned h -> true;
          case Happening.Resolved h -> true;
          case Happening.Declined h -> true;
          case Happening.Submitted h -> false;
          case Happening.Resubmitted h -> false;
          case Happening.Answered h -> false;
          case Happening.Contested h -> false;
          case Happening.Transferred h -> false;
          case Happening.Prioritized h -> false;
          case Happening.Reopened h -> false;
          case Happening.Closed h -> false;
          case Happening.Cancelled h -> false;
          case Happening.ImportFinished h -> false;
          case Happening.Repromised h -> false;
          case Happening.Waived h -> false;
          case Happening.Rebound h -> false;
          case Happening.Other h -> false;
        };
  }

  private static Effect firstResponse(RequestFact fact) {
    if (isAnswer(fact)) {
      return Effect.FINISH;
    }
    // Only a robot's resolution can leave this clock running up to the closing.
    return fact.what() instanceof Happening.Resolved ? Effect.NOTHING : cancelAtEnd(fact);
  }

  /** Ends with each answer, and begins anew; pauses with {@code RESOLUTION}. */
  private static Effect nextUpdate(RequestFact fact) {
    return isAnswer(fact) ? Effect.FINISH : cancelAtEnd(fact);
  }

  /** Runs while the provider must move, from submission to resolution, through every transfer. */
  private static Effect resolution(RequestFact fact, boolean mayPause) {
    return switch (fact.what()) {
      case Happening.Asked h -> mayPause ? Effect.PAUSE : Effect.NOTHING;
      case Happening.Returned h -> Effect.PAUSE;
      case Happening.Answered h -> Effect.RESUME;
      case Happening.Resubmitted h -> Effect.RESUME;
      case Happening.Contested h -> Effect.RESUME_DISPUTED;
      // At the receiver the request waits for the provider again, whomever it waited for before.
      case Happening.Transferred h -> Effect.RESUME;
      case Happening.Resolved h -> Effect.FINISH;
      case Happening.Declined h -> Effect.CANCEL;
      case Happening.Cancelled h -> Effect.CANCEL;
      case Happening.Closed h -> Effect.CANCEL;
      case Happening.Submitted h -> Effect.NOTHING;
      case Happening.Accepted h -> Effect.NOTHING;
      case Happening.MessagePosted h -> Effect.NOTHING;
      case Happening.Prioritized h -> Effect.NOTHING;
      case Happening.Reopened h -> Effect.NOTHING;
      case Happening.ImportFinished h -> Effect.NOTHING;
      case Happening.Repromised h -> Effect.NOTHING;
      case Happening.Waived h -> Effect.NOTHING;
      case Happening.Rebound h -> Effect.NOTHING;
      case Happening.Other h -> Effect.NOTHING;
    };
  }

  /** One holder's share of the work; pauses with {@code RESOLUTION}. */
  private static Effect handling(RequestFact fact) {
    return fact.what() instanceof Happening.Resolved ? Effect.FINISH : cancelAtEnd(fact);
  }

  /** From the return to the resubmission. */
  private static Effect completion(RequestFact fact) {
    return fact.what() instanceof Happening.Resubmitted ? Effect.FINISH : moot(fact);
  }

  /** From the question to the answer, by whomever it is given. */
  private static Effect reply(RequestFact fact) {
    return fact.what() instanceof Happening.Answered ? Effect.FINISH : moot(fact);
  }

  /** From the resolution to the requester's yes or no. */
  private static Effect confirmation(RequestFact fact) {
    return switch (fact.what()) {
      case Happening.Closed h -> Effect.FINISH;
      case Happening.Reopened h -> Effect.FINISH;
      case Happening.Cancelled h -> Effect.CANCEL;
      case Happening.Submitted h -> Effect.NOTHING;
      case Happening.Returned h -> Effect.NOTHING;
      case Happening.Resubmitted h -> Effect.NOTHING;
      case Happening.Accepted h -> Effect.NOTHING;
      case Happening.MessagePosted h -> Effect.NOTHING;
      case Happening.Asked h -> Effect.NOTHING;
      case Happening.Answered h -> Effect.NOTHING;
      case Happening.Contested h -> Effect.NOTHING;
      case Happening.Transferred h -> Effect.NOTHING;
      case Happening.Prioritized h -> Effect.NOTHING;
      case Happening.Resolved h -> Effect.NOTHING;
      case Happening.Declined h -> Effect.NOTHING;
      case Happening.ImportFinished h -> Effect.NOTHING;
      case Happening.Repromised h -> Effect.NOTHING;
      case Happening.Waived h -> Effect.NOTHING;
      case Happening.Rebound h -> Effect.NOTHING;
      case Happening.Other h -> Effect.NOTHING;
    };
  }

  /** A calendar moment does not wait: nothing pauses this one. */
  private static Effect delivery(RequestFact fact) {
    return fact.what() instanceof Happening.Resolved ? Effect.FINISH : cancelAtEnd(fact);
  }

  /** What ends every promise of the provider's about the work. */
  private static Effect cancelAtEnd(RequestFact fact) {
    return switch (fact.what()) {
      case Happening.Resolved h -> Effect.CANCEL;
      case Happening.Declined h -> Effect.CANCEL;
      case Happening.Cancelled h -> Effect.CANCEL;
      case Happening.Closed h -> Effect.CANCEL;
      case Happening.Submitted h -> Effect.NOTHING;
      case Happening.Returned h -> Effect.NOTHING;
      case Happening.Resubmitted h -> Effect.NOTHING;
      case Happening.Accepted h -> Effect.NOTHING;
      case Happening.MessagePosted h -> Effect.NOTHING;
      case Happening.Asked h -> Effect.NOTHING;
      case Happening.Answered h -> Effect.NOTHING;
      case Happening.Contested h -> Effect.NOTHING;
      case Happening.Transferred h -> Effect.NOTHING;
      case Happening.Prioritized h -> Effect.NOTHING;
      case Happening.Reopened h -> Effect.NOTHING;
      case Happening.ImportFinished h -> Effect.NOTHING;
      case Happening.Repromised h -> Effect.NOTHING;
      case Happening.Waived h -> Effect.NOTHING;
      case Happening.Rebound h -> Effect.NOTHING;
      case Happening.Other h -> Effect.NOTHING;
    };
  }

  /** What takes a question or a return back: nobody has to answer it any more. */
  private static Effect moot(RequestFact fact) {
    return fact.what() instanceof Happening.Contested
            || fact.what() instanceof Happening.Transferred
        ? Effect.CANCEL
        : cancelAtEnd(fact);
  }

  private static boolean mayPause(Clock clock, @Nullable Integer maxPauses) {
    return maxPauses == null || clock.face().pauses() < maxPauses;
  }
}
