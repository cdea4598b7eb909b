package io.onus.sla.clock;

import io.onus.kit.caller.Caller;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.HoursRule;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.calendar.CalendarService;
import io.onus.sla.calendar.StoredCalendar;
import io.onus.sla.clock.ClockStore.FactRow;
import io.onus.sla.clock.ClockStore.Locked;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockCommand;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.ClockReader;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.Refold;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.RequestProfile;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.directory.Department;
import io.onus.sla.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes facts into clocks, and reads clocks. */
@ApplicationScoped
public class ClockService {

  private static final Logger LOG = Logger.getLogger(ClockService.class);

  /**
   * The calendar every install has; used for a department that is not known or names one that is
   * not.
   */
  private static final String COMPANY = "company";

  private final ClockStore store;
  private final ClockEvents events;
  private final AgreementService agreements;
  private final CalendarService calendars;
  private final DirectoryService directory;
  private final Outbox outbox;
  private final Transactions transactions;
  private final WallClock clock;
  private final DeadlineSignal deadlines;

  public ClockService(
      ClockStore store,
      ClockEvents events,
      AgreementService agreements,
      CalendarService calendars,
      DirectoryService directory,
      Outbox outbox,
      Transactions transactions,
      WallClock clock,
      DeadlineSignal deadlines) {
    this.store = store;
    this.events = events;
    this.agreements = agreements;
    this.calendars = calendars;
    this.directory = directory;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
    this.deadlines = deadlines;
  }

  /** A request's clocks and how far its facts are folded. */
  public record RequestClocks(List<ClockView> clocks, long sequence) {}

  /** Takes facts of one request, in one transaction: kept, folded up to the first gap, and told. */
  void take(UUID requestId, List<IncomingEvent> incoming) {
    List<FactRow> facts =
        incoming.stream()
            .map(
                one ->
                    new FactRow(
                        FactReader.read(one.event()),
                        one.event().type(),
                        one.event().recordedTime(),
                        one.event().data().toString()))
            .toList();
    facts.stream()
        .map(FactRow::fact)
        .filter(fact -> fact.what() instanceof Happening.Submitted)
        .forEach(this::awaitDepartments);
    transactions.callInNew(
        () -> {
          takeLocked(requestId, facts);
          return null;
        });
  }

  private void takeLocked(UUID requestId, List<FactRow> incoming) {
    Locked locked = store.lock(requestId);
    List<FactRow> unseen =
        incoming.stream().filter(row -> row.fact().sequence() > locked.lastSequence()).toList();
    if (unseen.isEmpty()) {
      return;
    }
    store.keep(requestId, unseen);
    List<RequestFact> next = store.unbrokenAfter(requestId, locked.lastSequence());
    if (next.isEmpty()) {
      LOG.infof(
          "facts wait for a gap requestId=%s lastSequence=%d", requestId, locked.lastSequence());
      return;
    }
    Clocks.Decision decision = decide(locked, next);
    long outSequence = tell(decision, locked.outSequence());
    store.write(decision.state(), outSequence);
    decision.state().nextAt().ifPresent(at -> transactions.afterCommit(() -> deadlines.armed(at)));
  }

  private Clocks.Decision decide(Locked locked, List<RequestFact> next) {
    TrackedRequest state = locked.state();
    if (state == null) {
      RequestFact first = next.getFirst();
      if (!(first.what() instanceof Happening.Submitted)) {
        throw new PoisonRecord("request " + locked.requestId() + " does not begin with submitted");
      }
      Clocks.Decision begun = Clocks.begin(locked.requestId(), first, bind(first));
      return next.size() == 1
          ? begun
          : after(
              begun,
              applied(
                  locked.requestId(), begun.state(), next.subList(1, next.size()), List.of(first)));
    }
    return applied(locked.requestId(), state, next, List.of());
  }

  private Clocks.Decision applied(
      UUID requestId, TrackedRequest state, List<RequestFact> next, List<RequestFact> unstored) {
    if (comesLate(state, next)) {
      List<RequestFact> before =
          unstored.isEmpty() ? store.factsUpTo(requestId, state.lastSequence()) : unstored;
      LOG.infof(
          "late facts fold anew requestId=%s facts=%d", requestId, before.size() + next.size());
      Clocks.Decision refolded = Refold.decide(state, before, next);
      store.forgetVanished(refolded.state());
      return refolded;
    }
    TrackedRequest at = state;
    List<ClockEvent> all = new ArrayList<>();
    for (RequestFact fact : next) {
      Clocks.Decision one = Clocks.decide(at, new ClockCommand.ApplyFact(fact), fact.time());
      at = one.state();
      all.addAll(one.events());
    }
    return new Clocks.Decision(at, all);
  }

  private static Clocks.Decision after(Clocks.Decision first, Clocks.Decision second) {
    List<ClockEvent> all = new ArrayList<>(first.events());
    all.addAll(second.events());
    return new Clocks.Decision(second.state(), all);
  }

  private static boolean comesLate(TrackedRequest state, List<RequestFact> next) {
    Instant latest = state.lastFactTime();
    for (RequestFact fact : next) {
      if (state.wouldComeLate(fact.time()) || fact.time().isBefore(latest)) {
        return true;
      }
      latest = fact.time();
    }
    return false;
  }

