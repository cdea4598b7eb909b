package io.onus.sla.learning;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.HoursRule;
import io.onus.sla.calendar.CalendarService;
import io.onus.sla.calendar.StoredCalendar;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.directory.Department;
import io.onus.sla.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;

/** Binds terms to the hours the two departments have today, whenever the facts happened. */
@ApplicationScoped
public class TodaysHours {

  private static final String COMPANY = "company";

  private final CalendarService calendars;
  private final DirectoryService directory;

  public TodaysHours(CalendarService calendars, DirectoryService directory) {
    this.calendars = calendars;
    this.directory = directory;
  }

  Binding bind(BoundTerms bound, String requester, String provider) {
    StoredCalendar theirs = calendarOf(provider);
    StoredCalendar named =
        switch (bound.terms().hoursRule()) {
          case HoursRule.Provider rule -> theirs;
          case HoursRule.Both rule -> theirs;
          case HoursRule.Either rule -> theirs;
          case HoursRule.Requester rule -> calendarOf(requester);
          case HoursRule.Always rule -> calendars.current(CalendarService.ALWAYS);
          case HoursRule.Named rule -> calendars.current(rule.calendar());
        };
    BusinessCalendar hours =
        switch (bound.terms().hoursRule()) {
          case HoursRule.Both rule -> calendars.both(theirs, calendarOf(requester));
          case HoursRule.Either rule -> calendars.either(theirs, calendarOf(requester));
          case HoursRule.Provider rule -> named.calendar();
          case HoursRule.Requester rule -> named.calendar();
          case HoursRule.Always rule -> named.calendar();
          case HoursRule.Named rule -> named.calendar();
        };
    return new Binding(bound, named.code(), Math.toIntExact(named.version()), hours);
  }

  private StoredCalendar calendarOf(String department) {
    return directory
        .find(department)
        .map(Department::calendar)
        .flatMap(calendars::find)
        .orElseGet(() -> calendars.current(COMPANY));
  }
}
