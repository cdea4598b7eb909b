package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what facts and time do to a request's clocks: a fact first fires what fell due strictly
 * before it, then ends, pauses or resumes what is open ({@link MetricRules}), then begins what it
 * begins.
 */
public final class Clocks {

  /** The state after a decision, and what happened, in order. */
  public record Decision(TrackedRequest state, List<ClockEvent> events) {
    public Decision {
      events = List.copyOf(events);
    }
  }

  private static final CalendarInUse WALL_TIME =
      new CalendarInUse("ALWAYS", 1, BusinessCalendar.always());

  private TrackedRequest state;
  private final List<ClockEvent> events = new ArrayList<>();

  private Clocks(TrackedRequest state) {
    this.state = state;
  }

  /**
   * @param now for {@link ClockCommand.FireDue}, fires milestones strictly before it: a promise
   *     kept at the very instant it is due is kept
   */
  public static Decision decide(TrackedRequest state, ClockCommand command, Instant now) {
    Clocks clocks = new Clocks(state);
    switch (command) {
      case ClockCommand.ApplyFact apply -> clocks.apply(apply.fact());
      case ClockCommand.FireDue due -> clocks.fireBefore(now);
    }
    return clocks.decision();
  }

  /** Begins to track a request with its submission. */
  public static Decision begin(UUID requestId, RequestFact submission, Binding binding) {
    Clocks clocks = new Clocks(TrackedRequest.unborn(requestId, submission, binding));
    clocks.apply(submission);
    return clocks.decision();
  }

  /**
   * Folds all facts from the beginning, in the order things happened.
   *
   * @param binding the terms and hours that applied at the submission
   * @param firedUntil milestones up to and including this instant are fired after the last fact;
   *     null for none
   */
  public static Decision fold(
      UUID requestId, List<RequestFact> facts, Binding binding, @Nullable Instant firedUntil) {
    List<RequestFact> ordered = facts.stream().sorted(RequestFact.AS_IT_HAPPENED).toList();
    Clocks clocks = new Clocks(TrackedRequest.unborn(requestId, ordered.getFirst(), binding));
    ordered.forEach(clocks::apply);
    if (firedUntil != null) {
      // Instants are kept to the microsecond: "before the next one" is "up to and including this
      // one".
      clocks.fireBefore(firedUntil.plusNanos(1_000));
    }
    return clocks.decision();
  }

  private Decision decision() {
    return new Decision(state, events);
  }

  private void fireBefore(Instant now) {
    Optional<TrackedRequest.Next> next = state.nextMilestone();
    while (next.isPresent() && next.get().milestone().at().isBefore(now)) {
      fire(next.get());
      next = state.nextMilestone();
    }
  }

  private void fire(TrackedRequest.Next next) {
    Clock.Milestone milestone = next.milestone();
    Clock.Running fired = next.clock().fire(milestone, state.obligorOf(next.clock().face()));
    state = state.with(fired).fired(milestone.at());
    say(
        fired,
        ClockEvent.milestone(milestone.percent()),
        milestone.at(),
        milestone.percent(),
        null);
  }

  private void apply(RequestFact fact) {
    fireBefore(fact.time());
    TrackedRequest before = state;
    state = state.knownAs(profileAfter(fact));
    if (fact.what() instanceof Happening.Transferred) {
      passOn(fact, before);
    }
    for (Clock clock : state.clocks()) {
      move(clock, fact, before);
    }
    switch (fact.what()) {
      case Happening.Submitted h -> submitted(fact);
      case Happening.Asked asked -> asked(asked, fact);
      case Happening.Returned returned -> returned(returned, fact);
      case Happening.Transferred h -> startHandling(fact);
      case Happening.Prioritized h -> retarget(fact);
      case Happening.Resolved h -> startConfirmation(fact);
      case Happening.Reopened reopened -> reopen(reopened, fact, before);
      case Happening.ImportFinished finished -> fireBefore(finished.asOf());
      case Happening.Repromised repromised -> repromise(repromised, fact);
      case Happening.Waived waived -> waive(waived, fact);
      case Happening.Rebound rebound -> rebind(rebound, fact);
      case Happening.Resubmitted h -> {}
      case Happening.Accepted h -> {}
      case Happening.MessagePosted h -> {}
      case Happening.Answered h -> {}
      case Happening.Contested h -> {}
      case Happening.Closed h -> {}
      case Happening.Declined h -> {}
      case Happening.Cancelled h -> {}
      case Happening.Other h -> {}
    }
    if (MetricRules.isAnswer(fact) || fact.what() instanceof Happening.Reopened) {
      startNextUpdate(fact);
    }
    followResolution(fact);
    state = state.passed(fact);
  }

