package io.onus.sla.calendar.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts working time. Intervals are half-open; fractions of a second are kept as they are given.
 *
 * <p>Years are compiled when an instant in them is first asked for and never change afterwards, so
 * answers depend on the definition alone. Safe for use by several threads.
 */
public final class BusinessCalendar {

  /** A calendar that does not open within this time of being saved is a mistake. */
  public static final Period OPENS_WITHIN = Period.ofMonths(14);

  /** What a definition may name. */
  public static final int FIRST_NAMED_YEAR = 1901;

  public static final int LAST_NAMED_YEAR = 2199;

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;

  // Of what is compiled around an instant. One would do; more saves compiling again soon.
  private static final int YEARS_BEFORE = 2;
  private static final int YEARS_AFTER = 4;

  // The first and the last year only frame the others, so that no zone's new year is cut.
  private static final Instant REACHES_FROM = Instant.parse("1901-01-01T00:00:00Z");
  private static final Instant REACHES_TO = Instant.parse("2200-01-01T00:00:00Z");
  private static final long REACH_IN_SECONDS =
      Duration.between(REACHES_FROM, REACHES_TO).toSeconds();

  private static final BusinessCalendar ALWAYS =
      compile(CalendarDefinition.always(), HolidayDates.NONE);

  private final HoursSource source;
  private volatile @Nullable WorkingTime compiled;

  private BusinessCalendar(HoursSource source) {
    this.source = source;
  }

  public static BusinessCalendar compile(CalendarDefinition definition, HolidayDates holidays) {
    return new BusinessCalendar(new HoursSource.Written(definition, holidays));
  }

  /**
   * Open when both are: what two departments have in common, each in its own zone. It may never
   * open at all; {@link #refusedAt} says so.
   */
  public static BusinessCalendar both(BusinessCalendar first, BusinessCalendar second) {
    return first == second
        ? first
        : new BusinessCalendar(new HoursSource.Both(first.source, second.source));
  }

  /** Open when at least one of them is. */
  public static BusinessCalendar either(BusinessCalendar first, BusinessCalendar second) {
    return first == second
        ? first
        : new BusinessCalendar(new HoursSource.Either(first.source, second.source));
  }

  /** Open at every instant: working time is wall time. */
  public static BusinessCalendar always() {
    return ALWAYS;
  }

  /** In which its dates are meant; of two calendars together, that of the first. */
  public ZoneId zone() {
    return source.zone();
  }

  /** The same calendar with nothing compiled yet: what it is asked makes no other one longer. */
  public BusinessCalendar afresh() {
    return new BusinessCalendar(source);
  }

  public boolean isOpen(Instant instant) {
    return covering(instant, instant).isOpen(instant);
  }

  /** The working time in {@code [start, end)}. */
  public Duration between(Instant start, Instant end) {
    requireInOrder(start, end);
    return covering(start, end).between(start, end);
  }

  /**
   * The first instant at which {@code work} has been worked since {@code start}. Work that ends at
   * closing time ends at closing time, not at the next opening; no work ends where it starts.
   *
   * @throws OutOfReachException if the calendar never offers that much time
   */
  public Instant add(Instant start, Duration work) {
    if (work.isNegative()) {
      throw new IllegalArgumentException("working time cannot be negative: " + work);
    }
    if (work.isZero()) {
      return start;
    }
    if (work.getSeconds() > REACH_IN_SECONDS) {
      throw neverDone(start, work);
    }
    WorkingTime time = covering(start, start);
    Instant done = time.add(start, work);
    while (done == null) {
      if (time.lastYear() == LAST_YEAR) {
        throw neverDone(start, work);
      }
      time = twiceAsLong(time);
      done = time.add(start, work);
    }
    return done;
  }

  /** The open windows in {@code [start, end)}, in order, cut to it. */
  public List<TimeWindow> windowsBetween(Instant start, Instant end) {
    requireInOrder(start, end);
    return covering(start, end).windowsBetween(start, end);
  }

  /** Why this calendar may not be saved at {@code now}, if it may not. */
  public Optional<NoWorkingTime> refusedAt(Instant now) {
    ZoneId zone = source.zone();
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate until = today.plus(OPENS_WITHIN);
    Instant end = until.atStartOfDay(zone).toInstant();
    return between(now, end).isZero()
        ? Optional.of(new NoWorkingTime(today, until))
        : Optional.empty();
  }

  private WorkingTime covering(Instant start, Instant end) {
    WorkingTime time = compiled;
    return time != null && time.covers(start) && time.covers(end)
        ? time
        : extended(yearWithinReach(start) - YEARS_BEFORE, yearWithinReach(end) + YEARS_AFTER);
  }

  private WorkingTime twiceAsLong(WorkingTime time) {
    int years = time.lastYear() - time.firstYear() + 1;
    return extended(time.firstYear(), time.lastYear() + years);
  }

  private synchronized WorkingTime extended(int firstYear, int lastYear) {
    int first = Math.max(firstYear, FIRST_YEAR);
    int last = Math.min(lastYear, LAST_YEAR);
    WorkingTime time = compiled;
    if (time != null) {
      first = Math.min(first, time.firstYear());
      last = Math.max(last, time.lastYear());
      if (first == time.firstYear() && last == time.lastYear()) {
        return time;
      }
    }
    WorkingTime extended = source.compile(first, last);
    compiled = extended;
    return extended;
  }

  private static int yearWithinReach(Instant instant) {
    if (instant.isBefore(REACHES_FROM) || !instant.isBefore(REACHES_TO)) {
      throw new OutOfReachException(
          "calendars reach from %s to %s, not to %s".formatted(REACHES_FROM, REACHES_TO, instant));
    }
    return instant.atOffset(ZoneOffset.UTC).getYear();
  }

  private static void requireInOrder(Instant start, Instant end) {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("%s is before %s".formatted(end, start));
    }
  }

  private static OutOfReachException neverDone(Instant start, Duration work) {
    return new OutOfReachException(
        "%s of working time from %s is not done before %s".formatted(work, start, REACHES_TO));
  }
}
