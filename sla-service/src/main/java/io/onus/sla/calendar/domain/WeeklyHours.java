package io.onus.sla.calendar.domain;

import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The windows of an ordinary week. A day that is not named has none. */
public record WeeklyHours(Map<DayOfWeek, List<LocalWindow>> byDay) {

  public WeeklyHours {
    Map<DayOfWeek, List<LocalWindow>> ordered = new EnumMap<>(DayOfWeek.class);
    byDay.forEach((day, windows) -> ordered.put(day, inOrder(day, windows)));
    byDay = Map.copyOf(ordered);
  }

  /** Every minute of every day. */
  public static WeeklyHours always() {
    return every(DayOfWeek.MONDAY, DayOfWeek.SUNDAY, "00:00-24:00");
  }

  /** The same windows on each day of a range, both ends included. */
  public static WeeklyHours every(DayOfWeek first, DayOfWeek last, String... windows) {
    List<LocalWindow> parsed = List.of(windows).stream().map(LocalWindow::parse).toList();
    Map<DayOfWeek, List<LocalWindow>> byDay = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day = first; ; day = day.plus(1)) {
      byDay.put(day, parsed);
      if (day == last) {
        return new WeeklyHours(byDay);
      }
    }
  }

  public List<LocalWindow> on(DayOfWeek day) {
    return byDay.getOrDefault(day, List.of());
  }

  private static List<LocalWindow> inOrder(DayOfWeek day, List<LocalWindow> windows) {
    try {
      return LocalWindow.inOrder(windows);
    } catch (IllegalArgumentException overlap) {
      throw new IllegalArgumentException(day + ": " + overlap.getMessage(), overlap);
    }
  }
}