  /**
   * A late fact folded in its place must not bring back who held the request, how urgent it was or
   * where it stood then; and whatever came since an import through the front door stands.
   */
  private RequestProfile profileAfter(RequestFact fact) {
    RequestProfile now = state.profile();
    if (fact.isAct()) {
      return now;
    }
    RequestProfile next = fact.profile();
    boolean submission = fact.what() instanceof Happening.Submitted;
    boolean moves = submission || fact.what() instanceof Happening.Transferred;
    boolean ranks = submission || fact.what() instanceof Happening.Prioritized;
    boolean latest = submission || fact.sequence() > state.lastSequence();
    return new RequestProfile(
        next.number(),
        next.subject(),
        next.requester(),
        moves ? next.provider() : now.provider(),
        moves ? next.service() : now.service(),
        ranks ? next.priority() : now.priority(),
        next.customer(),
        next.atStake(),
        next.assignee(),
        now.imported(),
        next.parentId(),
        next.neededBy(),
        next.deliverBy(),
        latest ? next.status() : now.status(),
        latest ? next.onus() : now.onus(),
        ranks ? next.overAllowance() : now.overAllowance());
  }

  // What is open: ended, paused, resumed.

  private void move(Clock clock, RequestFact fact, TrackedRequest before) {
    if (!clock.isOpen()) {
      return;
    }
    String holder = before.holderOf(clock.face());
    Integer maxPauses = clock.face().binding().bound().terms().maxPauses();
    switch (MetricRules.effect(clock, fact, maxPauses)) {
      case NOTHING -> {
        // This fact is none of this clock's business.
      }
      case PAUSE -> pause(clock, fact, holder);
      case RESUME -> {
        if (clock instanceof Clock.Paused paused) {
          become(paused.resume(fact.time()), ClockEvent.Type.RESUMED, fact);
        }
      }
      case RESUME_DISPUTED -> {
        if (clock instanceof Clock.Paused paused) {
          become(paused.resumeDisputed(fact.time()), ClockEvent.Type.RESUMED, fact);
        }
      }
      case FINISH -> finish(clock, fact, holder);
      case CANCEL -> cancel(clock, fact, holder);
    }
  }

  private void pause(Clock clock, RequestFact fact, String holder) {
    if (clock instanceof Clock.Running running) {
      Clock.Paused paused = running.pause(fact.time(), holder);
      boolean question = fact.what() instanceof Happening.Asked;
      become(
          question ? paused.showing(paused.face().pausedOnceMore()) : paused,
          ClockEvent.Type.PAUSED,
          fact);
    }
  }

  private void finish(Clock clock, RequestFact fact, String holder) {
    switch (clock) {
      case Clock.Running running -> finished(running.finish(fact.time(), holder), fact);
      case Clock.Paused paused -> finished(paused.finish(fact.time()), fact);
      case Clock.Finished over -> {}
      case Clock.HandedOver over -> {}
      case Clock.Cancelled over -> {}
    }
  }

  private void finished(Clock.Finished clock, RequestFact fact) {
    become(
        clock, clock.face().breached() ? ClockEvent.Type.FINISHED_LATE : ClockEvent.Type.MET, fact);
  }

  private void cancel(Clock clock, RequestFact fact, String holder) {
    switch (clock) {
      case Clock.Running running ->
          become(running.cancel(fact.time(), holder), ClockEvent.Type.CANCELLED, fact);
      case Clock.Paused paused ->
          become(paused.cancel(fact.time()), ClockEvent.Type.CANCELLED, fact);
      case Clock.Finished over -> {}
      case Clock.HandedOver over -> {}
      case Clock.Cancelled over -> {}
    }
  }

  /** What the provider owes goes to the receiver; the giver's own share of the work ends here. */
  private void passOn(RequestFact fact, TrackedRequest before) {
    for (Clock clock : state.clocks()) {
      Metric metric = clock.face().metric();
      if (!clock.isOpen() || metric.obligor() != Side.PROVIDER) {
        continue;
      }
      String giver = before.holderOf(clock.face());
      Obligor receiver = state.obligorOf(clock.face());
      switch (clock) {
        case Clock.Running running -> {
          if (metric == Metric.HANDLING) {
            become(running.handOver(fact.time(), giver), ClockEvent.Type.HANDED_OVER, fact);
          } else {
            become(running.passOn(fact.time(), giver, receiver), ClockEvent.Type.PASSED_ON, fact);
          }
        }
        case Clock.Paused paused -> {
          if (metric == Metric.HANDLING) {
            become(paused.handOver(fact.time()), ClockEvent.Type.HANDED_OVER, fact);
          } else {
            become(paused.passOn(receiver), ClockEvent.Type.PASSED_ON, fact);
          }
        }
        case Clock.Finished over -> {}
        case Clock.HandedOver over -> {}
        case Clock.Cancelled over -> {}
      }
    }
  }

