package io.onus.sla.calendar.domain;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** A time nobody works, half-open, in the local time of the calendar it is about. */
public record Closure(LocalDateTime start, LocalDateTime end) {

  private static final int MINUTES_A_DAY = 24 * 60;

  public Closure {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("a closure from " + start + " cannot end at " + end);
    }
  }

  /** Whole dates, the last one not included. */
  public static Closure ofDates(LocalDate first, LocalDate until) {
    return new Closure(first.atStartOfDay(), until.atStartOfDay());
  }

  boolean isEmpty() {
    return start.equals(end);
  }

  /** The first date of which it closes anything. */
  LocalDate firstDate() {
    return start.toLocalDate();
  }

  /** The date after the last one of which it closes anything. */
  LocalDate untilDate() {
    return end.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? end.toLocalDate()
        : end.toLocalDate().plusDays(1);
  }

  /** From which minute of the date: a minute that is closed in part is closed. */
  int firstMinuteOf(LocalDate date) {
    return start.toLocalDate().isBefore(date) ? 0 : minutes(start.toLocalTime());
  }

  int untilMinuteOf(LocalDate date) {
    if (end.toLocalDate().isAfter(date)) {
      return MINUTES_A_DAY;
    }
    LocalTime time = end.toLocalTime();
    return minutes(time) + (time.equals(LocalTime.of(time.getHour(), time.getMinute())) ? 0 : 1);
  }

  private static int minutes(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }
}
