package io.onus.notification.schedule;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.decide.Refusal;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ReachMayHaveChanged;
import io.onus.notification.domain.Right;
import io.onus.notification.hours.HoursService;
import io.onus.notification.hours.domain.OpenHours;
import io.onus.notification.person.LastMethodLeaves;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.PeopleRefusal;
import io.onus.notification.schedule.domain.Roster;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.ScheduleAccess;
import io.onus.notification.schedule.domain.ScheduleRefusal;
import io.onus.notification.schedule.domain.ScheduleRefusal.LastWayToScheduledPerson;
import io.onus.notification.schedule.domain.ScheduleRefusal.UnknownCalendars;
import io.onus.notification.schedule.domain.Span;
import io.onus.notification.target.OnCallLookup;
import io.onus.notification.target.domain.OnCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class ScheduleService implements OnCallLookup {

  private static final Duration MOMENT = Duration.ofNanos(1_000);

  /**
   * @param created false where the schedule was there already
   */
  record Written(KnownSchedule known, boolean created) {}

  private final ScheduleStore store;
  private final OverrideStore overrides;
  private final PersonService people;
  private final HoursService hours;
  private final Event<ScheduleChanged> changed;
  private final Event<ScheduleLeaves> leaving;
  private final Event<ReachMayHaveChanged> reach;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  ScheduleService(
      ScheduleStore store,
      OverrideStore overrides,
      PersonService people,
      HoursService hours,
      Event<ScheduleChanged> changed,
      Event<ScheduleLeaves> leaving,
      Event<ReachMayHaveChanged> reach,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.overrides = overrides;
    this.people = people;
    this.hours = hours;
    this.changed = changed;
    this.leaving = leaving;
    this.reach = reach;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** Who is on call at an instant, whoever asks. */
  @Override
  public OnCall onCall(String schedule, Instant at) {
    return transactions.call(
        () ->
            store
                .find(schedule)
                .map(known -> roster(known.schedule(), new Span(at, at.plus(MOMENT))))
                .map(roster -> OnCall.of(schedule, roster.onCall(at)))
                .orElseGet(() -> OnCall.unknown(schedule)));
  }

  /**
   * Whether there is an instant from one to another, exclusive, in which nobody is on call; so it
   * is where there is no such schedule.
   */
  public boolean isEverEmpty(String schedule, Instant from, Instant until) {
    Span span = new Span(from, until);
    return transactions.call(
        () ->
            store
                .find(schedule)
                .map(known -> roster(known.schedule(), span).isEverEmpty(span))
                .orElse(true));
  }

  @Override
  public boolean exists(String schedule) {
    return transactions.call(() -> store.exists(schedule));
  }

  Written put(Asker asker, Schedule wish, @Nullable String ifMatch) {
    requireWriter(asker, wish.department());
    return transactions.call(() -> written(asker, wish, ifMatch));
  }

  private Written written(Asker asker, Schedule wish, @Nullable String ifMatch) {
    Instant now = clock.now();
    Optional<KnownSchedule> known = store.lock(wish.code());
    if (known.isEmpty()) {
      check(wish);
      if (!store.insert(wish, now)) {
        throw taken(wish.code());
      }
      audit.record(changes("schedule.created", null, wish).with("version", 1));
      changed(wish.code());
      return new Written(new KnownSchedule(wish, 1, now), true);
    }
    KnownSchedule before = known.get();
    if (right(asker, before) == Right.NONE) {
      throw taken(wish.code());
    }
    requireWriter(asker, before.schedule().department());
    ETags.require(ifMatch, before.version());
    check(wish);
    long version = before.version() + 1;
    store.update(wish, version, now);
    audit.record(
        changes("schedule.changed", before.schedule(), wish)
            .changed("version", before.version(), version));
    changed(wish.code());
    return new Written(new KnownSchedule(wish, version, now), false);
  }

  KnownSchedule get(Asker asker, String code) {
    return transactions.call(() -> seen(asker, code, store.find(code)));
  }

  Page<KnownSchedule> page(Asker asker, PageRequest request) {
    return transactions.call(
        () ->
            Page.of(
                store.page(ScheduleAccess.sight(asker), clock.now(), request),
                request,
                known -> List.of(known.schedule().code())));
  }

  void remove(Asker asker, String code, @Nullable String ifMatch) {
    transactions.run(
        () -> {
          KnownSchedule known = locked(asker, code);
          requireWriter(asker, known.schedule().department());
          ETags.check(ifMatch, known.version());
          leaving.fire(new ScheduleLeaves(code));
          store.delete(code);
          audit.record(
              AuditEntry.of("schedule.removed", "schedule", code)
                  .concerning(known.schedule().department())
                  .peopleChanged("people", List.copyOf(known.schedule().everybody()), List.of()));
        });
  }

  /** What decides who is on call in a span. */
  Roster roster(Asker asker, String code, Span span) {
    return transactions.call(() -> roster(get(asker, code).schedule(), span));
  }

  Roster roster(Schedule schedule, Span span) {
    Span around = new Span(span.start().minus(Roster.MARGIN), span.end().plus(Roster.MARGIN));
    Map<String, OpenHours> calendars = new HashMap<>();
    schedule
        .calendars()
        .forEach(code -> hours.find(code).ifPresent(open -> calendars.put(code, open)));
    return new Roster(schedule, overrides.within(schedule.code(), around), calendars);
  }

  /** Holds the schedule's row; for whoever may not know of it, there is none. */
  KnownSchedule locked(Asker asker, String code) {
    return seen(asker, code, store.lock(code));
  }

  Right right(Asker asker, KnownSchedule known) {
    Schedule schedule = known.schedule();
    boolean isNamed = asker.person() && store.concerns(schedule.code(), asker.id(), clock.now());
    return ScheduleAccess.of(asker, schedule.department(), isNamed);
  }

  /** Whether a person is to be on call in a schedule. */
  boolean names(String code, Asker asker) {
    return asker.person() && store.names(code, asker.id(), clock.now());
  }

  /** Others may be on call from now on. */
  void changed(String code) {
    changed.fire(new ScheduleChanged(code));
    reach.fire(new ReachMayHaveChanged());
  }

  /** Refuses people who are not known or cannot be reached, and keeps them reachable. */
  void checkPeople(Collection<String> wanted) {
    PeopleRefusal.of(wanted, people.reachLocked(wanted)).ifPresent(ScheduleService::refuse);
  }

  static void requireWriter(Asker asker, @Nullable String department) {
    if (ScheduleAccess.of(asker, department, false) == Right.CHANGE) {
      return;
    }
    throw department == null
        ? Problem.forbidden("A schedule of no department takes an on-call admin.")
        : Problem.forbidden(
            "This takes a lead or deputy of " + department + " or an on-call admin.",
            Map.of("department", department));
  }

  void onLastMethod(@Observes LastMethodLeaves leaves) {
    List<String> schedules = store.naming(leaves.personId(), clock.now());
    if (!schedules.isEmpty()) {
      throw Problem.refused(new LastWayToScheduledPerson(leaves.personId(), schedules));
    }
  }

  private KnownSchedule seen(Asker asker, String code, Optional<KnownSchedule> known) {
    return known
        .filter(found -> right(asker, found).includes(Right.READ))
        .orElseThrow(() -> Problem.notFound("schedule", code));
  }

  private void check(Schedule wish) {
    ScheduleRefusal.of(wish).ifPresent(ScheduleService::refuse);
    checkPeople(wish.everybody());
    List<String> unknown = new ArrayList<>(wish.calendars());
    unknown.removeIf(code -> hours.find(code).isPresent());
    if (!unknown.isEmpty()) {
      refuse(new UnknownCalendars(unknown));
    }
  }

  private static void refuse(Refusal refusal) {
    throw Problem.refused(refusal);
  }

  /** Whose it is, is nobody else's business. */
  private static Problem taken(String code) {
    return Problem.conflict("The code " + code + " is taken.", Map.of("code", code));
  }

  private static AuditEntry changes(String action, @Nullable Schedule was, Schedule is) {
    return AuditEntry.of(action, "schedule", is.code())
        .concerning(is.department(), was == null ? null : was.department())
        .textChanged("name", was == null ? null : was.name(), is.name())
        .changed("zone", was == null ? null : was.zone().getId(), is.zone().getId())
        .changed("department", was == null ? null : was.department(), is.department())
        .changed("combine", was == null ? null : was.combine(), is.combine())
        .changed("handOverNotice", was == null ? null : was.handOverNotice(), is.handOverNotice())
        .textChanged("layers", was == null ? null : was.layers(), is.layers())
        .peopleChanged(
            "people",
            was == null ? List.of() : List.copyOf(was.everybody()),
            List.copyOf(is.everybody()));
  }
}
