package io.onus.notification.hours.domain;

import io.onus.notification.hours.domain.OpenHours.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The same local hours every week. A day that is not named has none. */
public record WeeklyWindows(Map<DayOfWeek, List<LocalWindow>> byDay) {

  public WeeklyWindows {
    Map<DayOfWeek, List<LocalWindow>> ordered = new EnumMap<>(DayOfWeek.class);
    byDay.forEach(
        (day, windows) -> {
          if (!windows.isEmpty()) {
            ordered.put(day, LocalWindow.inOrder(windows));
          }
        });
    byDay = Map.copyOf(ordered);
  }

  public boolean isEmpty() {
    return byDay.isEmpty();
  }

  public List<LocalWindow> on(DayOfWeek day) {
    return byDay.getOrDefault(day, List.of());
  }

  public boolean isOpen(Instant at, ZoneId zone) {
    // A change of the clocks may carry the end of a window past midnight.
    LocalDate today = LocalDate.ofInstant(at, zone);
    return isOpen(today, at, zone)
        || isOpen(today.minusDays(1), at, zone)
        || isOpen(today.plusDays(1), at, zone);
  }

  /** The stretches of [from, until) that are open; windows that touch are one. */
  public List<Window> within(Instant from, Instant until, ZoneId zone) {
    List<Window> found = new ArrayList<>();
    LocalDate last = LocalDate.ofInstant(until, zone).plusDays(1);
    for (LocalDate date = LocalDate.ofInstant(from, zone).minusDays(1);
        !date.isAfter(last);
        date = date.plusDays(1)) {
      for (LocalWindow window : on(date.getDayOfWeek())) {
        Instant opens = later(LocalMoments.opening(window.opensOn(date), zone), from);
        Instant closes = earlier(LocalMoments.closing(window.closesOn(date), zone), until);
        if (opens.isBefore(closes)) {
          found.add(new Window(opens, closes));
        }
      }
    }
    return joined(found);
  }

  private boolean isOpen(LocalDate date, Instant at, ZoneId zone) {
    return on(date.getDayOfWeek()).stream()
        .anyMatch(
            window ->
                !at.isBefore(LocalMoments.opening(window.opensOn(date), zone))
                    && at.isBefore(LocalMoments.closing(window.closesOn(date), zone)));
  }

  private static List<Window> joined(List<Window> windows) {
    List<Window> joined = new ArrayList<>();
    for (Window next : windows.stream().sorted(Comparator.comparing(Window::start)).toList()) {
      if (!joined.isEmpty() && !next.start().isAfter(joined.getLast().end())) {
        Window before = joined.removeLast();
        joined.add(new Window(before.start(), later(before.end(), next.end())));
      } else {
        joined.add(next);
      }
    }
    return List.copyOf(joined);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
