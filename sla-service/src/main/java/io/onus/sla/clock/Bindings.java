package io.onus.sla.clock;

import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.HoursRule;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.calendar.CalendarService;
import io.onus.sla.calendar.StoredCalendar;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.CalendarInUse;
import io.onus.sla.clock.domain.Rebinding;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.RequestProfile;
import io.onus.sla.directory.Department;
import io.onus.sla.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/** Finds the terms and hours that apply, and finds them again by what a clock keeps of them. */
@ApplicationScoped
public class Bindings {

  private static final Logger LOG = Logger.getLogger(Bindings.class);
  private static final String HOUSE = "house";

  /** No stored version: those are counted from 1. */
  private static final int CHANGED = 0;

  /**
   * The calendar every install has; used for a department that is not known or names one that is
   * not.
   */
  private static final String COMPANY = "company";

  private final AgreementService agreements;
  private final CalendarService calendars;
  private final DirectoryService directory;

  /** A key always means the same: versions never change. */
  private final ConcurrentMap<String, Binding> known = new ConcurrentHashMap<>();

  public Bindings(
      AgreementService agreements, CalendarService calendars, DirectoryService directory) {
    this.agreements = agreements;
    this.calendars = calendars;
    this.directory = directory;
  }

  /** What applies to a request from a submission or a transfer on. */
  Binding at(RequestFact fact) {
    RequestProfile profile = fact.profile();
    Parties parties = new Parties(profile.requester(), profile.provider(), profile.service());
    return between(
        parties, agreements.termsFor(parties, fact.time(), profile.imported()), fact.time());
  }

  /**
   * Terms in force with the hours they count in, as the two departments' calendars are now.
   *
   * @param at hours that have no working time from then on cannot be counted in
   */
  public Binding between(Parties parties, BoundTerms bound, Instant at) {
    return shared(tried(parties, bound, at));
  }

  /**
   * The same for terms that are only tried: no key names what was never in force, so nothing is
   * remembered of them.
   */
  public Binding tried(Parties parties, BoundTerms bound, Instant at) {
    return switch (bound.terms().hoursRule()) {
      case HoursRule.Provider rule -> of(bound, calendarOf(parties.provider()));
      case HoursRule.Requester rule -> of(bound, calendarOf(parties.requester()));
      case HoursRule.Both rule -> ofTwo(bound, parties, at);
      case HoursRule.Either rule -> ofTwo(bound, parties, at);
      case HoursRule.Always rule -> of(bound, calendars.current(CalendarService.ALWAYS));
      case HoursRule.Named named -> of(bound, calendars.current(named.calendar()));
    };
  }

  /** The binding a {@link Binding#key()} names. */
  public Binding named(String key) {
    Binding found = known.get(key);
    if (found == null) {
      // Not computeIfAbsent: a lock must not wait for a database connection.
      found = read(key);
      known.putIfAbsent(key, found);
    }
    return found;
  }

  private Binding read(String key) {
    int at = key.indexOf('@');
    int colon = key.lastIndexOf(':', at);
    String terms = key.substring(0, colon);
    int version = Integer.parseInt(key.substring(colon + 1, at));
    UUID agreement = terms.equals(HOUSE) ? null : UUID.fromString(terms);
    List<CalendarInUse> used =
        Arrays.stream(key.substring(at + 1).split("\\+")).map(this::calendar).toList();
    return combined(agreements.bound(agreement, version), used);
  }

  private CalendarInUse calendar(String codeAndVersion) {
    int colon = codeAndVersion.lastIndexOf(':');
    String code = codeAndVersion.substring(0, colon);
    int version = Integer.parseInt(codeAndVersion.substring(colon + 1));
    return new CalendarInUse(code, version, calendars.calendar(code, version));
  }

  /** Moves what counts in an older version of a calendar to this one. */
  public Rebinding toCalendar(String code, int version) {
    return new ToCalendar(this, code, version);
  }

