package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What every clock shows, whatever its phase. All durations are working time.
 *
 * @param cycle 1 for the submission, one more for each reopening
 * @param target null where the terms promise nothing for this metric and priority: the time is
 *     measured all the same
 * @param carried of the target, what earlier cycles have used
 * @param consumed what this cycle has used, up to the last change of phase
 * @param paused how long it was paused, up to the last change of phase
 * @param usedBy {@code consumed} by department that held the request; sums to it
 * @param dueAt the instant the target ends if nothing pauses the clock; that of the breach once it
 *     is breached; null without a target, and while paused unbroken
 * @param highestFired the highest percent announced: 0 for none, 100 and more means breached
 * @param revision rises when announced milestones are taken back or the promise changes
 * @param pauses how many questions have paused it
 * @param obligor who owes it now; who owed it at the breach, once it is breached
 */
public record ClockFace(
    UUID id,
    Metric metric,
    int cycle,
    @Nullable Duration target,
    Duration carried,
    Duration consumed,
    Duration paused,
    Map<String, Duration> usedBy,
    Instant startedAt,
    @Nullable Instant dueAt,
    int highestFired,
    int revision,
    int pauses,
    Obligor obligor) {

  /** The percent at which a promise is broken. */
  public static final int DUE = 100;

  public ClockFace {
    usedBy = Map.copyOf(usedBy);
  }

  public boolean breached() {
    return target != null && highestFired >= DUE;
  }

  /** What is left of {@code percent} of the target; never negative. */
  Duration remaining(int percent) {
    if (target == null) {
      throw new IllegalStateException("clock " + id + " has no target");
    }
    long micros = micros(target) * percent / 100 - micros(carried) - micros(consumed);
    return Duration.ofNanos(Math.max(0, micros) * 1_000);
  }

  ClockFace used(Duration worked, String holder) {
    if (worked.isZero()) {
      return this;
    }
    Map<String, Duration> by = new LinkedHashMap<>(usedBy);
    by.merge(holder, worked, Duration::plus);
    return changed(
        next -> {
          next.consumed = consumed.plus(worked);
          next.usedBy = by;
        });
  }

  ClockFace pausedFor(Duration waited) {
    return changed(next -> next.paused = paused.plus(waited));
  }

  ClockFace due(@Nullable Instant at) {
    return changed(next -> next.dueAt = at);
  }

  ClockFace fired(int percent) {
    return changed(next -> next.highestFired = percent);
  }

  ClockFace owedBy(Obligor who) {
    return changed(next -> next.obligor = who);
  }

  ClockFace retargeted(@Nullable Duration promised) {
    return changed(
        next -> {
          next.target = promised;
          next.revision = revision + 1;
        });
  }

  ClockFace revised(int to) {
    return changed(next -> next.revision = to);
  }

  ClockFace pausedOnceMore() {
    return changed(next -> next.pauses = pauses + 1);
  }

  private ClockFace changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.of(this);
  }

  /** What can change about a face, open for the length of one change. */
  private static final class Draft {

    private @Nullable Duration target;
    private Duration consumed;
    private Duration paused;
    private Map<String, Duration> usedBy;
    private @Nullable Instant dueAt;
    private int highestFired;
    private int revision;
    private int pauses;
    private Obligor obligor;

    Draft(ClockFace face) {
      target = face.target;
      consumed = face.consumed;
      paused = face.paused;
      usedBy = face.usedBy;
      dueAt = face.dueAt;
      highestFired = face.highestFired;
      revision = face.revision;
      pauses = face.pauses;
      obligor = face.obligor;
    }

    ClockFace of(ClockFace face) {
      return new ClockFace(
          face.id,
          face.metric,
          face.cycle,
          target,
          face.carried,
          consumed,
          paused,
          usedBy,
          face.startedAt,
          dueAt,
          highestFired,
          revision,
          pauses,
          obligor);
    }
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
