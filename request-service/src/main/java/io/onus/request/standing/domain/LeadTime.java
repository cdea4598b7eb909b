package io.onus.request.standing.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * How long before a moment its request is made, on the wall: two days before Tuesday 12:00 is
 * Sunday 12:00, whatever the clocks did that night.
 */
public record LeadTime(Period days, Duration time) {

  /** Nobody asks for a week's report a year before. */
  public static final int MOST_DAYS = 366;

  private static final Duration LEAST = Duration.ofMinutes(1);

  public LeadTime {
    if (!isUsable(days, time)) {
      throw new IllegalArgumentException("no lead time: " + days + ", " + time);
    }
  }

  /**
   * @param text {@code P2D}, {@code PT4H}, {@code P1DT12H}; empty where it is none, or not between
   *     a minute and a year
   */
  public static Optional<LeadTime> parse(String text) {
    int clock = text.indexOf('T');
    try {
      Period days =
          clock == 1 ? Period.ZERO : Period.parse(clock < 0 ? text : text.substring(0, clock));
      Duration time = clock < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(clock));
      return isUsable(days, time) ? Optional.of(new LeadTime(days, time)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isUsable(Period days, Duration time) {
    if (days.getYears() != 0 || days.getMonths() != 0 || days.isNegative() || time.isNegative()) {
      return false;
    }
    return days.getDays() <= MOST_DAYS
        && time.compareTo(Duration.ofDays(MOST_DAYS)) <= 0
        && time.plusDays(days.getDays()).compareTo(LEAST) >= 0;
  }

  public Instant before(Instant moment, ZoneId zone) {
    return ZonedDateTime.ofInstant(moment, zone).minus(days).toInstant().minus(time);
  }

  /** As it is written. */
  @Override
  public String toString() {
    return time.isZero()
        ? days.toString()
        : (days.isZero() ? "P" : days.toString()) + time.toString().substring(1);
  }
}
