package io.onus.sla.clock.domain;

import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One target running for one request. The moves a phase allows are the methods it has: a paused
 * clock cannot breach, a finished one can only be excused.
 */
public sealed interface Clock {

  ClockFace face();

  Phase phase();

  /**
   * The face as it reads at {@code now}, with the running stretch counted in.
   *
   * @param holder the department that has the move meanwhile
   */
  ClockFace readAt(Instant now, String holder);

  /** The same clock with another face. */
  Clock showing(ClockFace face);

  default boolean isOpen() {
    return switch (this) {
      case Running running -> true;
      case Paused paused -> true;
      case Finished finished -> false;
      case HandedOver handedOver -> false;
      case Cancelled cancelled -> false;
    };
  }

  default Verdict verdict() {
    ClockFace face = face();
    if (face.promise() == null) {
      return Verdict.NONE;
    }
    if (face.waived()) {
      return Verdict.WAIVED;
    }
    if (face.breached()) {
      return Verdict.BREACHED;
    }
    return switch (this) {
      case Running running -> Verdict.PENDING;
      case Paused paused -> Verdict.PENDING;
      case Finished finished -> Verdict.MET;
      case HandedOver handedOver -> Verdict.HANDED_OVER;
      case Cancelled cancelled -> Verdict.NONE;
    };
  }

  /** How it stands by the terms alone, without what was agreed or excused since. */
  default Verdict originalVerdict(Instant now) {
    ClockFace face = face();
    if (face.target() == null) {
      return Verdict.NONE;
    }
    boolean late =
        face.agreed() == null
            ? face.breached()
            : face.originalDueAt() != null && stoppedOr(now).isAfter(face.originalDueAt());
    if (late) {
      return Verdict.BREACHED;
    }
    return switch (this) {
      case Running running -> Verdict.PENDING;
      case Paused paused -> Verdict.PENDING;
      case Finished finished -> Verdict.MET;
      case HandedOver handedOver -> Verdict.HANDED_OVER;
      case Cancelled cancelled -> Verdict.NONE;
    };
  }

  /** When it stopped, or {@code now} while it has not. */
  default Instant stoppedOr(Instant now) {
    return switch (this) {
      case Running running -> now;
      case Paused paused -> now;
      case Finished finished -> finished.at();
      case HandedOver handedOver -> handedOver.at();
      case Cancelled cancelled -> cancelled.at();
    };
  }

  /** A milestone ahead: it is reached once {@code at} has passed. */
  record Milestone(int percent, Instant at) {}

  record Running(ClockFace face, Instant since) implements Clock {

    static Running start(ClockFace face, Instant now) {
      return new Running(face, now).withDue();
    }

    @Override
    public Phase phase() {
      return Phase.RUNNING;
    }

    @Override
    public Running showing(ClockFace other) {
      return new Running(other, since);
    }

    /** What this clock will announce next, if nothing changes before. */
    public Optional<Milestone> next() {
      if (face.promise() == null || face.waived()) {
        return Optional.empty();
      }
      return face.nextPercent().map(percent -> new Milestone(percent, reaches(percent)));
    }

    private Instant reaches(int percent) {
      Instant worked = face.calendar().add(since, face.remaining(percent));
      Instant pinned = face.pinnedAt();
      if (pinned == null) {
        return worked;
      }
      if (percent == ClockFace.DUE) {
        return pinned;
      }
      return percent < ClockFace.DUE ? earlier(worked, pinned) : later(worked, pinned);
    }

    Running fire(Milestone milestone, Obligor holder) {
      ClockFace fired = face.fired(milestone.percent());
      return new Running(
          milestone.percent() == ClockFace.DUE ? fired.owedBy(holder) : fired, since);
    }

    Paused pause(Instant now, String holder) {
      ClockFace read = readAt(now, holder);
      // Broken, it stays due when it was.
      return new Paused(read.breached() ? read : read.heldAt(now), now);
    }

    /** Counts what the holder used so far, so that the next holder starts from zero. */
    Running passOn(Instant now, String before, Obligor next) {
      ClockFace read = readAt(now, before);
      return new Running(read.breached() ? read : read.owedBy(next), now);
    }

    HandedOver handOver(Instant now, String holder) {
      return new HandedOver(readAt(now, holder), now);
    }

    /** Keeps what was consumed; a broken promise stays as it broke. */
    Running retarget(@Nullable Duration target, Instant now, String holder) {
      return face.settled()
          ? this
          : new Running(readAt(now, holder).retargeted(target), now).withDue();
    }

    /** Both sides agreed on {@code dueAt} for this request. */
    Running repromise(Instant dueAt, Instant now, String holder) {
      return new Running(readAt(now, holder).agreedFor(dueAt, now), now).withDue();
    }