  /** The next update and a holder's share are owed only while the resolution is. */
  private void followResolution(RequestFact fact) {
    Optional<Clock> resolution = state.latest(Metric.RESOLUTION);
    for (Clock clock : state.clocks()) {
      Metric metric = clock.face().metric();
      if (metric != Metric.NEXT_UPDATE && metric != Metric.HANDLING) {
        continue;
      }
      boolean waits = resolution.map(Clock.Paused.class::isInstance).orElse(false);
      if (waits && clock instanceof Clock.Running running) {
        become(
            running.pause(fact.time(), state.holderOf(clock.face())), ClockEvent.Type.PAUSED, fact);
      } else if (!waits && clock instanceof Clock.Paused paused) {
        become(paused.resume(fact.time()), ClockEvent.Type.RESUMED, fact);
      }
    }
  }

  // What begins.

  private void submitted(RequestFact fact) {
    start(Begun.at(fact, Metric.FIRST_RESPONSE, state.binding()));
    start(Begun.at(fact, Metric.RESOLUTION, state.binding()));
    startDelivery(fact);
  }

  /**
   * A moment is owed as signed: terms say how much notice it takes, and a shorter one is not
   * promised. Where nothing is signed, the moment is what is expected.
   */
  private void startDelivery(RequestFact fact) {
    Instant moment = state.profile().deliverBy();
    if (moment == null) {
      return;
    }
    Binding terms = state.binding();
    Optional<Duration> notice = promised(terms, Metric.DELIVERY);
    Instant noticed = notice.map(n -> terms.calendar().add(fact.time(), n)).orElse(fact.time());
    Instant due = later(moment, noticed);
    Binding wall = new Binding(terms.bound(), List.of(WALL_TIME), WALL_TIME.calendar());
    Begun begun = Begun.at(fact, Metric.DELIVERY, wall);
    boolean owed = notice.isPresent() || terms.bound().expected();
    start(owed ? begun.dueAt(due) : begun.measured());
  }

  private void asked(Happening.Asked asked, RequestFact fact) {
    UUID question = ClockIds.question(state.id(), asked.text());
    startRequesters(Metric.REPLY, question, fact);
  }

  private void returned(Happening.Returned returned, RequestFact fact) {
    String missing = String.join("\n", returned.missing().stream().sorted().toList());
    startRequesters(Metric.COMPLETION, ClockIds.question(state.id(), missing), fact);
  }

  /** Asking again while the answer is awaited, or the same once more, continues what ran before. */
  private void startRequesters(Metric metric, UUID subject, RequestFact fact) {
    boolean workEnded = state.latest(Metric.RESOLUTION).map(c -> !c.isOpen()).orElse(true);
    boolean awaited =
        state.clocks().stream().anyMatch(c -> c.face().metric() == metric && c.isOpen());
    if (workEnded || awaited) {
      return;
    }
    Duration carried =
        state.clocks().stream()
            .filter(clock -> clock.face().metric() == metric)
            .filter(clock -> clock.face().cycle() == state.cycle())
            .filter(clock -> subject.equals(clock.face().subject()))
            .reduce((earlier, later) -> later)
            // What broke already does not break once more by being asked again.
            .filter(last -> last instanceof Clock.Finished && !last.face().breached())
            .map(last -> last.face().carried().plus(last.face().consumed()))
            .orElse(Duration.ZERO);
    start(Begun.at(fact, metric, state.binding()).about(subject).carrying(carried));
  }

  private void startHandling(RequestFact fact) {
    boolean workEnded = state.latest(Metric.RESOLUTION).map(c -> !c.isOpen()).orElse(true);
    if (!workEnded) {
      Binding receiver = fact.binding() == null ? state.binding() : fact.binding();
      start(Begun.at(fact, Metric.HANDLING, receiver));
    }
  }

  /** Silence is consent; who did not sign that owes no confirmation. */
  private void startConfirmation(RequestFact fact) {
    boolean signed = !state.binding().bound().expected();
    if (signed && promised(state.binding(), Metric.CONFIRMATION).isPresent()) {
      start(Begun.at(fact, Metric.CONFIRMATION, state.binding()));
    }
  }

