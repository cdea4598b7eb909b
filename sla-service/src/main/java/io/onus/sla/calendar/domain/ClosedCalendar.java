package io.onus.sla.calendar.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A calendar after some closures, and what they changed of it.
 *
 * <p>A date that is closed from 00:00 to 24:00 joins {@code closed}, whether anybody would have
 * worked on it or not. One that is closed in part gets {@code open} windows: those it had less what
 * is closed of them; if nothing is left it joins {@code closed}, and if nothing is taken it stays
 * as it is. So the same closures a second time change nothing.
 *
 * <p>What {@code open} names somebody has opened on purpose. It is closed only where that is asked
 * for; else it is {@code kept}.
 */
public record ClosedCalendar(
    CalendarDefinition definition, List<DateChange> changes, List<LocalDate> kept) {

  /** What a date's windows were and have become. */
  public record DateChange(LocalDate date, List<LocalWindow> before, List<LocalWindow> after) {}

  /**
   * @param openedToo whether dates that {@code open} names are closed, too
   */
  public static ClosedCalendar of(
      CalendarDefinition before,
      HolidayDates holidays,
      Collection<Closure> closures,
      boolean openedToo) {
    Closing closing = new Closing(before, openedToo);
    closedParts(closures)
        .forEach((date, parts) -> closing.close(date, parts, holidays.of(date.getYear())));
    return closing.done();
  }

  private static Map<LocalDate, List<LocalWindow>> closedParts(Collection<Closure> closures) {
    Map<LocalDate, List<LocalWindow>> parts = new TreeMap<>();
    for (Closure closure : closures) {
      if (closure.isEmpty()) {
        continue;
      }
      for (LocalDate date = closure.firstDate();
          date.isBefore(closure.untilDate());
          date = date.plusDays(1)) {
        parts
            .computeIfAbsent(date, first -> new ArrayList<>())
            .add(new LocalWindow(closure.firstMinuteOf(date), closure.untilMinuteOf(date)));
      }
    }
    return parts;
  }

  private static final class Closing {

    private static final List<LocalWindow> WHOLE_DAY = List.of(LocalWindow.parse("00:00-24:00"));

    private final CalendarDefinition before;
    private final boolean openedToo;
    private final Set<LocalDate> closed;
    private final Map<LocalDate, List<LocalWindow>> open;
    private final List<DateChange> changes = new ArrayList<>();
    private final List<LocalDate> kept = new ArrayList<>();

    Closing(CalendarDefinition before, boolean openedToo) {
      this.before = before;
      this.openedToo = openedToo;
      this.closed = new TreeSet<>(before.closed());
      this.open = new TreeMap<>(before.open());
    }

    void close(LocalDate date, List<LocalWindow> parts, Set<LocalDate> holidays) {
      if (closed.contains(date)) {
        return;
      }
      List<LocalWindow> windows = before.windowsOn(date, holidays);
      List<LocalWindow> left = less(windows, parts);
      boolean allDay = less(WHOLE_DAY, parts).isEmpty();
      if (left.equals(windows) && !allDay) {
        return;
      }
      if (open.containsKey(date) && !openedToo) {
        kept.add(date);
        return;
      }
      if (left.isEmpty()) {
        open.remove(date);
        closed.add(date);
      } else {
        open.put(date, left);
      }
      changes.add(new DateChange(date, windows, left));
    }

    ClosedCalendar done() {
      return new ClosedCalendar(
          new CalendarDefinition(before.zone(), before.weekly(), before.holidays(), closed, open),
          List.copyOf(changes),
          List.copyOf(kept));
    }

    private static List<LocalWindow> less(List<LocalWindow> windows, List<LocalWindow> parts) {
      List<LocalWindow> left = windows;
      for (LocalWindow part : parts) {
        left = left.stream().flatMap(window -> window.less(part).stream()).toList();
      }
      return left;
    }
  }
}
