package io.onus.sla.clock;

import io.onus.kit.caller.Caller;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.clock.ClockStore.Locked;
import io.onus.sla.clock.FactStore.FactRow;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.clock.domain.ClockCommand;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.ClockIds;
import io.onus.sla.clock.domain.ClockReader;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.Refold;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.RequestProfile;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.directory.Department;
import io.onus.sla.directory.DirectoryService;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Takes facts into clocks, and reads clocks. */
@ApplicationScoped
public class ClockService {

  private static final Logger LOG = Logger.getLogger(ClockService.class);

  private final ClockStore store;
  private final FactStore facts;
  private final ClockEvents events;
  private final Bindings bindings;
  private final ClockActs acts;
  private final DirectoryService directory;
  private final Outbox outbox;
  private final Transactions transactions;
  private final WallClock clock;
  private final DeadlineSignal deadlines;
  private final List<ClockObserver> observers;

  public ClockService(
      ClockStore store,
      FactStore facts,
      ClockEvents events,
      Bindings bindings,
      ClockActs acts,
      DirectoryService directory,
      Outbox outbox,
      Transactions transactions,
      WallClock clock,
      DeadlineSignal deadlines,
      @All List<ClockObserver> observers) {
    this.store = store;
    this.facts = facts;
    this.events = events;
    this.bindings = bindings;
    this.acts = acts;
    this.directory = directory;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
    this.deadlines = deadlines;
    this.observers = observers;
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
    facts.keep(requestId, bound(locked, unseen));
    List<RequestFact> next = facts.unbrokenAfter(requestId, locked.lastSequence());
    if (next.isEmpty()) {
      LOG.infof(
          "facts wait for a gap requestId=%s lastSequence=%d", requestId, locked.lastSequence());
      return;
    }
    Clocks.Decision decision = decide(locked, next);
    long told = tell(decision, locked.outSequence());
    long outSequence =
        locked.state() == null
            ? announce(requestId, begun(decision.state(), next.getFirst()), told)
            : told;
    store.write(decision.state(), outSequence);
    decided(List.of(decision));
    decision.state().nextAt().ifPresent(at -> transactions.afterCommit(() -> deadlines.armed(at)));
  }

  private Clocks.Decision decide(Locked locked, List<RequestFact> next) {
    TrackedRequest state = locked.state();
    if (state == null) {
      RequestFact first = next.getFirst();
      if (!(first.what() instanceof Happening.Submitted)) {
        throw new PoisonRecord("request " + locked.requestId() + " does not begin with submitted");
      }
      Binding binding = first.binding() == null ? bindings.at(first) : first.binding();
      Clocks.Decision begun = Clocks.begin(locked.requestId(), first, binding);
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
          unstored.isEmpty() ? facts.factsUpTo(requestId, state.lastSequence()) : unstored;
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
      if (event.isTold()) {
        told.add(events.write(event, decision.state(), ++sequence, now));
        log(event, decision.state());
      }
    }
    outbox.append(ClockEvents.TOPIC, decision.state().id().toString(), told);
    return sequence;
  }

  /** Lets the features that build on clocks follow, once a decision is stored. */
  void decided(List<Clocks.Decision> decisions) {
    observers.forEach(observer -> observer.decided(decisions));
  }

  private List<Announcement> begun(TrackedRequest request, RequestFact submission) {
    return observers.stream()
        .flatMap(observer -> observer.began(request, submission).stream())
        .toList();
  }

