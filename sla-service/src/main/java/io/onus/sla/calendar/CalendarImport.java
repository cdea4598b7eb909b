package io.onus.sla.calendar;

import io.onus.kit.audit.Audit;
import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.http.ETags;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.sla.calendar.CalendarStore.CalendarVersion;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.CalendarDefinition;
import io.onus.sla.calendar.domain.ClosedCalendar;
import io.onus.sla.calendar.domain.HolidayDates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the closures of an iCalendar file into the next version of a calendar. */
@ApplicationScoped
class CalendarImport {

  /** How far ahead a rule without an end is followed where nobody says. */
  private static final int YEARS_AHEAD = 5;

  /**
   * @param fromYear null for the current one
   * @param untilYear the last year; null for some years ahead
   * @param openedToo whether dates are closed that {@code open} names
   */
  record Options(
      boolean preview,
      @Nullable Integer fromYear,
      @Nullable Integer untilYear,
      boolean openedToo) {}

  private final CalendarService calendars;
  private final CalendarFeed feed;
  private final Holidays holidays;
  private final WallClock clock;
  private final Audit audit;

  CalendarImport(
      CalendarService calendars,
      CalendarFeed feed,
      Holidays holidays,
      WallClock clock,
      Audit audit) {
    this.calendars = calendars;
    this.feed = feed;
    this.holidays = holidays;
    this.clock = clock;
    this.audit = audit;
  }

  String fetch(String url, Caller caller) {
    if (!caller.has(Role.ADMIN)) {
      throw Problem.forbidden(
          "Only an admin has a file fetched. Send the file itself as text/calendar.");
    }
    return feed.fetch(url);
  }

  ImportView run(
      String code, String file, Options options, @Nullable String ifMatch, Caller caller) {
    calendars.requireEditor(code, caller);
    CalendarVersion current =
        calendars.read(code).orElseThrow(() -> Problem.notFound("calendar", code));
    if (options.preview()) {
      ETags.check(ifMatch, current.version());
    } else {
      ETags.require(ifMatch, current.version());
    }
    CalendarDefinition before = current.definition();
    ICalendarFile.Reading reading =
        ICalendarFile.read(file, before.zone(), first(options), until(options));
    ClosedCalendar closed =
        ClosedCalendar.of(
            before,
            holidays.of(before.holidays()).orElse(HolidayDates.NONE),
            reading.closures(),
            options.openedToo());
    checkSize(closed.definition());
    return ImportView.of(
        options.preview()
            ? tried(current, closed)
            : calendars
                .put(code, closed.definition(), ETags.of(current.version()), caller)
                .calendar(),
        options.preview(),
        closed,
        reading);
  }

  /** Refused as the write itself would be. */
  private CalendarVersion tried(CalendarVersion current, ClosedCalendar closed) {
    calendars.compile(closed.definition(), "");
    audit.unchanged();
    return current;
  }

  private LocalDate first(Options options) {
    return LocalDate.of(year("fromYear", options.fromYear(), thisYear()), 1, 1);
  }

  private LocalDate until(Options options) {
    int from = year("fromYear", options.fromYear(), thisYear());
    int ahead =
        Math.min(Math.max(from, thisYear()) + YEARS_AHEAD, BusinessCalendar.LAST_NAMED_YEAR);
    int until = year("untilYear", options.untilYear(), ahead);
    if (until < from) {
      throw malformed("untilYear", "must not be before fromYear");
    }
    return LocalDate.of(until + 1, 1, 1);
  }

  private int thisYear() {
    return clock.now().atOffset(ZoneOffset.UTC).getYear();
  }

  private static int year(String field, @Nullable Integer asked, int otherwise) {
    int year = asked == null ? otherwise : asked;
    if (year < BusinessCalendar.FIRST_NAMED_YEAR || year > BusinessCalendar.LAST_NAMED_YEAR) {
      throw malformed(
          field,
          "must be from %d to %d"
              .formatted(BusinessCalendar.FIRST_NAMED_YEAR, BusinessCalendar.LAST_NAMED_YEAR));
    }
    return year;
  }

  private static void checkSize(CalendarDefinition calendar) {
    int closed = calendar.closed().size();
    int open = calendar.open().size();
    boolean shattered =
        calendar.open().values().stream().anyMatch(w -> w.size() > CalendarForm.MAX_WINDOWS);
    if (closed > CalendarForm.MAX_DATES || open > CalendarForm.MAX_DATES || shattered) {
      throw Problem.refused(
          "too-many-dates",
          "The calendar would name "
              + closed
              + " closed and "
              + open
              + " open dates; it may name "
              + CalendarForm.MAX_DATES
              + " of each, with "
              + CalendarForm.MAX_WINDOWS
              + " windows a day. Import fewer years, or write what recurs every week into weekly.",
          Map.of("closed", closed, "open", open, "limit", CalendarForm.MAX_DATES));
    }
  }

  private static Problem malformed(String field, String message) {
    return Problem.malformed(field + " " + message + ".", new Violation(field, message));
  }
}
