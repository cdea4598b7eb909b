package io.onus.sla.calendar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How far a calendar is told to those who do not compute it: whole days of its own zone.
 *
 * @param firstDay the first of them
 * @param endDay the day after the last
 */
public record Horizon(LocalDate firstDay, LocalDate endDay, ZoneId zone) {

  /** What was told is told anew each day, so it covers at least a month that is over. */
  public static final int DAYS_BACK = 35;

  /** Over a year: what recurs once a year is in it. */
  public static final int DAYS_AHEAD = 400;

  public Horizon {
    if (!firstDay.isBefore(endDay)) {
      throw new IllegalArgumentException(firstDay + " is not before " + endDay);
    }
  }

  public static Horizon at(Instant now, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return new Horizon(today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD), zone);
  }

  public Instant from() {
    return firstDay.atStartOfDay(zone).toInstant();
  }

  public Instant until() {
    return endDay.atStartOfDay(zone).toInstant();
  }
}
