package io.onus.sla.clock;

import io.onus.sla.calendar.domain.TimeWindow;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.TrackedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a clock reads as it does: every interval of its life, whether it counted and why, and the
 * running total. Made from the facts alone.
 */
@Schema(name = "ClockExplanation")
public record ExplanationView(
    ClockView clock, List<Interval> intervals, @Schema(type = SchemaType.STRING) Duration total) {

  /** Why an interval counted or did not. */
  public enum Reason {
    RUNNING,
    OUTSIDE_HOURS,
    PAUSED
  }

  /**
   * @param end exclusive
   * @param working the working time it added
   * @param total the working time consumed up to its end
   * @param cause the fact that began this stretch of running or pausing
   */
  @Schema(name = "ClockInterval")
  public record Interval(
      Instant start,
      Instant end,
      boolean counted,
      Reason reason,
      @Schema(type = SchemaType.STRING) Duration working,
      @Schema(type = SchemaType.STRING) Duration total,
      @Nullable Cause cause) {}

  /** A fact, by its event. */
  @Schema(name = "ClockCause")
  public record Cause(String what, UUID eventId, long sequence, Instant time) {}

  /** A stretch of one phase. */
  private record Stretch(boolean running, Instant start, Instant end, @Nullable Cause cause) {}

  static ExplanationView of(Clocks.Decision folded, Clock clock, Instant now) {
    TrackedRequest request = folded.state();
    Instant lived =
        switch (clock) {
          case Clock.Finished finished -> finished.at();
          case Clock.Cancelled cancelled -> cancelled.at();
          case Clock.Running running -> now;
          case Clock.Paused paused -> now;
        };
    List<Interval> intervals = new ArrayList<>();
    Duration total = Duration.ZERO;
    for (Stretch stretch : stretches(folded, clock.face().id(), lived)) {
      total =
          stretch.running()
              ? addRunning(request, stretch, total, intervals)
              : addPaused(stretch, total, intervals);
    }
    return new ExplanationView(ClockView.of(request, clock, now), intervals, total);
  }

  private static List<Stretch> stretches(Clocks.Decision folded, UUID clockId, Instant lived) {
    List<Stretch> stretches = new ArrayList<>();
    Instant since = null;
    boolean running = false;
    Cause cause = null;
    for (ClockEvent event : folded.events()) {
      if (!event.face().id().equals(clockId)) {
        continue;
      }
      switch (event.type()) {
        case STARTED, RESUMED, PAUSED, RENEGOTIATED -> {
          if (since != null) {
            stretches.add(new Stretch(running, since, event.time(), cause));
          }
          since = event.time();
          cause = cause(event.cause());
          running =
              switch (event.type()) {
                case PAUSED -> false;
                case STARTED, RESUMED -> true;
                default -> running;
              };
        }
        case AT_RISK, BREACHED, OVERDUE, MET, FINISHED_LATE, CANCELLED, BREACH_RETRACTED -> {
          // The end is the clock's own; the others change nothing in what counts.
        }
      }
    }
    if (since != null && lived.isAfter(since)) {
      stretches.add(new Stretch(running, since, lived, cause));
    }
    return stretches.stream().filter(s -> s.start().isBefore(s.end())).toList();
  }

  private static Duration addPaused(Stretch stretch, Duration total, List<Interval> intervals) {
    intervals.add(
        new Interval(
            stretch.start(),
            stretch.end(),
            false,
            Reason.PAUSED,
            Duration.ZERO,
            total,
            stretch.cause()));
    return total;
  }

  private static Duration addRunning(
      TrackedRequest request, Stretch stretch, Duration before, List<Interval> intervals) {
    Duration total = before;
    Instant at = stretch.start();
    for (TimeWindow open :
        request.binding().calendar().windowsBetween(stretch.start(), stretch.end())) {
      if (at.isBefore(open.start())) {
        intervals.add(outside(at, open.start(), total, stretch));
      }
      total = total.plus(open.length());
      intervals.add(
          new Interval(
              open.start(),
              open.end(),
              true,
              Reason.RUNNING,
              open.length(),
              total,
              stretch.cause()));
      at = open.end();
    }
    if (at.isBefore(stretch.end())) {
      intervals.add(outside(at, stretch.end(), total, stretch));
    }
    return total;
  }

  private static Interval outside(Instant start, Instant end, Duration total, Stretch stretch) {
    return new Interval(
        start, end, false, Reason.OUTSIDE_HOURS, Duration.ZERO, total, stretch.cause());
  }

  private static @Nullable Cause cause(@Nullable RequestFact fact) {
    return fact == null
        ? null
        : new Cause(
            fact.what().getClass().getSimpleName(), fact.eventId(), fact.sequence(), fact.time());
  }
}
