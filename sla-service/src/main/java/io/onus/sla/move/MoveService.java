package io.onus.sla.move;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.AgreementStore.StoredVersion;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.calendar.CalendarForm;
import io.onus.sla.calendar.CalendarService;
import io.onus.sla.calendar.StoredCalendar;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.clock.Bindings;
import io.onus.sla.clock.OpenClocks;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.clock.domain.Rebinding;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.move.MoveStore.Move;
import io.onus.sla.move.MoveStore.Subject;
import io.onus.sla.move.MoveStore.SubjectKind;
import io.onus.sla.move.domain.MoveTally;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what a move of open clocks would do, and begins one. */
@ApplicationScoped
class MoveService {

  private static final int TRIAL_PAGE = 1000;

  /** What begins, or has begun already. */
  record Begun(Move move, boolean now) {}

  private final MoveStore store;
  private final Mover mover;
  private final OpenClocks clocks;
  private final Bindings bindings;
  private final CalendarService calendars;
  private final AgreementService agreements;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  MoveService(
      MoveStore store,
      Mover mover,
      OpenClocks clocks,
      Bindings bindings,
      CalendarService calendars,
      AgreementService agreements,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.mover = mover;
    this.clocks = clocks;
    this.bindings = bindings;
    this.calendars = calendars;
    this.agreements = agreements;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** What would move if the calendar were written like this and applied. */
  TrialView tryCalendar(String code, CalendarForm changed, int examples, Caller caller) {
    requireEditor(code, caller);
    BusinessCalendar calendar = calendars.compile(changed);
    return trial(bindings.toChanged(code, calendar), calendar.zone(), examples);
  }

  /** What would move if a stored version were applied. */
  TrialView tryCalendar(String code, @Nullable Integer version, int examples, Caller caller) {
    requireEditor(code, caller);
    StoredCalendar to = version(code, version);
    return trial(
        bindings.toCalendar(code, Math.toIntExact(to.version())), to.calendar().zone(), examples);
  }

  Begun applyCalendar(String code, @Nullable Integer version, Caller caller) {
    requireEditor(code, caller);
    int to = Math.toIntExact(version(code, version).version());
    return begin(
        new Subject(SubjectKind.CALENDAR, code),
        to,
        new ClockAct.MoveToCalendar(code, to),
        new Actor(caller.id(), null, null, kind(caller)),
        AuditEntry.of("calendar.applied", "calendar", code).with("version", to));
  }

  Page<Move> movesOfCalendar(String code, PageRequest request) {
    calendars.current(code);
    return moves(new Subject(SubjectKind.CALENDAR, code), request);
  }

  Move moveOfCalendar(String code, int number) {
    return transactions
        .call(() -> store.find(new Subject(SubjectKind.CALENDAR, code), number))
        .orElseThrow(() -> Problem.notFound("application", number));
  }

  /** What would move if a signed version were applied to what is open. */
  TrialView tryAgreement(UUID id, @Nullable Integer version, int examples, Caller caller) {
    StoredAgreement agreement = agreements.read(id, caller);
    agreements.sideOf(agreement.parties(), caller);
    Binding to = binding(agreement, version);
    return trial(bindings.toTerms(to.key()), to.calendar().zone(), examples);
  }

  Begun applyAgreement(UUID id, @Nullable Integer version, Caller caller) {
    StoredAgreement agreement = agreements.read(id, caller);
    Parties parties = agreement.parties();
    Side side = agreements.sideOf(parties, caller);
    Binding to = binding(agreement, version);
    int number = to.bound().version();
    return begin(
        new Subject(SubjectKind.AGREEMENT, id.toString()),
        number,
        new ClockAct.MoveToTerms(id, number, to.key()),
        new Actor(caller.id(), parties.of(side), side, kind(caller)),
        AuditEntry.of("agreement.applied", "agreement", id)
            .concerning(parties.requester(), parties.provider())
            .with("version", number));
  }

  Page<Move> movesOfAgreement(UUID id, PageRequest request, Caller caller) {
    return moves(
        new Subject(SubjectKind.AGREEMENT, agreements.read(id, caller).id().toString()), request);
  }

  Move moveOfAgreement(UUID id, int number, Caller caller) {
    Subject subject =
        new Subject(SubjectKind.AGREEMENT, agreements.read(id, caller).id().toString());
    return transactions
        .call(() -> store.find(subject, number))
        .orElseThrow(() -> Problem.notFound("application", number));
  }

  /** The terms of a version that is in force, or was, with the hours the two work in now. */
  private Binding binding(StoredAgreement agreement, @Nullable Integer version) {
    StoredVersion current = agreement.current();
    if (current == null || !agreement.inForce()) {
      throw Problem.refused(
          "not-in-force",
          "No version of this agreement is in force: there is nothing to move open requests to.",
          Map.of());
    }
    int latest = current.signed().number();
    if (version != null && version > latest) {
      throw noSuchVersion("The agreement", version, latest);
    }
    return bindings.between(
        agreement.parties(),
        agreements.bound(agreement.id(), version == null ? latest : version),
        clock.now());
  }

  private static Problem noSuchVersion(String what, int version, long current) {
    return Problem.refused(
        "no-such-version",
        "%s has no version %d in force yet; it is at %d.".formatted(what, version, current),
        Map.of("current", current));
  }

  private Page<Move> moves(Subject subject, PageRequest request) {
    int before = request.isFirst() ? Integer.MAX_VALUE : Integer.parseInt(request.key(0));
    List<Move> rows = transactions.call(() -> store.page(subject, before, request.size() + 1));
    return Page.of(rows, request, move -> List.of(String.valueOf(move.number())));
  }

  private void requireEditor(String code, Caller caller) {
    if (code.equals(CalendarService.ALWAYS)) {
      throw Problem.notFound("calendar", code);
    }
    calendars.requireEditor(code, caller);
    calendars.current(code);
  }

  private StoredCalendar version(String code, @Nullable Integer version) {
    StoredCalendar current = calendars.current(code);
    if (version == null || version == current.version()) {
      return current;
    }
    if (version > current.version()) {
      throw noSuchVersion("Calendar " + code, version, current.version());
    }
    return calendars.version(code, version);
  }

  private Begun begin(Subject subject, int version, ClockAct act, Actor actor, AuditEntry entry) {
    return transactions.call(
        () -> {
          Optional<Move> running = store.runningTo(subject, version);
          if (running.isPresent()) {
            audit.unchanged();
            return new Begun(running.get(), false);
          }
          Move move =
              store.insert(
                  subject, version, act, actor, clocks.count(clocks.rebinding(act)), clock.now());
          audit.record(entry.with("number", move.number()));
          transactions.afterCommit(mover::wake);
          return new Begun(move, true);
        });
  }

  /** Looks at every open clock that is meant, a page at a time, and writes nothing. */
  private TrialView trial(Rebinding rebinding, ZoneId zone, int examples) {
    Rebinding each = Rebinding.remembering(rebinding);
    Instant now = clock.now();
    Instant endOfToday = now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    MoveTally tally = new MoveTally(endOfToday, examples);
    Optional<String> binding = next(null, each);
    while (binding.isPresent()) {
      UUID after = null;
      do {
        after = addPage(binding.get(), after, each, now, tally);
      } while (after != null);
      binding = next(binding.get(), each);
    }
    return TrialView.of(tally, endOfToday);
  }

  private Optional<String> next(@Nullable String after, Rebinding rebinding) {
    return transactions.call(() -> clocks.bindingAfter(after, rebinding));
  }

  private @Nullable UUID addPage(
      String binding, @Nullable UUID after, Rebinding rebinding, Instant now, MoveTally tally) {
    List<OpenClocks.Tried> page =
        transactions.call(() -> clocks.trial(binding, after, TRIAL_PAGE, rebinding, now));
    for (OpenClocks.Tried tried : page) {
      TrackedRequest moved = tried.after();
      if (moved == null) {
        tally.addOutOfReach();
      } else {
        tally.add(tried.before(), moved);
      }
    }
    return page.isEmpty() ? null : page.getLast().before().id();
  }

  private static Actor.Kind kind(Caller caller) {
    return switch (caller.kind()) {
      case HUMAN -> Actor.Kind.HUMAN;
      case ROBOT -> Actor.Kind.ROBOT;
      case SYSTEM -> Actor.Kind.SYSTEM;
    };
  }
}