  /** Moves what counts in any version of a calendar to one that is only written somewhere. */
  public Rebinding toChanged(String code, BusinessCalendar changed) {
    CalendarInUse next = new CalendarInUse(code, CHANGED, changed);
    return binding ->
        binding.calendars().stream().anyMatch(used -> used.code().equals(code))
            ? combined(
                binding.bound(),
                binding.calendars().stream()
                    .map(used -> used.code().equals(code) ? next : used)
                    .toList())
            : binding;
  }

  /** Moves what is bound to an older version of an agreement to the binding with this key. */
  public Rebinding toTerms(String key) {
    return new ToTerms(named(key));
  }

  private record ToCalendar(Bindings bindings, String code, int version) implements Rebinding {
    @Override
    public Binding after(Binding binding) {
      boolean older =
          binding.calendars().stream()
              .anyMatch(used -> used.code().equals(code) && used.version() < version);
      if (!older) {
        return binding;
      }
      List<CalendarInUse> used =
          binding.calendars().stream()
              .map(one -> one.code().equals(code) ? bindings.calendar(code + ":" + version) : one)
              .toList();
      return bindings.shared(bindings.combined(binding.bound(), used));
    }
  }

  private record ToTerms(Binding to) implements Rebinding {
    @Override
    public Binding after(Binding binding) {
      UUID agreement = binding.bound().agreementId();
      boolean older =
          agreement != null
              && agreement.equals(to.bound().agreementId())
              && binding.bound().version() < to.bound().version();
      return older ? to : binding;
    }
  }

  private Binding ofTwo(BoundTerms bound, Parties parties, Instant at) {
    StoredCalendar provider = calendarOf(parties.provider());
    StoredCalendar requester = calendarOf(parties.requester());
    if (provider.code().equals(requester.code())) {
      return of(bound, provider);
    }
    Binding together = combined(bound, List.of(inUse(provider), inUse(requester)));
    if (together.calendar().refusedAt(at).isPresent()) {
      // Refused when it is signed; calendars edited since can still bring it about.
      LOG.warnf(
          "requester=%s provider=%s have no common hours, counted in those of the provider",
          parties.requester(), parties.provider());
      return of(bound, provider);
    }
    return together;
  }

  private Binding of(BoundTerms bound, StoredCalendar calendar) {
    return combined(bound, List.of(inUse(calendar)));
  }

  /** One object for each key, so that its calendar is compiled once. */
  private Binding shared(Binding binding) {
    Binding first = known.putIfAbsent(binding.key(), binding);
    return first == null ? binding : first;
  }

  private Binding combined(BoundTerms bound, List<CalendarInUse> used) {
    return new Binding(bound, used, hours(bound, used));
  }

  private BusinessCalendar hours(BoundTerms bound, List<CalendarInUse> used) {
    CalendarInUse first = used.getFirst();
    if (used.size() == 1) {
      return first.calendar();
    }
    CalendarInUse last = used.getLast();
    boolean either = bound.terms().hoursRule() instanceof HoursRule.Either;
    if (first.version() == CHANGED || last.version() == CHANGED) {
      return either
          ? BusinessCalendar.either(first.calendar(), last.calendar())
          : BusinessCalendar.both(first.calendar(), last.calendar());
    }
    StoredCalendar one = stored(first);
    StoredCalendar other = stored(last);
    return either ? calendars.either(one, other) : calendars.both(one, other);
  }

  private static StoredCalendar stored(CalendarInUse used) {
    return new StoredCalendar(used.code(), used.version(), used.calendar());
  }

  private static CalendarInUse inUse(StoredCalendar calendar) {
    return new CalendarInUse(
        calendar.code(), Math.toIntExact(calendar.version()), calendar.calendar());
  }

  private StoredCalendar calendarOf(String department) {
    Optional<StoredCalendar> own =
        directory.find(department).map(Department::calendar).flatMap(calendars::find);
    if (own.isEmpty()) {
      LOG.warnf("department=%s has no known calendar, counts in calendar=%s", department, COMPANY);
    }
    return own.orElseGet(() -> calendars.current(COMPANY));
  }
}
