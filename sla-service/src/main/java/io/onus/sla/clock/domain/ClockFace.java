package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every clock shows, whatever its phase. All durations are working time.
 *
 * @param cycle 1 for the submission, one more for each reopening
 * @param round 1 for the first of its metric in the cycle: there can be many replies, and several
 *     holders
 * @param binding the terms and hours it counts under
 * @param target null where the terms promise nothing for this metric and priority: the time is
 *     measured all the same
 * @param agreed what both sides agreed on for this request instead; null where they did not
 * @param carried of the target, what earlier cycles or rounds have used
 * @param consumed what this clock has used, up to the last change of phase
 * @param paused how long it was paused, up to the last change of phase
 * @param disputed of {@code paused}, what the requester contested
 * @param usedBy {@code consumed} by department that had the move; sums to it
 * @param dueAt the instant the promise ends if nothing pauses the clock; that of the breach once it
 *     is breached; null without a promise, and while paused unbroken
 * @param pinnedAt where the promise is a calendar moment and not a length of working time: that
 *     moment, moved on by pauses
 * @param originalDueAt where it would be due without what was agreed since; once that has passed,
 *     it stays
 * @param highestFired the highest percent announced: 0 for none, 100 and more means breached
 * @param revision rises when announced milestones are taken back or the promise changes
 * @param pauses how many questions have paused it
 * @param subject what is asked or missing, as an id: the same again is no new question; null where
 *     the metric knows none
 * @param obligor who owes it now; who owed it at the breach, once it is breached
 * @param waived whether the other side excused it
 */
public record ClockFace(
    UUID id,
    Metric metric,
    int cycle,
    int round,
    Binding binding,
    @Nullable Duration target,
    @Nullable Duration agreed,
    Duration carried,
    Duration consumed,
    Duration paused,
    Duration disputed,
    Map<String, Duration> usedBy,
    Instant startedAt,
    @Nullable Instant dueAt,
    @Nullable Instant pinnedAt,
    @Nullable Instant originalDueAt,
    int highestFired,
    int revision,
    int pauses,
    @Nullable UUID subject,
    Obligor obligor,
    boolean waived) {

  /** The percent at which a promise is broken. */
  public static final int DUE = 100;

  /** After the breach a clock warns twice more, so that lateness is known and nobody forgets it. */
  private static final List<Integer> OVERDUE = List.of(200, 400);

  public ClockFace {
    usedBy = Map.copyOf(usedBy);
  }

  /** What is promised now: as agreed for this request, else as the terms say. */
  public @Nullable Duration promise() {
    return agreed == null ? target : agreed;
  }

  public boolean breached() {
    return promise() != null && highestFired >= DUE;
  }

  /** Whether nothing changes any more what is promised: it broke, or it was excused. */
  boolean settled() {
    return breached() || waived;
  }

  public BusinessCalendar calendar() {
    return binding.calendar();
  }

  /** The next percent to announce, if there is one. */
  Optional<Integer> nextPercent() {
    return Stream.of(binding.bound().terms().warnAt(), List.of(DUE), OVERDUE)
        .flatMap(List::stream)
        .filter(percent -> percent > highestFired)
        .min(Integer::compare);
  }

  /** What is left of {@code percent} of the promise; never negative. */
  Duration remaining(int percent) {
    Duration promise = promise();
    if (promise == null) {
      throw new IllegalStateException("clock " + id + " promises nothing");
    }
    return left(promise, percent);
  }

  /** What is left of the terms' own target; never negative. */
  Duration remainingOfTarget() {
    if (target == null) {
      throw new IllegalStateException("clock " + id + " has no target");
    }
    return left(target, DUE);
  }

  private Duration left(Duration promise, int percent) {
    long micros = micros(promise) * percent / DUE - micros(carried) - micros(consumed);
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

  ClockFace disputed(Duration waited) {
    return changed(next -> next.disputed = disputed.plus(waited));
  }

  /**
   * Unbroken, nobody can say when a paused clock will be due; what is left of a calendar moment is
   * counted from here.
   */
  ClockFace heldAt(Instant now) {
    return changed(
        next -> {
          next.dueAt = null;
          if (originalDueAt != null && !now.isAfter(originalDueAt)) {
            next.originalDueAt = null;
          }
          if (pinnedAt != null) {
            next.agreed = usedUntilPinned(pinnedAt, now);
          }
        });
  }

  private Duration usedUntilPinned(Instant pinned, Instant now) {
    Duration left = pinned.isAfter(now) ? calendar().between(now, pinned) : Duration.ZERO;
    return carried.plus(consumed).plus(left);
  }

  ClockFace due(@Nullable Instant at, @Nullable Instant original) {
    return changed(
        next -> {
          next.dueAt = at;
          next.originalDueAt = original;
          if (pinnedAt != null) {
            next.pinnedAt = at;
          }
        });
  }

  /** As it was when a breach was announced that is now taken back. */
  ClockFace dueAsAnnounced(@Nullable Instant at) {
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
          // What was agreed for this request stands; only what it is compared with changes.
          next.revision = agreed == null ? revision + 1 : revision;
        });
  }

  /** Both sides agreed at {@code now} that it is due at {@code at}. */
  ClockFace agreedFor(Instant at, Instant now) {
    return changed(
        next -> {
          next.agreed = usedUntilPinned(at, now);
          next.pinnedAt = at;
          next.revision = revision + 1;
        });
  }

  /** Other terms or hours from {@code now} on. */
  ClockFace boundTo(Binding to, @Nullable Duration promised, Instant now) {
    ClockFace bound =
        changed(
            next -> {
              next.binding = to;
              next.target = promised;
            });
    return bound.agreed == null || bound.pinnedAt == null
        ? bound
        : bound.changed(next -> next.agreed = bound.usedUntilPinned(bound.pinnedAt, now));
  }

  ClockFace revised(int to) {
    return changed(next -> next.revision = to);
  }

  ClockFace pausedOnceMore() {
    return changed(next -> next.pauses = pauses + 1);
  }

  ClockFace excused() {
    return changed(next -> next.waived = true);
  }

  private ClockFace changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.of(this);
  }

  /** What can change about a face, open for the length of one change. */
  private static final class Draft {

    private Binding binding;
    private @Nullable Duration target;
    private @Nullable Duration agreed;
    private Duration consumed;
    private Duration paused;
    private Duration disputed;
    private Map<String, Duration> usedBy;
    private @Nullable Instant dueAt;
    private @Nullable Instant pinnedAt;
    private @Nullable Instant originalDueAt;
    private int highestFired;
    private int revision;
    private int pauses;
    private Obligor obligor;
    private boolean waived;

    Draft(ClockFace face) {
      binding = face.binding;
      target = face.target;
      agreed = face.agreed;
      consumed = face.consumed;
      paused = face.paused;
      disputed = face.disputed;
      usedBy = face.usedBy;
      dueAt = face.dueAt;
      pinnedAt = face.pinnedAt;
      originalDueAt = face.originalDueAt;
      highestFired = face.highestFired;
      revision = face.revision;
      pauses = face.pauses;
      obligor = face.obligor;
      waived = face.waived;
    }

    ClockFace of(ClockFace face) {
      return new ClockFace(
          face.id,
          face.metric,
          face.cycle,
          face.round,
          binding,
          target,
          agreed,
          face.carried,
          consumed,
          paused,
          disputed,
          usedBy,
          face.startedAt,
          dueAt,
          pinnedAt,
          originalDueAt,
          highestFired,
          revision,
          pauses,
          face.subject,
          obligor,
          waived);
    }
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
