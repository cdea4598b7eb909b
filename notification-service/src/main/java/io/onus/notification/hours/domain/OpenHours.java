package io.onus.notification.hours.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When one calendar is open, over a horizon. Nothing is guessed beyond it: what would need it is
 * empty.
 *
 * @param zone the zone the calendar's days are of
 * @param from where the horizon begins
 * @param until where it ends, exclusive
 * @param windows when it is open, ascending, without overlaps, within the horizon
 * @param closedDates days of the horizon that are closed because they are holidays or were closed
 *     by hand
 */
public record OpenHours(
    String code,
    ZoneId zone,
    Instant from,
    Instant until,
    List<Window> windows,
    Set<LocalDate> closedDates) {

  /** The calendar that is always open; nobody tells of it. */
  public static final OpenHours ALWAYS =
      new OpenHours(
          "ALWAYS",
          ZoneOffset.UTC,
          Instant.EPOCH,
          Instant.parse("2200-01-01T00:00:00Z"),
          List.of(new Window(Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"))),
          Set.of());

  /** Half-open: [start, end). */
  public record Window(Instant start, Instant end) {
    public Window {
      if (!start.isBefore(end)) {
        throw new IllegalArgumentException("a window ends after it starts");
      }
    }
  }

  public OpenHours {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("the horizon of " + code + " ends before it begins");
    }
    windows = windows.stream().sorted(Comparator.comparing(Window::start)).toList();
    closedDates = Set.copyOf(closedDates);
    for (int i = 1; i < windows.size(); i++) {
      if (windows.get(i).start().isBefore(windows.get(i - 1).end())) {
        throw new IllegalArgumentException("windows of " + code + " overlap");
      }
    }
  }

  public boolean covers(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }

  public boolean isOpen(Instant instant) {
    int at = firstEndingAfter(instant);
    return at < windows.size() && !instant.isBefore(windows.get(at).start());
  }

  /** Working time from one instant to a later one, as far as the horizon reaches. */
  public Duration between(Instant start, Instant end) {
    Duration sum = Duration.ZERO;
    for (int i = firstEndingAfter(start); i < windows.size(); i++) {
      Window window = windows.get(i);
      if (!window.start().isBefore(end)) {
        break;
      }
      sum = sum.plus(Duration.between(later(window.start(), start), earlier(window.end(), end)));
    }
    return sum;
  }

  /**
   * The instant at which a working time has passed; zero is the instant itself. A wait that ends
   * with a window ends at its end, not at the next one's start.
   *
   * @return empty where the horizon does not reach that far
   */
  public Optional<Instant> add(Instant start, Duration working) {
    if (working.isNegative()) {
      throw new IllegalArgumentException("working time cannot be negative: " + working);
    }
    if (working.isZero()) {
      return Optional.of(start);
    }
    if (start.isBefore(from)) {
      return Optional.empty();
    }
    Duration left = working;
    for (int i = firstEndingAfter(start); i < windows.size(); i++) {
      Window window = windows.get(i);
      Instant begin = later(window.start(), start);
      Duration here = Duration.between(begin, window.end());
      if (left.compareTo(here) <= 0) {
        return Optional.of(begin.plus(left));
      }
      left = left.minus(here);
    }
    return Optional.empty();
  }

  /** The windows that reach into [start, end), cut to it. */
  public List<Window> within(Instant start, Instant end) {
    List<Window> found = new ArrayList<>();
    for (int i = firstEndingAfter(start); i < windows.size(); i++) {
      Window window = windows.get(i);
      if (!window.start().isBefore(end)) {
        break;
      }
      found.add(new Window(later(window.start(), start), earlier(window.end(), end)));
    }
    return found;
  }

  /** The last window that starts before an instant, cut to end there at the latest. */
  public Optional<Window> lastBefore(Instant instant) {
    for (int i = windows.size() - 1; i >= 0; i--) {
      Window window = windows.get(i);
      if (window.start().isBefore(instant)) {
        return Optional.of(new Window(window.start(), earlier(window.end(), instant)));
      }
    }
    return Optional.empty();
  }

  private int firstEndingAfter(Instant instant) {
    int low = 0;
    int high = windows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (windows.get(middle).end().isAfter(instant)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
