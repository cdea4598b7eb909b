package io.onus.notification.escalation.domain;

import io.onus.notification.escalation.domain.Turn.FallbackTurn;
import io.onus.notification.escalation.domain.Turn.NoTurn;
import io.onus.notification.escalation.domain.Turn.StepTurn;
import io.onus.notification.escalation.domain.When.At;
import io.onus.notification.escalation.domain.When.Held;
import io.onus.notification.escalation.domain.When.Never;
import io.onus.notification.policy.domain.Step;
import io.onus.notification.policy.domain.Wait;
import io.onus.notification.policy.domain.Wait.After;
import io.onus.notification.policy.domain.Wait.AfterWorking;
import io.onus.notification.policy.domain.Wait.AtDue;
import io.onus.notification.target.domain.Target;
import java.time.Instant;
import java.util.List;

/**
 * How far the telling of one alert has come. Each turn is taken when its instant has come and the
 * alert is still open; a step that reaches nobody is passed at once.
 *
 * @param since when the last turn was taken, or the escalation began or was let go on
 * @param reached whether anybody was reached so far
 */
public record Escalation(Chain chain, Turn turn, Instant since, boolean reached) {

  /** Why an escalation is over where everybody was told and nobody reached. */
  public static final String NO_MESSAGE = "no message came through to anybody";

  public static Escalation begin(Chain chain, Instant now) {
    return new Escalation(chain, new StepTurn(0, 0, false), now, false);
  }

  /** When the next turn comes. */
  public When when(Pace pace) {
    if (turn instanceof NoTurn(String because, boolean last)) {
      return new Never(because);
    }
    if (pace.paused()) {
      return new Held("every clock is paused");
    }
    return switch (turn) {
      case NoTurn(String because, boolean last) -> new Never(because);
      case FallbackTurn(boolean atOnce) -> new At(atOnce ? since : since.plus(chain.pause()));
      case StepTurn(int round, int step, boolean atOnce) ->
          round > 0 && step == 0
              ? new At(since.plus(chain.pause()))
              : when(chain.steps().get(step).turn(), atOnce, pace);
    };
  }

  private When when(Wait wait, boolean atOnce, Pace pace) {
    return switch (wait) {
      case After(var duration) -> new At(atOnce ? since : since.plus(duration));
      case AfterWorking(var duration, var calendar) ->
          new At(
              atOnce
                  ? since
                  : pace.workingTime()
                      .add(calendar, since, duration)
                      // A calendar nobody knows must not make an escalation wait for ever.
                      .orElse(since.plus(duration)));
      case AtDue(var offset) -> {
        if (pace.dueAt() == null) {
          yield new Held("there is no due instant now");
        }
        Instant at = pace.dueAt().plus(offset);
        yield new At(at.isBefore(since) ? since : at);
      }
    };
  }

  /** Whom the next turn is to tell; empty where it is the fallback contact's, or nobody's. */
  public List<Target> targets() {
    return switch (turn) {
      case StepTurn(int round, int step, boolean atOnce) -> chain.steps().get(step).targets();
      case FallbackTurn fallback -> List.of();
      case NoTurn none -> List.of();
    };
  }

  /** Everybody the turns taken so far were to tell, the fallback contact aside. */
  public List<Target> told() {
    List<Step> steps = chain.steps();
    int taken =
        switch (turn) {
          case StepTurn(int round, int step, boolean atOnce) -> round > 0 ? steps.size() : step;
          case FallbackTurn fallback -> steps.size();
          case NoTurn none -> steps.size();
        };
    return steps.subList(0, taken).stream()
        .flatMap(step -> step.targets().stream())
        .distinct()
        .toList();
  }

  public boolean isOver() {
    return turn instanceof NoTurn;
  }

  /**
   * After the next turn was taken.
   *
   * @param somebody whether it reached anybody
   */
  public Escalation taken(boolean somebody, Instant now) {
    boolean ever = reached || somebody;
    return new Escalation(chain, after(somebody, ever), now, ever);
  }

  private Turn after(boolean somebody, boolean ever) {
    return switch (turn) {
      case StepTurn(int round, int step, boolean atOnce) -> {
        if (step + 1 < chain.steps().size()) {
          yield new StepTurn(round, step + 1, !somebody);
        }
        if (!ever) {
          yield new FallbackTurn(true);
        }
        if (round < chain.repeat()) {
          yield new StepTurn(round + 1, 0, false);
        }
        yield chain.insists() ? new FallbackTurn(false) : new NoTurn("everybody was told", false);
      }
      case FallbackTurn fallback ->
          new NoTurn(
              somebody
                  ? "everybody was told, the fallback contact last"
                  : ever ? "everybody was told, and there is no fallback contact" : "nobody",
              true);
      case NoTurn none -> none;
    };
  }

  /**
   * No message came through to anybody: whoever comes next is not waited for. After a whole round
   * that is the fallback contact, since those of the next round are the same.
   */
  public Escalation missed(Instant now) {
    Turn next =
        switch (turn) {
          case StepTurn(int round, int step, boolean atOnce) ->
              round > 0 && step == 0 ? new FallbackTurn(true) : new StepTurn(round, step, true);
          case FallbackTurn fallback -> new FallbackTurn(true);
          case NoTurn(String because, boolean last) ->
              last ? new NoTurn(reached ? NO_MESSAGE : because, true) : new FallbackTurn(true);
        };
    return new Escalation(chain, next, now, false);
  }

  /**
   * The leads of both sides were told in place of the fallback contact: nobody comes after them.
   */
  public Escalation ledToLeads(Instant now) {
    return new Escalation(
        chain, new NoTurn("everybody was told, the leads of both sides last", true), now, true);
  }

  /** Somebody asks for whoever comes next. */
  public Escalation hurried(Instant now) {
    return turn instanceof NoTurn(String because, boolean last) && !last
        ? new Escalation(chain, new FallbackTurn(true), now, reached)
        : this;
  }

  /** Waits count anew from now, as after a pause. */
  public Escalation goOn(Instant now) {
    return new Escalation(chain, turn, now, reached);
  }
}
