package io.onus.notification.alert.domain;

import io.onus.notification.domain.Standing;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One clock an alert is about, as its last milestone said.
 *
 * @param percent how much of the target was used at the milestone
 * @param dueAt null while it is paused
 * @param paused it stands still; a broken one runs on
 * @param expected no agreement promised it: the house terms merely expect it
 * @param ending why it needs no attention any more; null while it does
 */
public record AlertClock(
    UUID clockId,
    String metric,
    int cycle,
    Standing standing,
    int percent,
    @Nullable Instant dueAt,
    boolean paused,
    boolean expected,
    @Nullable Ending ending) {

  public boolean isSettled() {
    return ending != null;
  }

  AlertClock settled(Ending by) {
    return new AlertClock(clockId, metric, cycle, standing, percent, dueAt, paused, expected, by);
  }

  /** Whether nothing but time passing can make it worse: it is broken, or it runs. */
  public boolean isPressing() {
    return !isSettled() && (!paused || standing != Standing.AT_RISK);
  }

  public AlertClock revised(@Nullable Instant due, boolean pausedNow) {
    return new AlertClock(
        clockId, metric, cycle, standing, percent, due, pausedNow, expected, ending);
  }

  /** A milestone this clock is past already says nothing new; one for another due instant does. */
  boolean isPast(AlertClock milestone) {
    return !isSettled()
        && (milestone.dueAt == null || Objects.equals(dueAt, milestone.dueAt))
        && rank() >= milestone.rank();
  }

  private long rank() {
    return standing.ordinal() * 1_000_000L + percent;
  }
}
