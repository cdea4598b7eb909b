package io.onus.notification.hours.domain;

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

  /**
   * @throws IllegalArgumentException saying how to write it, where it is no window
   */
  public static LocalWindow parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a window; write it like 09:00-12:30".formatted(text));
    }
    int opens = minuteOfDay(text, written.group(1), written.group(2));
    int closes = minuteOfDay(text, written.group(3), written.group(4));
    if (opens >= closes) {
      throw new IllegalArgumentException(
          "'%s' ends before it begins; write what crosses midnight on both days, like 18:00-24:00 and 00:00-08:00"
              .formatted(text));
    }
    return new LocalWindow(opens, closes);
  }

  /** Sorted by opening; windows may touch but not overlap. */
  static List<LocalWindow> inOrder(List<LocalWindow> windows) {
    List<LocalWindow> sorted = new ArrayList<>(windows);
    sorted.sort(Comparator.comparingInt(LocalWindow::opensAtMinute));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).opensAtMinute < sorted.get(i - 1).closesAtMinute) {
        throw new IllegalArgumentException(
            "%s and %s overlap; write them as one window"
                .formatted(sorted.get(i - 1), sorted.get(i)));
      }
    }
    return List.copyOf(sorted);
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
    int minute = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    if (Integer.parseInt(minutes) > 59 || minute > MINUTES_A_DAY) {
      throw new IllegalArgumentException(
          "'%s' has no such time as %s:%s; a day runs from 00:00 to 24:00"
              .formatted(text, hours, minutes));
    }
    return minute;
  }

  private static String clock(int minuteOfDay) {
    return "%02d:%02d".formatted(minuteOfDay / 60, minuteOfDay % 60);
  }
}