  private void startNextUpdate(RequestFact fact) {
    boolean workGoesOn = state.latest(Metric.RESOLUTION).map(Clock::isOpen).orElse(false);
    boolean runs =
        state.clocks().stream()
            .anyMatch(c -> c.face().metric() == Metric.NEXT_UPDATE && c.isOpen());
    if (workGoesOn && !runs && promised(state.binding(), Metric.NEXT_UPDATE).isPresent()) {
      start(Begun.at(fact, Metric.NEXT_UPDATE, state.binding()));
    }
  }

  private void reopen(Happening.Reopened reopened, RequestFact fact, TrackedRequest before) {
    Clock last = before.latest(Metric.RESOLUTION).orElseThrow();
    // Facts folded late may reopen what still runs; then the running clock is the cycle that was
    // meant to end.
    if (last.isOpen()) {
      return;
    }
    int cycle = before.cycle() + 1;
    start(Begun.at(fact, Metric.RESOLUTION, state.binding()).in(cycle).again(last, reopened, this));
    before
        .latest(Metric.HANDLING)
        .filter(share -> !(share instanceof Clock.HandedOver))
        .ifPresent(
            share ->
                start(
                    Begun.at(fact, Metric.HANDLING, share.face().binding())
                        .in(cycle)
                        .again(share, reopened, this)));
    before
        .latest(Metric.DELIVERY)
        .ifPresent(
            moment -> {
              Begun begun = Begun.at(fact, Metric.DELIVERY, moment.face().binding()).in(cycle);
              Instant due = moment.face().dueAt();
              start(due == null ? begun.measured() : begun.dueAt(later(due, fact.time())));
            });
  }

  /** What a clock begins with. */
  private record Begun(
      RequestFact fact,
      Metric metric,
      Binding binding,
      int cycle,
      Duration carried,
      @Nullable UUID subject,
      @Nullable Instant pinned,
      boolean promises) {

    static Begun at(RequestFact fact, Metric metric, Binding binding) {
      return new Begun(fact, metric, binding, 0, Duration.ZERO, null, null, true);
    }

    Begun in(int cycleNumber) {
      return new Begun(fact, metric, binding, cycleNumber, carried, subject, pinned, promises);
    }

    Begun carrying(Duration used) {
      return new Begun(fact, metric, binding, cycle, used, subject, pinned, promises);
    }

    Begun about(UUID question) {
      return new Begun(fact, metric, binding, cycle, carried, question, pinned, promises);
    }

    Begun dueAt(Instant moment) {
      return new Begun(fact, metric, binding, cycle, carried, subject, moment, promises);
    }

    Begun measured() {
      return new Begun(fact, metric, binding, cycle, carried, subject, pinned, false);
    }

    /** How much of its target a reopened clock has left. */
    Begun again(Clock last, Happening.Reopened reopened, Clocks clocks) {
      Duration target = clocks.promised(binding, metric).orElse(null);
      ClockFace face = last.face();
      if (target == null) {
        return this;
      }
      if (reopened.code() == Happening.Reopened.Code.INCOMPLETE && face.dueAt() != null) {
        return carrying(Clock.carriedToKeep(face.dueAt(), target, fact.time(), binding.calendar()));
      }
      return binding.bound().terms().reopen() == Terms.ReopenRule.REMAINING
          ? carrying(face.carried().plus(face.consumed()))
          : this;
    }
  }

  private void start(Begun begun) {
    Instant at = begun.fact().time();
    int cycle = begun.cycle() == 0 ? Math.max(1, state.cycle()) : begun.cycle();
    int round =
        1
            + (int)
                state.clocks().stream()
                    .filter(c -> c.face().metric() == begun.metric() && c.face().cycle() == cycle)
                    .count();
    Instant pinned = begun.pinned();
    Duration target =
        pinned != null
            ? begun.binding().calendar().between(at, pinned)
            : begun.promises() ? promised(begun.binding(), begun.metric()).orElse(null) : null;
    UUID id = ClockIds.clock(state.id(), begun.metric(), cycle, round);
    ClockFace face =
        new ClockFace(
            id,
            begun.metric(),
            cycle,
            round,
            begun.binding(),
            target,
            null,
            begun.carried(),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Map.of(),
            at,
            null,
            pinned,
            null,
            percentUsed(begun.carried(), target, begun.binding().bound()),
            state.gone().containsKey(id) ? state.gone().get(id) + 1 : 0,
            0,
            begun.subject(),
            new Obligor(begun.metric().obligor(), departmentOf(begun.metric())),
            false);
    become(Clock.Running.start(face, at), ClockEvent.Type.STARTED, begun.fact());
  }

