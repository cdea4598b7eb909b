package io.onus.request.standing.domain;

import io.onus.kit.decide.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules a standing request lives by. */
public final class StandingRules {

  /** Moments that passed while nobody was there to ask are made up for this long, and no longer. */
  public static final Duration LOOK_BACK = Duration.ofDays(7);

  private StandingRules() {}

  public static Outcome<Standing, StandingCommand> begin(Plan plan, Optional<Occurrence> first) {
    return first
        .<Outcome<Standing, StandingCommand>>map(
            next -> Outcome.accepted(new Standing.Running(plan, next), List.of()))
        .orElseGet(() -> Outcome.refused(new StandingRefusal.NoMomentAhead(plan.rrule())));
  }

  /** What happened is the command itself: nothing else is to be told of it. */
  public static Outcome<Standing, StandingCommand> decide(Standing state, StandingCommand command) {
    return switch (command) {
      case StandingCommand.Change c ->
          state instanceof Standing.Changeable s
              ? c.first()
                  .map(first -> accepted(s.changed(c.plan(), first), c))
                  .orElseGet(() -> noMoment(c.plan()))
              : notAllowed(state, c);
      case StandingCommand.Pause c ->
          state instanceof Standing.Pausable s ? accepted(s.pause(), c) : notAllowed(state, c);
      case StandingCommand.Resume c ->
          state instanceof Standing.Resumable s
              ? c.next()
                  .map(next -> accepted(s.resume(next), c))
                  .orElseGet(() -> noMoment(s.plan()))
              : notAllowed(state, c);
      case StandingCommand.End c ->
          state instanceof Standing.Endable s ? accepted(s.end(), c) : notAllowed(state, c);
    };
  }

  /** Whether a moment is still asked for; one that lies too far back is passed over. */
  public static boolean isAskedFor(Occurrence occurrence, Instant now) {
    return !occurrence.moment().isBefore(now.minus(LOOK_BACK));
  }

  /** Where to look for the moment after this one. */
  public static Instant after(Occurrence occurrence, Instant now) {
    Instant earliest = now.minus(LOOK_BACK);
    return occurrence.moment().isAfter(earliest) ? occurrence.moment() : earliest;
  }

  /** After one occurrence comes the next, or the end. */
  public static Standing passed(Standing.Running running, Optional<Occurrence> next) {
    return next.<Standing>map(following -> new Standing.Running(running.plan(), following))
        .orElseGet(running::end);
  }

  private static Outcome<Standing, StandingCommand> accepted(
      Standing state, StandingCommand command) {
    return Outcome.accepted(state, List.of(command));
  }

  private static Outcome<Standing, StandingCommand> noMoment(Plan plan) {
    return Outcome.refused(new StandingRefusal.NoMomentAhead(plan.rrule()));
  }

  private static Outcome<Standing, StandingCommand> notAllowed(
      Standing state, StandingCommand command) {
    return Outcome.refused(
        new StandingRefusal.StandingMoveNotAllowed(state.status(), command.path()));
  }
}
