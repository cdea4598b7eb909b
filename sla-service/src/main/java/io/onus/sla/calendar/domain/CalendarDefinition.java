package io.onus.sla.calendar.domain;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person says about working hours, in local time.
 *
 * <p>A date's windows are those of {@code open} if it is named there, even on a holiday; else none
 * if it is {@code closed} or a holiday; else those of its day of the week.
 */
public record CalendarDefinition(
    ZoneId zone,
    WeeklyHours weekly,
    @Nullable HolidayRegion holidays,
    Set<LocalDate> closed,
    Map<LocalDate, List<LocalWindow>> open) {

  public CalendarDefinition {
    Map<LocalDate, List<LocalWindow>> ordered = new TreeMap<>();
    open.forEach((date, windows) -> ordered.put(date, openWindows(date, windows)));
    for (LocalDate date : new TreeSet<>(closed)) {
      if (ordered.containsKey(date)) {
        throw new IllegalArgumentException(date + " is both open and closed");
      }
    }
    closed = Set.copyOf(closed);
    open = Map.copyOf(ordered);
  }

  /** Weekly hours and nothing else. */
  public static CalendarDefinition weekly(ZoneId zone, WeeklyHours weekly) {
    return new CalendarDefinition(zone, weekly, null, Set.of(), Map.of());
  }

  static CalendarDefinition always() {
    return weekly(ZoneOffset.UTC, WeeklyHours.always());
  }

  List<LocalWindow> windowsOn(LocalDate date, Set<LocalDate> holidaysOfYear) {
    List<LocalWindow> exception = open.get(date);
    if (exception != null) {
      return exception;
    }
    return closed.contains(date) || holidaysOfYear.contains(date)
        ? List.of()
        : weekly.on(date.getDayOfWeek());
  }

  /** The dates of a horizon without working time because somebody said so, or a holiday does. */
  public List<LocalDate> closedWithin(Horizon horizon, HolidayDates holidays) {
    return horizon
        .firstDay()
        .datesUntil(horizon.endDay())
        .filter(date -> closed.contains(date) || holidays.of(date.getYear()).contains(date))
        .filter(date -> !open.containsKey(date))
        .toList();
  }

  private static List<LocalWindow> openWindows(LocalDate date, List<LocalWindow> windows) {
    if (windows.isEmpty()) {
      throw new IllegalArgumentException(
          date + " is open without a window; name it in closed instead");
    }
    try {
      return LocalWindow.inOrder(windows);
    } catch (IllegalArgumentException overlap) {
      throw new IllegalArgumentException(date + ": " + overlap.getMessage(), overlap);
    }
  }
}