  private String departmentOf(Metric metric) {
    return metric.obligor() == Side.PROVIDER
        ? state.profile().provider()
        : state.profile().requester();
  }

  /** Warnings an earlier cycle has left behind are not given again; the due instant always is. */
  private static int percentUsed(Duration carried, @Nullable Duration target, BoundTerms bound) {
    if (target == null || carried.isZero()) {
      return 0;
    }
    return bound.terms().warnAt().stream()
        .filter(p -> carried.multipliedBy(100).compareTo(target.multipliedBy(p)) >= 0)
        .max(Integer::compare)
        .orElse(0);
  }

  /** What terms promise for the request as it ranks now. */
  private Optional<Duration> promised(Binding binding, Metric metric) {
    return binding
        .bound()
        .terms()
        .target(metric, state.profile().priority(), state.profile().overAllowance());
  }

  // What changes a promise.

  private void retarget(RequestFact fact) {
    for (Clock clock : state.clocks()) {
      ClockFace face = clock.face();
      Duration target = promised(face.binding(), face.metric()).orElse(null);
      // A moment does not move because the request became more or less urgent.
      if (face.metric() == Metric.DELIVERY || Objects.equals(target, face.target())) {
        continue;
      }
      changed(
          clock,
          switch (clock) {
            case Clock.Running running ->
                running.retarget(target, fact.time(), state.holderOf(face));
            case Clock.Paused paused -> paused.retarget(target);
            case Clock.Finished over -> over;
            case Clock.HandedOver over -> over;
            case Clock.Cancelled over -> over;
          },
          fact);
    }
  }

  private void repromise(Happening.Repromised repromised, RequestFact fact) {
    state
        .clock(repromised.clockId())
        .filter(clock -> !clock.face().settled())
        .ifPresent(
            clock ->
                changed(
                    clock,
                    switch (clock) {
                      case Clock.Running running ->
                          running.repromise(
                              repromised.dueAt(), fact.time(), state.holderOf(clock.face()));
                      case Clock.Paused paused -> paused.repromise(repromised.dueAt(), fact.time());
                      case Clock.Finished over -> over;
                      case Clock.HandedOver over -> over;
                      case Clock.Cancelled over -> over;
                    },
                    fact));
  }

  private void waive(Happening.Waived waived, RequestFact fact) {
    state
        .clock(waived.clockId())
        .filter(clock -> !clock.face().waived())
        .ifPresent(
            clock -> become(clock.showing(clock.face().excused()), ClockEvent.Type.WAIVED, fact));
  }

  private void rebind(Happening.Rebound rebound, RequestFact fact) {
    Rebinding rebinding = rebound.rebinding();
    state = state.boundTo(rebinding.after(state.binding()));
    for (Clock clock : state.clocks()) {
      ClockFace face = clock.face();
      Binding next = rebinding.after(face.binding());
      if (face.metric() == Metric.DELIVERY || next.key().equals(face.binding().key())) {
        continue;
      }
      Duration target = promised(next, face.metric()).orElse(null);
      Clock moved =
          switch (clock) {
            case Clock.Running running ->
                running.rebind(next, target, fact.time(), state.holderOf(face));
            case Clock.Paused paused -> paused.rebind(next, target, fact.time());
            case Clock.Finished over -> over;
            case Clock.HandedOver over -> over;
            case Clock.Cancelled over -> over;
          };
      if (moved.equals(clock)) {
        continue;
      }
      boolean promiseMoved =
          !Objects.equals(moved.face().dueAt(), face.dueAt())
              || !Objects.equals(moved.face().promise(), face.promise());
      if (promiseMoved) {
        become(
            moved.showing(moved.face().revised(face.revision() + 1)),
            ClockEvent.Type.RENEGOTIATED,
            fact);
      } else {
        become(moved, ClockEvent.Type.REBOUND, fact);
      }
    }
  }

  /** A promise that did not change is not announced to have changed. */
  private void changed(Clock clock, Clock next, RequestFact fact) {
    if (next.face().revision() != clock.face().revision()) {
      become(next, ClockEvent.Type.RENEGOTIATED, fact);
    } else {
      state = state.with(next);
    }
  }

  private void become(Clock clock, ClockEvent.Type type, RequestFact fact) {
    state = state.with(clock);
    say(clock, type, fact.time(), null, fact);
  }

  private void say(
      Clock clock,
      ClockEvent.Type type,
      Instant at,
      @Nullable Integer percent,
      @Nullable RequestFact cause) {
    events.add(
        new ClockEvent(
            type,
            at,
            percent,
            clock.phase(),
            clock.verdict(),
            clock.readAt(at, state.holderOf(clock.face())),
            cause));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
