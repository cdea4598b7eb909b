package io.onus.sla.calendar.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/**
 * The same answers as {@link BusinessCalendar} by walking the clock on the wall minute by minute:
 * slow, naive, and without a zone rule, an array or a search. Good for some weeks around the first
 * date it is given.
 */
final class WalkedCalendar {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ZoneId zone;
  private final Set<Instant> openMinutes = new HashSet<>();

  WalkedCalendar(CalendarDefinition definition, HolidayDates holidays, LocalDate first, int days) {
    zone = definition.zone();
    for (int day = 0; day < days; day++) {
      LocalDate date = first.plusDays(day);
      for (LocalWindow window : definition.windowsOn(date, holidays.of(date.getYear()))) {
        String[] written = window.toString().split("-");
        walk(date, wall(date, written[0]), wall(date, written[1]));
      }
    }
  }

  private WalkedCalendar(ZoneId zone, Set<Instant> openMinutes) {
    this.zone = zone;
    this.openMinutes.addAll(openMinutes);
  }

  WalkedCalendar and(WalkedCalendar other) {
    WalkedCalendar both = new WalkedCalendar(zone, openMinutes);
    both.openMinutes.retainAll(other.openMinutes);
    return both;
  }

  WalkedCalendar or(WalkedCalendar other) {
    WalkedCalendar either = new WalkedCalendar(zone, openMinutes);
    either.openMinutes.addAll(other.openMinutes);
    return either;
  }

  Duration between(Instant start, Instant end) {
    Duration worked = Duration.ZERO;
    for (Instant at = start; at.isBefore(end); ) {
      Instant next = earlier(nextMinute(at), end);
      if (open(at)) {
        worked = worked.plus(Duration.between(at, next));
      }
      at = next;
    }
    return worked;
  }

  Instant add(Instant start, Duration work) {
    Instant at = start;
    Duration left = work;
    while (left.isPositive()) {
      Instant next = nextMinute(at);
      if (open(at)) {
        next = earlier(next, at.plus(left));
        left = left.minus(Duration.between(at, next));
      }
      at = next;
    }
    return at;
  }

  boolean open(Instant at) {
    return openMinutes.contains(Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 60) * 60));
  }

  private void walk(LocalDate date, LocalDateTime opening, LocalDateTime closing) {
    Instant from = date.minusDays(2).atTime(6, 0).atZone(zone).toInstant();
    Instant until = date.plusDays(2).atTime(6, 0).atZone(zone).toInstant();
    Instant opens = null;
    Instant closes = null;
    for (Instant at = from; at.isBefore(until); at = at.plus(MINUTE)) {
      LocalDateTime wall = LocalDateTime.ofInstant(at, zone);
      if (opens == null && !wall.isBefore(opening)) {
        opens = at;
      }
      if (wall.isBefore(closing)) {
        closes = at.plus(MINUTE);
      } else if (wall.equals(closing)) {
        closes = at;
      }
    }
    for (Instant at = opens; at != null && at.isBefore(closes); at = at.plus(MINUTE)) {
      openMinutes.add(at);
    }
  }

  private static LocalDateTime wall(LocalDate date, String time) {
    return time.equals("24:00")
        ? date.plusDays(1).atStartOfDay()
        : LocalDateTime.parse(date + "T" + time);
  }

  private static Instant nextMinute(Instant at) {
    return Instant.ofEpochSecond((Math.floorDiv(at.getEpochSecond(), 60) + 1) * 60);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