    /** Counts under other terms or hours from now on; a broken promise stays as it broke. */
    Running rebind(Binding to, @Nullable Duration target, Instant now, String holder) {
      return face.settled()
          ? this
          : new Running(readAt(now, holder).boundTo(to, target, now), now).withDue();
    }

    Finished finish(Instant now, String holder) {
      return new Finished(readAt(now, holder), now);
    }

    Cancelled cancel(Instant now, String holder) {
      return new Cancelled(readAt(now, holder), now);
    }

    @Override
    public ClockFace readAt(Instant now, String holder) {
      return now.isAfter(since) ? face.used(face.calendar().between(since, now), holder) : face;
    }

    private Running withDue() {
      if (face.breached()) {
        return this;
      }
      Instant due = face.promise() == null ? null : dueNow();
      return new Running(face.due(due, originalDue(due)), since);
    }

    private Instant dueNow() {
      Instant worked = face.calendar().add(since, face.remaining(ClockFace.DUE));
      return face.pinnedAt() == null ? worked : later(worked, face.pinnedAt());
    }

    private @Nullable Instant originalDue(@Nullable Instant due) {
      if (face.agreed() == null) {
        return due;
      }
      Instant known = face.originalDueAt();
      boolean passed = known != null && since.isAfter(known);
      if (passed || face.target() == null) {
        return known;
      }
      return face.calendar().add(since, face.remainingOfTarget());
    }

    private static Instant earlier(Instant a, Instant b) {
      return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
      return a.isAfter(b) ? a : b;
    }
  }

  record Paused(ClockFace face, Instant since) implements Clock {

    @Override
    public Phase phase() {
      return Phase.PAUSED;
    }

    @Override
    public Paused showing(ClockFace other) {
      return new Paused(other, since);
    }

    Running resume(Instant now) {
      return new Running(readAt(now), now).withDue();
    }

    /** The requester says the pause was not justified. */
    Running resumeDisputed(Instant now) {
      Duration waited = waited(now);
      return new Running(face.pausedFor(waited).disputed(waited), now).withDue();
    }

    Paused passOn(Obligor next) {
      return face.breached() ? this : new Paused(face.owedBy(next), since);
    }

    HandedOver handOver(Instant now) {
      return new HandedOver(readAt(now), now);
    }

    Paused retarget(@Nullable Duration target) {
      return face.settled() ? this : new Paused(face.retargeted(target), since);
    }

    Paused repromise(Instant dueAt, Instant now) {
      return new Paused(readAt(now).agreedFor(dueAt, now), now);
    }

    Paused rebind(Binding to, @Nullable Duration target, Instant now) {
      return face.settled() ? this : new Paused(readAt(now).boundTo(to, target, now), now);
    }

    Finished finish(Instant now) {
      return new Finished(readAt(now), now);
    }

    Cancelled cancel(Instant now) {
      return new Cancelled(readAt(now), now);
    }

    @Override
    public ClockFace readAt(Instant now, String holder) {
      return readAt(now);
    }

    private ClockFace readAt(Instant now) {
      Duration waited = waited(now);
      return waited.isZero() ? face : face.pausedFor(waited);
    }

    private Duration waited(Instant now) {
      return now.isAfter(since) ? face.calendar().between(since, now) : Duration.ZERO;
    }
  }

  record Finished(ClockFace face, Instant at) implements Clock {

    @Override
    public Phase phase() {
      return Phase.FINISHED;
    }

    @Override
    public Finished showing(ClockFace other) {
      return new Finished(other, at);
    }

    @Override
    public ClockFace readAt(Instant now, String holder) {
      return face;
    }
  }

  /** The holder gave the request away before the work was done. */
  record HandedOver(ClockFace face, Instant at) implements Clock {

    @Override
    public Phase phase() {
      return Phase.FINISHED;
    }

    @Override
    public HandedOver showing(ClockFace other) {
      return new HandedOver(other, at);
    }

    @Override
    public ClockFace readAt(Instant now, String holder) {
      return face;
    }
  }

  record Cancelled(ClockFace face, Instant at) implements Clock {

    @Override
    public Phase phase() {
      return Phase.CANCELLED;
    }

    @Override
    public Cancelled showing(ClockFace other) {
      return new Cancelled(other, at);
    }

    @Override
    public ClockFace readAt(Instant now, String holder) {
      return face;
    }
  }

  /** What earlier cycles used of a target, for a cycle that keeps an earlier due instant. */
  static Duration carriedToKeep(
      Instant due, Duration target, Instant from, BusinessCalendar calendar) {
    Duration left = due.isAfter(from) ? calendar.between(from, due) : Duration.ZERO;
    return left.compareTo(target) >= 0 ? Duration.ZERO : target.minus(left);
  }
}
