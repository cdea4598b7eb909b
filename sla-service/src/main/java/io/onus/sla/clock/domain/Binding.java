package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The terms and the hours a clock runs under: fixed when it begins, whatever is signed or edited
 * later, until somebody explicitly moves what is open.
 *
 * @param calendars one, or two where the terms count the hours of both or of either side: first the
 *     provider's, then the requester's
 * @param calendar what the calendars amount to together
 */
public record Binding(BoundTerms bound, List<CalendarInUse> calendars, BusinessCalendar calendar) {

  public Binding {
    calendars = List.copyOf(calendars);
  }

  /** A binding to the hours of one calendar. */
  public Binding(BoundTerms bound, String code, int version, BusinessCalendar calendar) {
    this(bound, List.of(new CalendarInUse(code, version, calendar)), calendar);
  }

  /** The same for the same terms and calendars: what a clock keeps of its binding. */
  public String key() {
    String terms = bound.agreementId() == null ? "house" : bound.agreementId().toString();
    return calendars.stream()
        .map(used -> used.code() + ":" + used.version())
        .collect(Collectors.joining("+", terms + ":" + bound.version() + "@", ""));
  }
}
