package io.onus.sla.calendar.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A stretch of time in which two calendars do not change: who of them was open. What counts of it
 * depends on the hours agreed: {@code BOTH} needs both, {@code EITHER} one of them.
 */
public record OpenStretch(TimeWindow window, boolean firstOpen, boolean secondOpen) {

  /** All of {@code [start, end)} in order, the time when neither is open included. */
  public static List<OpenStretch> between(
      BusinessCalendar first, BusinessCalendar second, Instant start, Instant end) {
    TreeSet<Instant> changes = new TreeSet<>(List.of(start, end));
    for (BusinessCalendar calendar : List.of(first, second)) {
      for (TimeWindow window : calendar.windowsBetween(start, end)) {
        changes.add(window.start());
        changes.add(window.end());
      }
    }
    List<OpenStretch> stretches = new ArrayList<>();
    Instant from = changes.first();
    for (Instant to : changes.tailSet(from, false)) {
      stretches.add(
          new OpenStretch(new TimeWindow(from, to), first.isOpen(from), second.isOpen(from)));
      from = to;
    }
    return List.copyOf(stretches);
  }
}
