package io.onus.notification.schedule.domain;

import io.onus.notification.hours.domain.LocalMoments;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns, one after the other.
 *
 * @param handover the local time of day at which the first turn begins, and, where turns are days
 *     or weeks, every other one
 * @param weekday the day weeks are handed over; null for that of {@code start}. Where {@code start}
 *     is another day, the first turn is the rest of its week
 * @param start the local date on which the first turn begins
 * @param until the local date on which, at the time of the hand-over, the last turn ends; null for
 *     a rotation without end
 */
public record Rotation(
    Rhythm every,
    LocalTime handover,
    @Nullable DayOfWeek weekday,
    LocalDate start,
    @Nullable LocalDate until) {

  private static final int DAYS_A_WEEK = 7;

  /**
   * @param number counted from 0
   */
  record Turn(long number, Span span) {}

  public Rotation {
    if (weekday != null && !(every instanceof Rhythm.Weeks)) {
      throw new IllegalArgumentException("only weeks are handed over on a weekday");
    }
    if (until != null && !until.isAfter(start)) {
      throw new IllegalArgumentException("a rotation ends after its start");
    }
  }

  /** When the first turn begins. */
  Instant begins(ZoneId zone) {
    return LocalMoments.opening(start.atTime(handover), zone);
  }

  Optional<Turn> turnAt(Instant at, ZoneId zone) {
    Instant end = ends(zone);
    if (at.isBefore(begins(zone)) || !at.isBefore(end)) {
      return Optional.empty();
    }
    return turn(numberAt(at, zone), end, zone);
  }

  /** The turns that have a part in a span, whole. */
  List<Turn> turns(Span span, ZoneId zone) {
    Instant end = ends(zone);
    Instant begin = begins(zone);
    Instant from = span.start().isAfter(begin) ? span.start() : begin;
    List<Turn> turns = new ArrayList<>();
    if (!from.isBefore(end)) {
      return turns;
    }
    for (long number = numberAt(from, zone); ; number++) {
      Optional<Turn> turn = turn(number, end, zone);
      if (turn.isEmpty() || !turn.get().span().start().isBefore(span.end())) {
        return turns;
      }
      turns.add(turn.get());
    }
  }

  private Optional<Turn> turn(long number, Instant end, ZoneId zone) {
    Instant next = boundary(number + 1, zone);
    return Span.between(boundary(number, zone), next.isBefore(end) ? next : end)
        .map(span -> new Turn(number, span));
  }

  /** Of the turn at an instant that is not before the first. */
  private long numberAt(Instant at, ZoneId zone) {
    long number =
        switch (every) {
          case Rhythm.Hours(int count) ->
              Duration.between(begins(zone), at).toSeconds() / Duration.ofHours(count).toSeconds();
          case Rhythm.Days(int count) -> daysSinceAnchor(at, zone) / count;
          case Rhythm.Weeks(int count) -> daysSinceAnchor(at, zone) / ((long) count * DAYS_A_WEEK);
        };
    // Dates say it to the day; the time of day, and a change of the clocks, may say otherwise.
    while (number > 0 && boundary(number, zone).isAfter(at)) {
      number--;
    }
    while (!boundary(number + 1, zone).isAfter(at)) {
      number++;
    }
    return number;
  }

  private long daysSinceAnchor(Instant at, ZoneId zone) {
    return ChronoUnit.DAYS.between(anchor(), LocalDate.ofInstant(at, zone));
  }

  private Instant boundary(long number, ZoneId zone) {
    if (number == 0) {
      return begins(zone);
    }
    return switch (every) {
      case Rhythm.Hours(int count) -> begins(zone).plus(Duration.ofHours(number * count));
      case Rhythm.Days(int count) -> daysAfterAnchor(number * count, zone);
      case Rhythm.Weeks(int count) -> daysAfterAnchor(number * count * DAYS_A_WEEK, zone);
    };
  }

  private Instant daysAfterAnchor(long days, ZoneId zone) {
    return LocalMoments.opening(anchor().plusDays(days).atTime(handover), zone);
  }

  private LocalDate anchor() {
    return weekday == null ? start : start.with(TemporalAdjusters.previousOrSame(weekday));
  }

  private Instant ends(ZoneId zone) {
    return until == null ? Instant.MAX : LocalMoments.opening(until.atTime(handover), zone);
  }
}
