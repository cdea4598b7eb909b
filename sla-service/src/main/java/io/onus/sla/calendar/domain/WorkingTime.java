package io.onus.sla.calendar.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The working time of whole local years as instants: when each window opens and closes, in seconds
 * of UTC, and how much was worked before it. Immutable.
 *
 * <p>It answers for {@code [from, to]} only, a few days inside the years it was compiled from, so
 * that no answer depends on a date beyond them whatever the zone's offset.
 */
final class WorkingTime {

  private static final int WIDEST_OFFSET_IN_DAYS = 2;
  private static final int BITS_OF_ABOUT_A_DAY = 16;
  private static final int BITS_OF_HALF_A_DAY_OF_WORK = 14;

  private final int firstYear;
  private final int lastYear;
  private final long from;
  private final long to;
  private final SortedSeconds opens;
  private final long[] closes;
  private final SortedSeconds workedBefore;

  private WorkingTime(int firstYear, int lastYear, long[] opens, long[] closes) {
    this.firstYear = firstYear;
    this.lastYear = lastYear;
    this.from = utc(LocalDate.of(firstYear, 1, 1).plusDays(WIDEST_OFFSET_IN_DAYS));
    this.to = utc(LocalDate.of(lastYear, 12, 31).minusDays(WIDEST_OFFSET_IN_DAYS));
    this.opens = new SortedSeconds(opens, BITS_OF_ABOUT_A_DAY);
    this.closes = closes;
    long[] workedBefore = new long[opens.length];
    for (int i = 1; i < opens.length; i++) {
      workedBefore[i] = workedBefore[i - 1] + closes[i - 1] - opens[i - 1];
    }
    this.workedBefore = new SortedSeconds(workedBefore, BITS_OF_HALF_A_DAY_OF_WORK);
  }

  static WorkingTime compile(
      CalendarDefinition calendar, HolidayDates holidays, int firstYear, int lastYear) {
    Merging windows = new Merging();
    ZoneRules rules = calendar.zone().getRules();
    for (int year = firstYear; year <= lastYear; year++) {
      Set<LocalDate> holidaysOfYear = holidays.of(year);
      LocalDate next = LocalDate.of(year + 1, 1, 1);
      for (LocalDate date = LocalDate.of(year, 1, 1); date.isBefore(next); ) {
        for (LocalWindow window : calendar.windowsOn(date, holidaysOfYear)) {
          windows.add(opening(rules, window.opensOn(date)), closing(rules, window.closesOn(date)));
        }
        date = date.plusDays(1);
      }
    }
    return windows.workingTime(firstYear, lastYear);
  }

  /** When both are open; they must be of the same years. */
  static WorkingTime both(WorkingTime a, WorkingTime b) {
    Merging windows = new Merging();
    int i = 0;
    int j = 0;
    while (i < a.opens.size() && j < b.opens.size()) {
      windows.add(Math.max(a.opens.at(i), b.opens.at(j)), Math.min(a.closes[i], b.closes[j]));
      if (a.closes[i] < b.closes[j]) {
        i++;
      } else {
        j++;
      }
    }
    return windows.workingTime(a.firstYear, a.lastYear);
  }

  /** When at least one is open; they must be of the same years. */
  static WorkingTime either(WorkingTime a, WorkingTime b) {
    Merging windows = new Merging();
    int i = 0;
    int j = 0;
    while (i < a.opens.size() || j < b.opens.size()) {
      if (j == b.opens.size() || i < a.opens.size() && a.opens.at(i) <= b.opens.at(j)) {
        windows.add(a.opens.at(i), a.closes[i]);
        i++;
      } else {
        windows.add(b.opens.at(j), b.closes[j]);
        j++;
      }
    }
    return windows.workingTime(a.firstYear, a.lastYear);
  }

  int firstYear() {
    return firstYear;
  }

  int lastYear() {
    return lastYear;
  }

  boolean covers(Instant instant) {
    long second = instant.getEpochSecond();
    return second >= from && second < to;
  }

  boolean isOpen(Instant instant) {
    int i = opens.lastAtMost(instant.getEpochSecond());
    return i >= 0 && instant.getEpochSecond() < closes[i];
  }

