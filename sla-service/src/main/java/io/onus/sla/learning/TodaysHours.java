package io.onus.sla.learning;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.HoursRule;
import io.onus.sla.calendar.CalendarService;
import io.onus.sla.calendar.StoredCalendar;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.CalendarInUse;
import io.onus.sla.directory.Department;
import io.onus.sla.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Binds terms that nobody has signed to the hours the two departments have today. What is bound
 * here is used once and kept by nobody: a clock finds signed terms by their version, and these have
 * none.
 */
@ApplicationScoped
public class TodaysHours {

  private static final String COMPANY = "company";

  private final CalendarService calendars;
  private final DirectoryService directory;

  public TodaysHours(CalendarService calendars, DirectoryService directory) {
    this.calendars = calendars;
    this.directory = directory;
  }

  Binding bind(BoundTerms bound, String requester, String provider, Instant now) {
    StoredCalendar theirs = calendarOf(provider);
    StoredCalendar ours = calendarOf(requester);
    return switch (bound.terms().hoursRule()) {
      case HoursRule.Provider rule -> one(bound, theirs);
      case HoursRule.Requester rule -> one(bound, ours);
      case HoursRule.Always rule -> one(bound, calendars.current(CalendarService.ALWAYS));
      case HoursRule.Named rule -> one(bound, calendars.current(rule.calendar()));
      case HoursRule.Both rule -> two(bound, theirs, ours, calendars.both(theirs, ours), now);
      case HoursRule.Either rule -> two(bound, theirs, ours, calendars.either(theirs, ours), now);
    };
  }

  private static Binding one(BoundTerms bound, StoredCalendar calendar) {
    return new Binding(
        bound, calendar.code(), Math.toIntExact(calendar.version()), calendar.calendar());
  }

  /** Without an hour in common, those of the provider count, as they do for a clock. */
  private static Binding two(
      BoundTerms bound,
      StoredCalendar theirs,
      StoredCalendar ours,
      BusinessCalendar together,
      Instant now) {
    if (theirs.code().equals(ours.code()) || together.refusedAt(now).isPresent()) {
      return one(bound, theirs);
    }
    return new Binding(bound, List.of(inUse(theirs), inUse(ours)), together);
  }

  private static CalendarInUse inUse(StoredCalendar calendar) {
    return new CalendarInUse(
        calendar.code(), Math.toIntExact(calendar.version()), calendar.calendar());
  }

  private StoredCalendar calendarOf(String department) {
    return directory
        .find(department)
        .map(Department::calendar)
        .flatMap(calendars::find)
        .orElseGet(() -> calendars.current(COMPANY));
  }
}
