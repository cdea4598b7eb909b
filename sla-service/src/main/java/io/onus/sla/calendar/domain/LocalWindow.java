package io.onus.sla.calendar.domain;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of one local date, written {@code 09:00-12:30}: minutes of the day, half-open. Only the
 * closing time can be {@code 24:00}.
 */
public record LocalWindow(int opensAtMinute, int closesAtMinute) {

  private static final int MINUTES_A_DAY = 24 * 60;
  private static final Pattern WRITTEN =
      Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");

  public LocalWindow {
    if (opensAtMinute < 0 || opensAtMinute >= closesAtMinute || closesAtMinute > MINUTES_A_DAY) {
      throw new IllegalArgumentException(
          "minutes %d to %d are not a window of one day".formatted(opensAtMinute, closesAtMinute));
    }
  }

  public static LocalWindow parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a window; write it like 09:00-12:30".formatted(text));
    }
    int opens = minuteOfDay(text, written.group(1), written.group(2));
    int closes = minuteOfDay(text, written.group(3), written.group(4));
    if (opens == closes) {
      throw new IllegalArgumentException(
          "'%s' is empty; a whole day is 00:00-24:00".formatted(text));
    }
    if (opens > closes) {
      throw new IllegalArgumentException(
          "'%s' crosses midnight; write its parts on both days, %s-24:00 and 00:00-%s"
              .formatted(text, clock(opens), clock(closes)));
    }
    return new LocalWindow(opens, closes);
  }

  /** Sorted by opening; windows may touch but not overlap. */
  public static List<LocalWindow> inOrder(List<LocalWindow> windows) {
    List<LocalWindow> sorted = new ArrayList<>(windows);
    sorted.sort(
        Comparator.comparingInt(LocalWindow::opensAtMinute)
            .thenComparingInt(LocalWindow::closesAtMinute));
    for (int i = 1; i < sorted.size(); i++) {
      LocalWindow earlier = sorted.get(i - 1);
      LocalWindow later = sorted.get(i);
      if (later.opensAtMinute < earlier.closesAtMinute) {
        throw new IllegalArgumentException(
            "%s and %s overlap; write them as one window".formatted(earlier, later));
      }
    }
    return List.copyOf(sorted);
  }

  /** What is left of it without another: nothing, one window or two. */
  List<LocalWindow> less(LocalWindow other) {
    if (other.closesAtMinute <= opensAtMinute || closesAtMinute <= other.opensAtMinute) {
      return List.of(this);
    }
    List<LocalWindow> left = new ArrayList<>();
    if (opensAtMinute < other.opensAtMinute) {
      left.add(new LocalWindow(opensAtMinute, other.opensAtMinute));
    }
    if (other.closesAtMinute < closesAtMinute) {
      left.add(new LocalWindow(other.closesAtMinute, closesAtMinute));
    }
    return left;
  }

  LocalDateTime opensOn(LocalDate date) {
    return date.atStartOfDay().plusMinutes(opensAtMinute);
  }

  LocalDateTime closesOn(LocalDate date) {
    return date.atStartOfDay().plusMinutes(closesAtMinute);
  }

  @Override
  public String toString() {
    return clock(opensAtMinute) + "-" + clock(closesAtMinute);
  }

  private static int minuteOfDay(String text, String hours, String minutes) {
    int hour = Integer.parseInt(hours);
    int minute = Integer.parseInt(minutes);
    if (minute > 59 || hour * 60 + minute > MINUTES_A_DAY) {
      throw new IllegalArgumentException(
          "'%s' has no such time as %s:%s; a day runs from 00:00 to 24:00"
              .formatted(text, hours, minutes));
    }
    return hour * 60 + minute;
  }

  private static String clock(int minuteOfDay) {
    return "%02d:%02d".formatted(minuteOfDay / 60, minuteOfDay % 60);
  }
}
