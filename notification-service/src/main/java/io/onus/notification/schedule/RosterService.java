package io.onus.notification.schedule;

import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.Asker;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.schedule.domain.HandOver;
import io.onus.notification.schedule.domain.Roster;
import io.onus.notification.schedule.domain.Shift;
import io.onus.notification.schedule.domain.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What follows from a schedule for those who may see it. */
@ApplicationScoped
class RosterService {

  private final ScheduleService schedules;
  private final PersonService people;
  private final Transactions transactions;

  RosterService(ScheduleService schedules, PersonService people, Transactions transactions) {
    this.schedules = schedules;
    this.people = people;
    this.transactions = transactions;
  }

  OnCallView onCall(Asker asker, String code, Instant at) {
    return transactions.call(
        () -> {
          Roster roster =
              schedules.roster(asker, code, new Span(at, at.plus(Roster.FARTHEST).plusNanos(1)));
          List<String> now = roster.onCall(at);
          Optional<HandOver> next = roster.nextHandOver(at);
          List<String> then = next.map(HandOver::after).orElse(List.of());
          Map<String, Reach> known =
              people.reach(Stream.concat(now.stream(), then.stream()).distinct().toList());
          return new OnCallView(
              code,
              at,
              OnCallPerson.all(now, known),
              next.map(HandOver::at).orElse(null),
              OnCallPerson.all(then, known));
        });
  }

  Page<ShiftView> shifts(Asker asker, String code, Span span, PageRequest request) {
    return transactions.call(
        () -> {
          List<Shift> shifts = schedules.roster(asker, code, span).shifts(span);
          Page<Shift> page =
              Page.of(
                  rest(shifts, request, isAfter(request)),
                  request,
                  shift -> List.of(shift.span().start().toString(), shift.person()));
          Map<String, Reach> known =
              people.reach(page.items().stream().map(Shift::person).collect(Collectors.toSet()));
          return page.map(shift -> view(shift, known));
        });
  }

  Page<Span> gaps(Asker asker, String code, Span span, PageRequest request) {
    List<Span> gaps = schedules.roster(asker, code, span).gaps(span);
    return Page.of(
        rest(gaps, request, gap -> request.isFirst() || gap.start().isAfter(request.instantKey(0))),
        request,
        gap -> List.of(gap.start().toString()));
  }

  static ShiftView view(Shift shift, Map<String, Reach> known) {
    return new ShiftView(
        shift.span().start(),
        shift.span().end(),
        OnCallPerson.of(shift.person(), known),
        shift.layer(),
        shift.overrideId());
  }

  private static Predicate<Shift> isAfter(PageRequest request) {
    if (request.isFirst()) {
      return shift -> true;
    }
    Instant start = request.instantKey(0);
    String person = request.key(1);
    return shift ->
        shift.span().start().isAfter(start)
            || (shift.span().start().equals(start) && shift.person().compareTo(person) > 0);
  }

  private static <T> List<T> rest(List<T> all, PageRequest request, Predicate<T> isAfter) {
    return all.stream().filter(isAfter).limit(request.size() + 1L).toList();
  }
}