  Duration between(Instant start, Instant end) {
    long startSecond = start.getEpochSecond();
    long endSecond = end.getEpochSecond();
    int i = opens.lastAtMost(startSecond);
    int j = opens.lastAtMost(endSecond);
    return Duration.ofSeconds(
        workedSeconds(j, endSecond) - workedSeconds(i, startSecond),
        (long) workedNanos(j, end) - workedNanos(i, start));
  }

  /** The first instant at which {@code work} is done, or null if that is beyond these years. */
  @Nullable Instant add(Instant start, Duration work) {
    long startSecond = start.getEpochSecond();
    int i = opens.lastAtMost(startSecond);
    long nanos = (long) workedNanos(i, start) + work.getNano();
    long seconds = Math.addExact(workedSeconds(i, startSecond), work.getSeconds());
    if (nanos >= 1_000_000_000L) {
      nanos -= 1_000_000_000L;
      seconds++;
    }
    // The window that begins before the work is done: work that ends with a window ends there, and
    // not at the next opening.
    int j = workedBefore.lastAtMost(nanos > 0 ? seconds : seconds - 1);
    if (j < 0) {
      return null;
    }
    long second = opens.at(j) + seconds - workedBefore.at(j);
    boolean withinTheWindow = second < closes[j] || second == closes[j] && nanos == 0;
    return withinTheWindow && second < to ? Instant.ofEpochSecond(second, nanos) : null;
  }

  List<TimeWindow> windowsBetween(Instant start, Instant end) {
    List<TimeWindow> windows = new ArrayList<>();
    for (int i = Math.max(0, opens.lastAtMost(start.getEpochSecond())); i < opens.size(); i++) {
      Instant opening = later(start, Instant.ofEpochSecond(opens.at(i)));
      Instant closing = earlier(end, Instant.ofEpochSecond(closes[i]));
      if (!opening.isBefore(end)) {
        break;
      }
      if (opening.isBefore(closing)) {
        windows.add(new TimeWindow(opening, closing));
      }
    }
    return List.copyOf(windows);
  }

  private long workedSeconds(int i, long second) {
    return i < 0 ? 0 : workedBefore.at(i) + Math.min(second, closes[i]) - opens.at(i);
  }

  private int workedNanos(int i, Instant instant) {
    return i >= 0 && instant.getEpochSecond() < closes[i] ? instant.getNano() : 0;
  }

  /** A time that never occurs is the end of its gap; of one that occurs twice, the first. */
  private static long opening(ZoneRules rules, LocalDateTime local) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return offsets.isEmpty() ? endOfGap(rules, local) : local.toEpochSecond(offsets.getFirst());
  }

  /** A time that never occurs is the end of its gap; of one that occurs twice, the second. */
  private static long closing(ZoneRules rules, LocalDateTime local) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return offsets.isEmpty() ? endOfGap(rules, local) : local.toEpochSecond(offsets.getLast());
  }

  private static long endOfGap(ZoneRules rules, LocalDateTime local) {
    ZoneOffsetTransition gap = rules.getTransition(local);
    return gap.toEpochSecond();
  }

  private static long utc(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** Windows in the order of their opening; those that touch or overlap become one. */
  private static final class Merging {

    private long[] opens = new long[1024];
    private long[] closes = new long[1024];
    private int count;

    void add(long opensAt, long closesAt) {
      if (closesAt <= opensAt) {
        return; // swallowed by a gap, or nothing in common
      }
      if (count > 0 && opensAt <= closes[count - 1]) {
        closes[count - 1] = Math.max(closes[count - 1], closesAt);
        return;
      }
      if (count == opens.length) {
        opens = Arrays.copyOf(opens, count * 2);
        closes = Arrays.copyOf(closes, count * 2);
      }
      opens[count] = opensAt;
      closes[count] = closesAt;
      count++;
    }

    WorkingTime workingTime(int firstYear, int lastYear) {
      return new WorkingTime(
          firstYear, lastYear, Arrays.copyOf(opens, count), Arrays.copyOf(closes, count));
    }
  }
}
