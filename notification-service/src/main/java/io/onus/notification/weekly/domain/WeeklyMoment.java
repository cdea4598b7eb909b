package io.onus.notification.weekly.domain;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;

/** A moment that comes once a week, in whatever zone. */
public record WeeklyMoment(DayOfWeek day, LocalTime at) {

  private static final int SHORT = 3;

  /**
   * @param text a day's first letters and a time: {@code MON 08:00}
   * @throws IllegalArgumentException where it is not that
   */
  public static WeeklyMoment parse(String text) {
    String[] parts = text.strip().split("\\s+");
    if (parts.length != 2 || parts[0].length() < SHORT) {
      throw new IllegalArgumentException(text + " is no day and time, as MON 08:00 is");
    }
    String name = parts[0].toUpperCase(Locale.ROOT);
    DayOfWeek day =
        Arrays.stream(DayOfWeek.values())
            .filter(each -> each.name().startsWith(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(parts[0] + " is no day of the week"));
    try {
      return new WeeklyMoment(day, LocalTime.parse(parts[1]));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(parts[1] + " is no time of day", e);
    }
  }

  /** The last time it came; {@code now} may be it. */
  public ZonedDateTime latest(Instant now, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    ZonedDateTime candidate = on(today.with(TemporalAdjusters.previousOrSame(day)), zone);
    return candidate.toInstant().isAfter(now)
        ? on(candidate.toLocalDate().minusWeeks(1), zone)
        : candidate;
  }

  /** When it comes again. */
  public ZonedDateTime next(Instant now, ZoneId zone) {
    return on(latest(now, zone).toLocalDate().plusWeeks(1), zone);
  }

  /** The week that is over and told of at its latest time. */
  public Week told(Instant now, ZoneId zone) {
    return Week.of(latest(now, zone).toLocalDate()).previous();
  }

  /** As in {@link #parse}. */
  @Override
  public String toString() {
    return day.name().substring(0, SHORT) + " " + at;
  }

  private ZonedDateTime on(LocalDate date, ZoneId zone) {
    return date.atTime(at).atZone(zone);
  }
}
