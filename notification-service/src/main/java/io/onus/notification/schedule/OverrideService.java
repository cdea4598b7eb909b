package io.onus.notification.schedule;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.ETags;
import io.onus.kit.id.Ids;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.Asker;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.ScheduleRefusal.OverrideOver;
import io.onus.notification.schedule.domain.ScheduleRefusal.TooManyOverrides;
import io.onus.notification.schedule.domain.ShiftOverride;
import io.onus.notification.schedule.domain.Span;
import io.onus.notification.schedule.domain.SwapEvent.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class OverrideService {

  private final OverrideStore store;
  private final ScheduleService schedules;
  private final PersonService people;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  OverrideService(
      OverrideStore store,
      ScheduleService schedules,
      PersonService people,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.schedules = schedules;
    this.people = people;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** What was, stays as it was: only what is still ahead is overridden. */
  OverrideView add(
      Asker asker, String code, Span span, List<String> instead, @Nullable String inPlaceOf) {
    Schedule schedule = schedules.locked(asker, code).schedule();
    boolean isTheirOwn = asker.person() && instead.equals(List.of(asker.id()));
    if (!isTheirOwn) {
      ScheduleService.requireWriter(asker, schedule.department());
    }
    Instant now = clock.now();
    if (!span.end().isAfter(now)) {
      throw Problem.refused(new OverrideOver(span.end()));
    }
    Span ahead = span.start().isBefore(now) ? new Span(now, span.end()) : span;
    schedules.checkPeople(instead);
    ShiftOverride override = insert(schedule, ahead, instead, inPlaceOf, null, asker.id());
    schedules.changed(code);
    return view(override);
  }

  /** Two have agreed: each place is one override. */
  void add(Schedule schedule, int swap, List<Place> places, String by) {
    places.forEach(
        place ->
            insert(schedule, place.span(), List.of(place.person()), place.inPlaceOf(), swap, by));
    schedules.changed(schedule.code());
  }

  Page<OverrideView> page(Asker asker, String code, Instant endsAfter, PageRequest request) {
    return transactions.call(
        () -> {
          schedules.get(asker, code);
          Page<ShiftOverride> page =
              Page.of(
                  store.page(code, endsAfter, request),
                  request,
                  override -> List.of(override.span().end().toString(), override.id().toString()));
          Map<String, Reach> names = names(page.items());
          return page.map(override -> OverrideView.of(override, names));
        });
  }

  OverrideView get(Asker asker, String code, UUID id) {
    return transactions.call(
        () -> {
          schedules.get(asker, code);
          return view(found(code, id));
        });
  }

  /** One that has begun ends now, because what was stays as it was. */
  void remove(Asker asker, String code, UUID id, @Nullable String ifMatch) {
    transactions.run(
        () -> {
          Schedule schedule = schedules.locked(asker, code).schedule();
          ShiftOverride override = found(code, id);
          boolean isTheirOwn =
              asker.is(override.madeBy())
                  && override.swap() == null
                  && override.people().equals(List.of(asker.id()));
          if (!isTheirOwn) {
            ScheduleService.requireWriter(asker, schedule.department());
          }
          ETags.check(ifMatch, override.version());
          Instant now = clock.now();
          if (!override.span().end().isAfter(now)) {
            throw Problem.refused(new OverrideOver(override.span().end()));
          }
          if (override.span().start().isBefore(now)) {
            store.end(id, now);
          } else {
            store.delete(id);
          }
          audit.record(
              AuditEntry.of("schedule-override.removed", "schedule", code)
                  .concerning(schedule.department())
                  .with("overrideId", id)
                  .peopleChanged("people", override.people(), List.of()));
          schedules.changed(code);
        });
  }

  private ShiftOverride insert(
      Schedule schedule,
      Span span,
      List<String> instead,
      @Nullable String inPlaceOf,
      @Nullable Integer swap,
      String by) {
    Instant now = clock.now();
    String code = schedule.code();
    if (store.ahead(code, now) >= ShiftOverride.MOST_AHEAD) {
      throw Problem.refused(new TooManyOverrides(ShiftOverride.MOST_AHEAD));
    }
    ShiftOverride override =
        new ShiftOverride(Ids.newId(now), 0, span, inPlaceOf, instead, swap, by, now, 1);
    store.insert(code, override);
    audit.record(
        AuditEntry.of("schedule-override.made", "schedule", code)
            .concerning(schedule.department())
            .with("overrideId", override.id())
            .with("start", span.start())
            .with("end", span.end())
            .with("swap", swap)
            .personChanged("inPlaceOf", null, inPlaceOf)
            .peopleChanged("people", List.of(), instead));
    return override;
  }

  private ShiftOverride found(String code, UUID id) {
    return store.find(code, id).orElseThrow(() -> Problem.notFound("override", id));
  }

  private OverrideView view(ShiftOverride override) {
    return OverrideView.of(override, names(List.of(override)));
  }

  private Map<String, Reach> names(List<ShiftOverride> overrides) {
    Set<String> ids = new HashSet<>();
    for (ShiftOverride override : overrides) {
      ids.addAll(override.people());
      ids.add(override.madeBy());
      ids.add(override.inPlaceOf());
    }
    ids.removeIf(Objects::isNull);
    return people.reach(ids);
  }
}
