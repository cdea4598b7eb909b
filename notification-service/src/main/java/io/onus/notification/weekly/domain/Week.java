package io.onus.notification.weekly.domain;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Pattern;

/** A week after ISO 8601, from Monday to Sunday. */
public record Week(LocalDate monday) implements Comparable<Week> {

  private static final Pattern FORM = Pattern.compile("\\d{4}-W\\d{2}");

  public Week {
    if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
      throw new IllegalArgumentException(monday + " is no Monday");
    }
  }

  /** The week a day is in. */
  public static Week of(LocalDate day) {
    return new Week(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  /**
   * @param text such as 2026-W48
   * @return empty where there is no such week
   */
  public static Optional<Week> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Week(LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  public Week previous() {
    return new Week(monday.minusWeeks(1));
  }

  public LocalDate sunday() {
    return monday.plusDays(6);
  }

  /** Its first instant somewhere. */
  public Instant from(ZoneId zone) {
    return start(monday, zone);
  }

  /** The first instant after it. */
  public Instant until(ZoneId zone) {
    return start(monday.plusWeeks(1), zone);
  }

  /** Its number in the year it counts in. */
  public int number() {
    return monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  @Override
  public int compareTo(Week other) {
    return monday.compareTo(other.monday);
  }

  /** As in {@link #parse}. */
  @Override
  public String toString() {
    return "%04d-W%02d".formatted(monday.get(IsoFields.WEEK_BASED_YEAR), number());
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().truncatedTo(ChronoUnit.MICROS);
  }
}
