package io.onus.sla.clock;

import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.OpenStretch;
import io.onus.sla.calendar.domain.TimeWindow;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.CalendarInUse;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.TrackedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
    PAUSED,
    /** Paused, and the requester contested that it should have been. */
    DISPUTED
  }

  /**
   * @param end exclusive
   * @param open which of the calendars agreed on were open: where the hours of both count, one of
   *     them is not enough
   * @param working the working time it added
   * @param total the working time consumed up to its end
   * @param cause the fact that began this stretch
   */
  @Schema(name = "ClockInterval")
  public record Interval(
      Instant start,
      Instant end,
      boolean counted,
      Reason reason,
      List<String> open,
      @Schema(type = SchemaType.STRING) Duration working,
      @Schema(type = SchemaType.STRING) Duration total,
      @Nullable Cause cause) {}

  /**
   * A fact, by its event.
   *
   * @param why what was applied, where it was a calendar or an agreement
   */
  @Schema(name = "ClockCause")
  public record Cause(
      String what, UUID eventId, long sequence, Instant time, @Nullable String why) {}

  /** A stretch in which nothing about the clock changes. */
  private record Stretch(
      Reason reason, Instant start, Instant end, Binding binding, @Nullable Cause cause) {

    Stretch contested() {
      return new Stretch(Reason.DISPUTED, start, end, binding, cause);
    }
  }

  static ExplanationView of(Clocks.Decision folded, Clock clock, Instant now) {
    TrackedRequest request = folded.state();
    List<Interval> intervals = new ArrayList<>();
    Duration total = Duration.ZERO;
    for (Stretch stretch : stretches(folded, clock.face().id(), clock.stoppedOr(now))) {
      total =
          stretch.reason() == Reason.RUNNING
              ? addRunning(stretch, total, intervals)
              : addPaused(stretch, total, intervals);
    }
    return new ExplanationView(ClockView.of(request, clock, now), intervals, total);
  }

  private static List<Stretch> stretches(Clocks.Decision folded, UUID clockId, Instant lived) {
    List<Stretch> stretches = new ArrayList<>();
    Stretch current = null;
    for (ClockEvent event : folded.events()) {
      if (!event.face().id().equals(clockId) || !begins(event)) {
        continue;
      }
      Reason reason =
          switch (event.phase()) {
            case PAUSED -> Reason.PAUSED;
            case RUNNING, FINISHED, CANCELLED -> Reason.RUNNING;
          };
      if (current != null) {
        Stretch ended = until(current, event.time());
        boolean contested =
            ended.reason() == Reason.PAUSED
                && event.cause() != null
                && event.cause().what() instanceof Happening.Contested;
        stretches.add(contested ? ended.contested() : ended);
      }
      current =
          new Stretch(
              reason, event.time(), event.time(), event.face().binding(), cause(event.cause()));
    }
    if (current != null && lived.isAfter(current.start())) {
      stretches.add(until(current, lived));
    }
    return stretches.stream().filter(s -> s.start().isBefore(s.end())).toList();
  }

  /** Whether something about what counts is different from here on. */
  private static boolean begins(ClockEvent event) {
    return switch (event.type()) {
      case STARTED, RESUMED, PAUSED, RENEGOTIATED, PASSED_ON, REBOUND -> true;
      case AT_RISK,
          BREACHED,
          OVERDUE,
          MET,
          FINISHED_LATE,
          CANCELLED,
          HANDED_OVER,
          WAIVED,
          BREACH_RETRACTED ->
          false;
    };
  }

  private static Stretch until(Stretch stretch, Instant end) {
    return new Stretch(stretch.reason(), stretch.start(), end, stretch.binding(), stretch.cause());
  }

  private static Duration addPaused(Stretch stretch, Duration total, List<Interval> intervals) {
    intervals.add(
        new Interval(
            stretch.start(),
            stretch.end(),
            false,
            stretch.reason(),
            List.of(),
            Duration.ZERO,
            total,
            stretch.cause()));
    return total;
  }

  private static Duration addRunning(Stretch stretch, Duration before, List<Interval> intervals) {
    Duration total = before;
    for (Open part : parts(stretch)) {
      Duration working =
          part.counts()
              ? Duration.between(part.window().start(), part.window().end())
              : Duration.ZERO;
      total = total.plus(working);
      intervals.add(
          new Interval(
              part.window().start(),
              part.window().end(),
              part.counts(),
              part.counts() ? Reason.RUNNING : Reason.OUTSIDE_HOURS,
              part.calendars(),
              working,
              total,
              stretch.cause()));
    }
    return total;
  }

  /** A part of a stretch in which no calendar opens or closes. */
  private record Open(TimeWindow window, List<String> calendars, boolean counts) {}

  private static List<Open> parts(Stretch stretch) {
    List<CalendarInUse> calendars = stretch.binding().calendars();
    CalendarInUse first = calendars.getFirst();
    CalendarInUse second = calendars.getLast();
    BusinessCalendar counted = stretch.binding().calendar();
    return OpenStretch.between(first.calendar(), second.calendar(), stretch.start(), stretch.end())
        .stream()
        .map(
            part ->
                new Open(
                    part.window(),
                    Stream.concat(
                            part.firstOpen() ? Stream.of(first.code()) : Stream.empty(),
                            part.secondOpen() ? Stream.of(second.code()) : Stream.empty())
                        .distinct()
                        .toList(),
                    counted.isOpen(part.window().start())))
        .toList();
  }

  private static @Nullable Cause cause(@Nullable RequestFact fact) {
    return fact == null
        ? null
        : new Cause(
            fact.what().getClass().getSimpleName(),
            fact.eventId(),
            fact.sequence(),
            fact.time(),
            fact.what() instanceof Happening.Rebound rebound ? rebound.why() : null);
  }
}
