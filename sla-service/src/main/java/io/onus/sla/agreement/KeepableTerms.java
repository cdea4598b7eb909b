package io.onus.sla.agreement;

import io.onus.kit.problem.Problem;
import io.onus.sla.agreement.domain.HoursRule;
import io.onus.sla.agreement.domain.NegotiationRefusal;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.agreement.domain.TermsRules;
import io.onus.sla.calendar.CalendarService;
import io.onus.sla.calendar.StoredCalendar;
import io.onus.sla.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Refuses terms that nobody could keep. */
@ApplicationScoped
public class KeepableTerms {

  private final CalendarService calendars;
  private final DirectoryService directory;

  public KeepableTerms(CalendarService calendars, DirectoryService directory) {
    this.calendars = calendars;
    this.directory = directory;
  }

  /** Refuses terms that nobody could keep, or by a calendar nobody has. */
  public void require(Terms terms) {
    refuse(TermsRules.unkeepable(terms));
    if (terms.hoursRule() instanceof HoursRule.Named named
        && calendars.find(named.calendar()).isEmpty()) {
      throw Problem.refused(new NegotiationRefusal.UnknownCalendar(named.calendar()));
    }
  }

  /** Also refuses the hours of both where these two are never at work at once. */
  public void require(Terms terms, Parties parties, Instant now) {
    require(terms);
    if (terms.hoursRule() instanceof HoursRule.Both) {
      Optional<StoredCalendar> requester = calendarOf(parties.requester());
      Optional<StoredCalendar> provider = calendarOf(parties.provider());
      if (requester.isPresent() && provider.isPresent()) {
        calendars
            .neverTogether(requester.get(), provider.get(), now)
            .ifPresent(
                never -> {
                  throw Problem.refused(never);
                });
      }
    }
  }

  /** Refuses what only both signatures can allow. */
  public void requireUnsigned(Terms terms) {
    require(terms);
    refuse(TermsRules.unsigned(terms));
  }

  private Optional<StoredCalendar> calendarOf(String department) {
    return directory.find(department).flatMap(known -> calendars.find(known.calendar()));
  }

  private static void refuse(Optional<NegotiationRefusal> refusal) {
    if (refusal.isPresent()) {
      throw Problem.refused(refusal.get());
    }
  }
}
