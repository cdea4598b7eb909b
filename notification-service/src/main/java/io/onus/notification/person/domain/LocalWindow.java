package io.onus.notification.person.domain;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours that begin on a local date, written {@code 22:00-07:00}: half-open, to the minute. One that
 * does not end after it began ends on the day after; {@code 24:00} is the midnight a day ends with.
 */
public record LocalWindow(LocalTime from, LocalTime until) {

  private static final Pattern WRITTEN =
      Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");

  public LocalWindow {
    if (!from.equals(from.truncatedTo(ChronoUnit.MINUTES))
        || !until.equals(until.truncatedTo(ChronoUnit.MINUTES))) {
      throw new IllegalArgumentException("a window is of whole minutes");
    }
  }

  public static LocalWindow parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches() || written.group(3).equals("24") && !written.group(4).equals("00")) {
      throw new IllegalArgumentException(
          "'%s' is not a window; write it like 22:00-07:00".formatted(text));
    }
    LocalTime from = time(written.group(1), written.group(2));
    LocalTime until = time(written.group(3), written.group(4));
    if (from.equals(until) && !written.group(3).equals("24")) {
      throw new IllegalArgumentException(
          "'%s' is empty; a whole day is 00:00-24:00".formatted(text));
    }
    return new LocalWindow(from, until);
  }

  LocalDateTime startsOn(LocalDate date) {
    return date.atTime(from);
  }

  LocalDateTime endsAfter(LocalDate date) {
    return (until.isAfter(from) ? date : date.plusDays(1)).atTime(until);
  }

  @Override
  public String toString() {
    return from + "-" + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : until);
  }

  private static LocalTime time(String hour, String minute) {
    return LocalTime.of(Integer.parseInt(hour) % 24, Integer.parseInt(minute));
  }
}