  private long announce(UUID requestId, List<Announcement> announcements, long outSequence) {
    Instant now = clock.now();
    List<CloudEvent> told = new ArrayList<>();
    long sequence = outSequence;
    for (Announcement one : announcements) {
      told.add(events.write(one, requestId, ++sequence, now));
    }
    outbox.append(ClockEvents.TOPIC, requestId.toString(), told);
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

  /** The terms and hours that a submission or a transfer brings into force, and the allowance. */
  private List<FactRow> bound(Locked locked, List<FactRow> unseen) {
    List<FactRow> bound = new ArrayList<>();
    Binding terms = locked.state() == null ? null : locked.state().binding();
    for (FactRow row : unseen) {
      RequestFact fact = row.fact();
      if (fact.what() instanceof Happening.Submitted) {
        terms = bindings.at(fact);
        bound.add(row.with(ranked(locked.requestId(), fact.boundTo(terms), terms)));
      } else if (fact.what() instanceof Happening.Transferred) {
        bound.add(row.with(fact.boundTo(bindings.at(fact))));
      } else if (fact.what() instanceof Happening.Prioritized && terms != null) {
        bound.add(row.with(ranked(locked.requestId(), fact, terms)));
      } else {
        bound.add(row);
      }
    }
    return bound;
  }

  /** Marks one more of its priority than the terms allow in the week it was sent or raised. */
  private RequestFact ranked(UUID requestId, RequestFact fact, Binding terms) {
    RequestProfile profile = fact.profile();
    Optional<Integer> allowed = terms.bound().terms().perWeek(profile.priority());
    if (allowed.isEmpty()) {
      return fact;
    }
    ZoneId zone = directory.find(profile.provider()).map(Department::zone).orElse(ZoneOffset.UTC);
    LocalDate monday =
        LocalDate.ofInstant(fact.time(), zone)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    int place = facts.placeInWeek(fact, requestId, monday);
    return place > allowed.get() ? fact.known(profile.overAllowance(true)) : fact;
  }

  /**
   * Does something to the clocks of a request, in the caller's transaction and under the request's
   * lock: kept, folded and told like a fact.
   *
   * @param check looks at the request under its lock and throws a problem where the act cannot
   *     stand
   * @return the request after it
   */
  public TrackedRequest act(
      UUID requestId, ClockAct act, Actor actor, Consumer<TrackedRequest> check) {
    Locked locked = store.lock(requestId);
    TrackedRequest state = locked.state();
    if (state == null) {
      throw Problem.notFound("request", requestId);
    }
    check.accept(state);
    RequestFact fact =
        new RequestFact(
            ClockIds.act(requestId, locked.lastAct() + 1),
            locked.lastSequence(),
            locked.lastAct() + 1,
            latest(clock.now(), state.lastFactTime()),
            actor,
            state.profile(),
            acts.happening(act),
            null);
    Clocks.Decision decision = Clocks.decide(state, new ClockCommand.ApplyFact(fact), fact.time());
    facts.keepAct(requestId, act, fact);
    store.write(decision.state(), tell(decision, locked.outSequence()));
    decided(List.of(decision));
    decision.state().nextAt().ifPresent(at -> transactions.afterCommit(() -> deadlines.armed(at)));
    return decision.state();
  }

  /**
   * Tells something of a request that changes none of its clocks, in the caller's transaction and
   * under the request's lock.
   *
   * @param work looks at the request under its lock, does what there is to do, and says what to
   *     tell of it; throws a problem where it cannot stand
   */
  public void announce(UUID requestId, Function<TrackedRequest, Announcement> work) {
    Locked locked = store.lock(requestId);
    TrackedRequest state = locked.state();
    if (state == null) {
      throw Problem.notFound("request", requestId);
    }
    Announcement announcement = work.apply(state);
    store.told(requestId, announce(requestId, List.of(announcement), locked.outSequence()));
  }

  /**
   * The same where it shows only under the lock whether there is anything to tell.
   *
   * @param work is not called for a request that is not known here
   */
  public void announceIfAny(UUID requestId, Function<TrackedRequest, Optional<Announcement>> work) {
    Locked locked = store.lock(requestId);
    Optional.ofNullable(locked.state())
        .flatMap(work)
        .ifPresent(
            one -> store.told(requestId, announce(requestId, List.of(one), locked.outSequence())));
  }

  /** Waits until nobody changes a request any more, and holds up nobody. */
  public void awaitWriter(UUID requestId) {
    transactions.callInNew(() -> store.lock(requestId));
  }

  /** Requests as their clocks know them; one that is not known here is left out. */
  public List<TrackedRequest> tracked(List<UUID> requestIds) {
    return store.findAll(requestIds).stream()
        .flatMap(locked -> Stream.ofNullable(locked.state()))
        .toList();
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
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
          List<RequestFact> happened = facts.factsUpTo(request.id(), request.lastSequence());
          Clocks.Decision folded = Refold.again(request, happened);
          return ExplanationView.of(folded, clockOf(folded.state(), clockId), now);
        });
  }

  /** The request of a clock the caller may see; any other clock is as unknown as none. */
  public TrackedRequest requestOf(UUID clockId, Caller caller) {
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
