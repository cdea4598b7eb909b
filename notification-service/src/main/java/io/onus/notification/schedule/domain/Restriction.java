package io.onus.notification.schedule.domain;

import io.onus.notification.hours.domain.OpenHours;
import io.onus.notification.hours.domain.OpenHours.Window;
import io.onus.notification.hours.domain.WeeklyWindows;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a layer counts at all. Where both are given, only what both allow.
 *
 * @param weekly local hours of the week
 * @param calendar the code of a calendar that must be open; one that is not known never is
 */
public record Restriction(@Nullable WeeklyWindows weekly, @Nullable String calendar) {

  public static final Restriction NONE = new Restriction(null, null);

  boolean isNone() {
    return weekly == null && calendar == null;
  }

  /** Those of a calendar are not counted: whoever wrote that one had to bound them. */
  int windowsAWeek() {
    return weekly == null ? 0 : weekly.byDay().values().stream().mapToInt(List::size).sum();
  }

  boolean allows(Instant at, ZoneId zone, Map<String, OpenHours> calendars) {
    return (weekly == null || weekly.isOpen(at, zone))
        && (calendar == null
            || (calendars.containsKey(calendar) && calendars.get(calendar).isOpen(at)));
  }

  /** What it allows of a span, ascending and without overlaps. */
  List<Span> within(Span span, ZoneId zone, Map<String, OpenHours> calendars) {
    List<Span> allowed = List.of(span);
    if (weekly != null) {
      allowed = spans(weekly.within(span.start(), span.end(), zone));
    }
    if (calendar == null) {
      return allowed;
    }
    return calendars.containsKey(calendar)
        ? Span.common(allowed, spans(calendars.get(calendar).within(span.start(), span.end())))
        : List.of();
  }

  private static List<Span> spans(List<Window> windows) {
    return Span.joined(
        windows.stream().map(window -> new Span(window.start(), window.end())).toList());
  }
}
