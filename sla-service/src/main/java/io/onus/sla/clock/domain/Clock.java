package io.onus.sla.clock.domain;

import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One target running for one request. The moves a phase allows are the methods it has: a paused
 * clock cannot breach, a finished one cannot do anything.
 */
public sealed interface Clock {

  /** After the breach a clock warns twice more, so that lateness is known and nobody forgets it. */
  List<Integer> OVERDUE = List.of(200, 400);

  ClockFace face();

  Phase phase();

  /** The face as it reads at {@code now}, with the running stretch counted in. */
  ClockFace readAt(Instant now, Hours hours);

  default Verdict verdict() {
    if (face().breached()) {
      return Verdict.BREACHED;
    }
    return switch (this) {
      case Running running -> running.face().target() == null ? Verdict.NONE : Verdict.PENDING;
      case Paused paused -> paused.face().target() == null ? Verdict.NONE : Verdict.PENDING;
      case Finished finished -> finished.face().target() == null ? Verdict.NONE : Verdict.MET;
      case Cancelled cancelled -> Verdict.NONE;
    };
  }

  /** Whose hours count, who holds the request, and at which percents to warn. */
  record Hours(BusinessCalendar calendar, String holder, List<Integer> warnAt) {

    /** The percents of the ladder above {@code percent}, ascending. */
    Optional<Integer> nextAbove(int percent) {
      return Stream.of(warnAt, List.of(ClockFace.DUE), OVERDUE)
          .flatMap(List::stream)
          .filter(p -> p > percent)
          .min(Integer::compare);
    }
  }

  /** A milestone ahead: it is reached once {@code at} has passed. */
  record Milestone(int percent, Instant at) {}

  record Running(ClockFace face, Instant since) implements Clock {

    static Running start(ClockFace face, Instant now, Hours hours) {
      return new Running(face, now).withDue(hours);
    }

    @Override
    public Phase phase() {
      return Phase.RUNNING;
    }

    /** What this clock will announce next, if nothing changes before. */
    public Optional<Milestone> next(Hours hours) {
      if (face.target() == null) {
        return Optional.empty();
      }
      return hours
          .nextAbove(face.highestFired())
          .map(percent -> new Milestone(percent, reaches(percent, hours)));
    }

    private Instant reaches(int percent, Hours hours) {
      return hours.calendar().add(since, face.remaining(percent));
    }

    Running fire(Milestone milestone, Obligor holder) {
      ClockFace fired = face.fired(milestone.percent());
      return new Running(
          milestone.percent() == ClockFace.DUE ? fired.owedBy(holder) : fired, since);
    }

    Paused pause(Instant now, Hours hours) {
      ClockFace read = readAt(now, hours);
      // Unbroken, nobody can say when it will be due; broken, it stays due when it was.
      return new Paused(read.breached() ? read : read.due(null), now);
    }

    /** Counts what the holder used so far, so that the next holder starts from zero. */
    Running handOver(Instant now, Hours before, Obligor next) {
      ClockFace read = readAt(now, before);
      return new Running(read.breached() ? read : read.owedBy(next), now);
    }

    /** Keeps what was consumed; a broken promise stays as it broke. */
    Running retarget(@Nullable Duration target, Instant now, Hours hours) {
      if (face.breached()) {
        return this;
      }
      return new Running(readAt(now, hours).retargeted(target), now).withDue(hours);
    }

    Finished finish(Instant now, Hours hours) {
      return new Finished(readAt(now, hours), now);
    }

    Cancelled cancel(Instant now, Hours hours) {
      return new Cancelled(readAt(now, hours), now);
    }

    @Override
    public ClockFace readAt(Instant now, Hours hours) {
      return now.isAfter(since)
          ? face.used(hours.calendar().between(since, now), hours.holder())
          : face;
    }

    private Running withDue(Hours hours) {
      if (face.breached()) {
        return this;
      }
      return new Running(
          face.due(face.target() == null ? null : reaches(ClockFace.DUE, hours)), since);
    }
  }

  record Paused(ClockFace face, Instant since) implements Clock {

    @Override
    public Phase phase() {
      return Phase.PAUSED;
    }

    Running resume(Instant now, Hours hours) {
      return new Running(readAt(now, hours), now).withDue(hours);
    }

    Paused handOver(Obligor next) {
      return face.breached() ? this : new Paused(face.owedBy(next), since);
    }

    Paused retarget(@Nullable Duration target) {
      return face.breached() ? this : new Paused(face.retargeted(target), since);
    }

    Finished finish(Instant now, Hours hours) {
      return new Finished(readAt(now, hours), now);
    }

    Cancelled cancel(Instant now, Hours hours) {
      return new Cancelled(readAt(now, hours), now);
    }

    @Override
    public ClockFace readAt(Instant now, Hours hours) {
      return now.isAfter(since) ? face.pausedFor(hours.calendar().between(since, now)) : face;
    }
  }

  record Finished(ClockFace face, Instant at) implements Clock {

    @Override
    public Phase phase() {
      return Phase.FINISHED;
    }

    @Override
    public ClockFace readAt(Instant now, Hours hours) {
      return face;
    }
  }

  record Cancelled(ClockFace face, Instant at) implements Clock {

    @Override
    public Phase phase() {
      return Phase.CANCELLED;
    }

    @Override
    public ClockFace readAt(Instant now, Hours hours) {
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
