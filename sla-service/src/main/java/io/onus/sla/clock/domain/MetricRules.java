package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Side;
import org.jspecify.annotations.Nullable;

/** What each happening does to a clock of each metric. */
final class MetricRules {

  enum Effect {
    NOTHING,
    PAUSE,
    RESUME,
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
      case RESOLUTION -> resolution(fact, mayPause(clock, maxPauses));
      case NEXT_UPDATE, HANDLING, COMPLETION, REPLY, CONFIRMATION, DELIVERY ->
          throw new IllegalStateException(clock.face().metric() + " is not clocked");
    };
  }

  /**
   * Met by the first thing a person of the provider's did that the requester can see and use. A
   * bare acceptance, an assignment, a start, a transfer, a note among colleagues and anything a
   * robot does are not that.
   */
  private static Effect firstResponse(RequestFact fact) {
    boolean person = fact.actor().isPersonOf(Side.PROVIDER);
    return switch (fact.what()) {
      case Happening.Accepted accepted -> finishIf(person && accepted.withExpectedDate());
      case Happening.MessagePosted message -> finishIf(person && message.seenByBoth());
      case Happening.Asked h -> finishIf(person);
      case Happening.Returned h -> finishIf(person);
      case Happening.Resolved h -> finishIf(person);
      case Happening.Declined h -> person ? Effect.FINISH : Effect.CANCEL;
      case Happening.Cancelled h -> Effect.CANCEL;
      // Only a robot's resolution can leave this clock running up to here.
      case Happening.Closed h -> Effect.CANCEL;
      case Happening.Submitted h -> Effect.NOTHING;
      case Happening.Resubmitted h -> Effect.NOTHING;
      case Happening.Answered h -> Effect.NOTHING;
      case Happening.Contested h -> Effect.NOTHING;
      case Happening.Transferred h -> Effect.NOTHING;
      case Happening.Prioritized h -> Effect.NOTHING;
      case Happening.Reopened h -> Effect.NOTHING;
      case Happening.ImportFinished h -> Effect.NOTHING;
      case Happening.Other h -> Effect.NOTHING;
    };
  }

  /** Runs while the provider must move, from submission to resolution, through every transfer. */
  private static Effect resolution(RequestFact fact, boolean mayPause) {
    return switch (fact.what()) {
      case Happening.Asked h -> mayPause ? Effect.PAUSE : Effect.NOTHING;
      case Happening.Returned h -> Effect.PAUSE;
      case Happening.Answered h -> Effect.RESUME;
      case Happening.Resubmitted h -> Effect.RESUME;
      case Happening.Contested h -> Effect.RESUME;
      case Happening.Resolved h -> Effect.FINISH;
      case Happening.Declined h -> Effect.CANCEL;
      case Happening.Cancelled h -> Effect.CANCEL;
      case Happening.Closed h -> Effect.CANCEL;
      case Happening.Submitted h -> Effect.NOTHING;
      case Happening.Accepted h -> Effect.NOTHING;
      case Happening.MessagePosted h -> Effect.NOTHING;
      case Happening.Transferred h -> Effect.NOTHING;
      case Happening.Prioritized h -> Effect.NOTHING;
      case Happening.Reopened h -> Effect.NOTHING;
      case Happening.ImportFinished h -> Effect.NOTHING;
      case Happening.Other h -> Effect.NOTHING;
    };
  }

  private static boolean mayPause(Clock clock, @Nullable Integer maxPauses) {
    return maxPauses == null || clock.face().pauses() < maxPauses;
  }

  private static Effect finishIf(boolean met) {
    return met ? Effect.FINISH : Effect.NOTHING;
  }
}