  /** Numbers and appends events under the request's lock; answers the last number. */
  long tell(Clocks.Decision decision, long outSequence) {
    Instant now = clock.now();
    List<CloudEvent> told = new ArrayList<>();
    long sequence = outSequence;
    for (ClockEvent event : decision.events()) {
      if (isTold(event)) {
        told.add(events.write(event, decision.state(), ++sequence, now));
        log(event, decision.state());
      }
    }
    outbox.append(ClockEvents.TOPIC, decision.state().id().toString(), told);
    return sequence;
  }

  /** What somebody will ask about tomorrow; an import's past is in the facts. */
  private static void log(ClockEvent event, TrackedRequest request) {
    boolean asked =
        event.type() == ClockEvent.Type.BREACHED
            || event.type() == ClockEvent.Type.BREACH_RETRACTED;
    if (asked && !request.profile().imported()) {
      LOG.infof(
          "clock %s requestId=%s number=%s clockId=%s metric=%s obligor=%s dueAt=%s",
          event.type(),
          request.id(),
          request.profile().number(),
          event.face().id(),
          event.face().metric(),
          event.face().obligor().department(),
          event.face().dueAt());
    }
  }

  /** A clock without a target measures in silence: nobody promised anything it could announce. */
  private static boolean isTold(ClockEvent event) {
    return event.face().target() != null || event.type() == ClockEvent.Type.RENEGOTIATED;
  }

  private Binding bind(RequestFact submission) {
    RequestProfile profile = submission.profile();
    BoundTerms bound =
        agreements.termsFor(
            new Parties(profile.requester(), profile.provider(), profile.service()),
            submission.time(),
            profile.imported());
    StoredCalendar calendar =
        switch (bound.terms().hoursRule()) {
          case HoursRule.Provider provider -> calendarOf(profile.provider());
          case HoursRule.Both both -> calendarOf(profile.provider());
          case HoursRule.Either either -> calendarOf(profile.provider());
          case HoursRule.Requester requester -> calendarOf(profile.requester());
          case HoursRule.Always always -> calendars.current(CalendarService.ALWAYS);
          case HoursRule.Named named -> calendars.current(named.calendar());
        };
    return new Binding(
        bound, calendar.code(), Math.toIntExact(calendar.version()), calendar.calendar());
  }

  private StoredCalendar calendarOf(String department) {
    Optional<StoredCalendar> own =
        directory.find(department).map(Department::calendar).flatMap(calendars::find);
    if (own.isEmpty()) {
      LOG.warnf("department=%s has no known calendar, counts in calendar=%s", department, COMPANY);
    }
    return own.orElseGet(() -> calendars.current(COMPANY));
  }

  /**
   * The department's own event was published before the request's, on another topic: it cannot be
   * far.
   */
  private void awaitDepartments(RequestFact submission) {
    directory.await(submission.profile().provider());
    directory.await(submission.profile().requester());
  }

  /** A request of which the caller may see no clock looks like one nobody has heard of. */
  public RequestClocks of(UUID requestId, Caller caller) {
    Instant now = clock.now();
    ClockReader reader = reader(caller);
    return transactions.call(
        () ->
            store
                .find(requestId)
                .map(Locked::state)
                .filter(request -> reader.sees(request) || !reader.visibleOf(request).isEmpty())
                .map(
                    request ->
                        new RequestClocks(
                            views(request, reader.visibleOf(request), now), request.lastSequence()))
                .orElseGet(() -> new RequestClocks(List.of(), 0)));
  }

  private static ClockReader reader(Caller caller) {
    return new ClockReader(caller.has(Caller.Role.AUDITOR), caller.departments());
  }

  private static List<ClockView> views(TrackedRequest request, List<Clock> clocks, Instant now) {
    return clocks.stream().map(c -> ClockView.of(request, c, now)).toList();
  }

  public ClockView one(UUID clockId, Caller caller) {
    Instant now = clock.now();
    return transactions.call(
        () -> {
          TrackedRequest request = requestOf(clockId, caller);
          return ClockView.of(request, clockOf(request, clockId), now);
        });
  }

  /** Folds the facts again and never reads the stored totals, so that it can contradict them. */
  public ExplanationView explain(UUID clockId, Caller caller) {
    Instant now = clock.now();
    return transactions.call(
        () -> {
          TrackedRequest request = requestOf(clockId, caller);
          List<RequestFact> facts = store.factsUpTo(request.id(), request.lastSequence());
          Clocks.Decision folded =
              Clocks.fold(request.id(), facts, request.binding(), request.lastFiredAt());
          return ExplanationView.of(folded, clockOf(folded.state(), clockId), now);
        });
  }

  /** The request of a clock the caller may see. */
  private TrackedRequest requestOf(UUID clockId, Caller caller) {
    ClockReader reader = reader(caller);
    return store
        .requestOf(clockId)
        .flatMap(store::find)
        .map(Locked::state)
        .filter(request -> isOneOf(reader.visibleOf(request), clockId))
        .orElseThrow(() -> Problem.notFound("clock", clockId));
  }

  private static boolean isOneOf(List<Clock> clocks, UUID clockId) {
    return clocks.stream().anyMatch(c -> c.face().id().equals(clockId));
  }

  private static Clock clockOf(TrackedRequest request, UUID clockId) {
    return request.clocks().stream()
        .filter(c -> c.face().id().equals(clockId))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("clock", clockId));
  }
}
