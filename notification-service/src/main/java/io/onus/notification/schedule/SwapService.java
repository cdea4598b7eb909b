package io.onus.notification.schedule;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.Asker;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.schedule.domain.Roster;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.Span;
import io.onus.notification.schedule.domain.Swap;
import io.onus.notification.schedule.domain.SwapCommand;
import io.onus.notification.schedule.domain.SwapCommand.AcceptSwap;
import io.onus.notification.schedule.domain.SwapCommand.DeclineSwap;
import io.onus.notification.schedule.domain.SwapCommand.ExpireSwap;
import io.onus.notification.schedule.domain.SwapCommand.WithdrawSwap;
import io.onus.notification.schedule.domain.SwapEvent;
import io.onus.notification.schedule.domain.SwapEvent.SwapAccepted;
import io.onus.notification.schedule.domain.SwapRefusal.TooManyOpenSwaps;
import io.onus.notification.schedule.domain.SwapTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SwapService {

  private final SwapStore store;
  private final ScheduleService schedules;
  private final OverrideService overrides;
  private final ScheduleNews news;
  private final PersonService people;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  SwapService(
      SwapStore store,
      ScheduleService schedules,
      OverrideService overrides,
      ScheduleNews news,
      PersonService people,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.schedules = schedules;
    this.overrides = overrides;
    this.news = news;
    this.people = people;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  SwapView propose(
      Asker asker,
      String code,
      String to,
      Span gives,
      @Nullable Span takes,
      @Nullable String note) {
    Schedule schedule = schedules.locked(asker, code).schedule();
    if (!schedules.names(code, asker)) {
      throw Problem.forbidden("Only who is on call in " + code + " hands a shift on.");
    }
    schedules.checkPeople(List.of(to));
    if (store.open(code) >= Swap.MOST_OPEN) {
      throw Problem.refused(new TooManyOpenSwaps(Swap.MOST_OPEN));
    }
    Instant now = clock.now();
    SwapTerms terms = new SwapTerms(store.last(code) + 1, asker.id(), to, gives, takes, note, now);
    Outcome<Swap, SwapEvent> outcome = Swap.propose(terms, roster(schedule, terms), now);
    KnownSwap known = new KnownSwap(code, accepted(outcome).state(), 1);
    store.insert(code, terms);
    happened(schedule, known, accepted(outcome).events());
    return view(known);
  }

  /** Only who was asked answers. */
  SwapView accept(Asker asker, String code, int number, @Nullable String ifMatch) {
    return moved(asker, code, number, new AcceptSwap(), ifMatch);
  }

  SwapView decline(Asker asker, String code, int number, @Nullable String ifMatch) {
    return moved(asker, code, number, new DeclineSwap(), ifMatch);
  }

  /** Only who asked takes it back. */
  SwapView withdraw(Asker asker, String code, int number, @Nullable String ifMatch) {
    return moved(asker, code, number, new WithdrawSwap(), ifMatch);
  }

  SwapView get(Asker asker, String code, int number) {
    return transactions.call(
        () -> {
          schedules.get(asker, code);
          return view(found(code, number));
        });
  }

  Page<SwapView> page(Asker asker, String code, PageRequest request) {
    return transactions.call(
        () -> {
          schedules.get(asker, code);
          Page<KnownSwap> page =
              Page.of(
                  store.page(code, request),
                  request,
                  known -> List.of(String.valueOf(known.swap().terms().number())));
          Map<String, Reach> names =
              people.reach(
                  page.items().stream()
                      .map(known -> known.swap().terms())
                      .flatMap(terms -> Stream.of(terms.from(), terms.to()))
                      .collect(Collectors.toSet()));
          Instant now = clock.now();
          return page.map(known -> SwapView.of(known, names, now));
        });
  }

  /** Says of what nobody answered in time that it is over; who calls holds the schedule's row. */
  void expire(Schedule schedule) {
    Instant now = clock.now();
    for (KnownSwap known : store.tooLate(schedule.code(), now)) {
      move(schedule, known, new ExpireSwap());
    }
  }

  private SwapView moved(
      Asker asker, String code, int number, SwapCommand command, @Nullable String ifMatch) {
    Schedule schedule = schedules.locked(asker, code).schedule();
    KnownSwap known = found(code, number);
    requireTurn(asker, known.swap().terms(), command);
    ETags.check(ifMatch, known.version());
    return view(move(schedule, known, command));
  }

  private KnownSwap move(Schedule schedule, KnownSwap known, SwapCommand command) {
    SwapTerms terms = known.swap().terms();
    Outcome<Swap, SwapEvent> outcome =
        Swap.decide(known.swap(), command, roster(schedule, terms), clock.now());
    KnownSwap after =
        new KnownSwap(known.schedule(), accepted(outcome).state(), known.version() + 1);
    store.write(after);
    happened(schedule, after, accepted(outcome).events());
    return after;
  }

  private void happened(Schedule schedule, KnownSwap known, List<SwapEvent> events) {
    SwapTerms terms = known.swap().terms();
    SwapStatus status = SwapStatus.of(known.swap());
    audit.record(
        AuditEntry.of(
                "schedule-swap." + status.name().toLowerCase(Locale.ROOT),
                "schedule",
                schedule.code())
            .concerning(schedule.department())
            .with("swap", terms.number())
            .with("status", status)
            .personChanged("from", null, terms.from())
            .personChanged("to", null, terms.to()));
    for (SwapEvent event : events) {
      if (event instanceof SwapAccepted agreed) {
        schedules.checkPeople(List.of(terms.to()));
        overrides.add(schedule, terms.number(), agreed.places(), terms.to());
      }
      news.swap(schedule, event);
    }
  }

  private static void requireTurn(Asker asker, SwapTerms terms, SwapCommand command) {
    String whose =
        switch (command) {
          case AcceptSwap accept -> terms.to();
          case DeclineSwap decline -> terms.to();
          case WithdrawSwap withdraw -> terms.from();
          case ExpireSwap expire -> throw new IllegalStateException("nobody's move");
        };
    if (!asker.is(whose)) {
      throw Problem.forbidden("This takes " + whose + " in person.", Map.of("person", whose));
    }
  }

  private static Outcome.Accepted<Swap, SwapEvent> accepted(Outcome<Swap, SwapEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Swap, SwapEvent> accepted -> accepted;
      case Outcome.Refused<Swap, SwapEvent>(Refusal refusal) -> throw Problem.refused(refusal);
    };
  }

  private Roster roster(Schedule schedule, SwapTerms terms) {
    Span gives = terms.gives();
    Span takes = terms.takes() == null ? gives : terms.takes();
    Instant start = gives.start().isBefore(takes.start()) ? gives.start() : takes.start();
    Instant end = gives.end().isAfter(takes.end()) ? gives.end() : takes.end();
    return schedules.roster(schedule, new Span(start, end));
  }

  private KnownSwap found(String code, int number) {
    return store.find(code, number).orElseThrow(() -> Problem.notFound("swap", number));
  }

  private SwapView view(KnownSwap known) {
    SwapTerms terms = known.swap().terms();
    return SwapView.of(known, people.reach(List.of(terms.from(), terms.to())), clock.now());
  }
}
