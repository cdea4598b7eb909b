package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
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
 * Decides what facts and time do to a request's clocks. The rules of each metric are in {@link
 * MetricRules}; here is what they have in common: a fact first fires what fell due strictly before
 * it, then takes effect.
 */
public final class Clocks {

  /** The state after a decision, and what happened, in order. */
  public record Decision(TrackedRequest state, List<ClockEvent> events) {
    public Decision {
      events = List.copyOf(events);
    }
  }

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
    Clock.Running fired = next.clock().fire(milestone, state.holder());
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
    Clock.Hours hours = before.hours();
    state = state.knownAs(profileAfter(fact));
    switch (fact.what()) {
      case Happening.Submitted submitted -> {
        start(Metric.FIRST_RESPONSE, 1, fact, Duration.ZERO);
        start(Metric.RESOLUTION, 1, fact, Duration.ZERO);
      }
      case Happening.Reopened reopened -> reopen(reopened, fact, before);
      case Happening.Transferred transferred -> handOver(fact, hours);
      case Happening.Prioritized prioritized -> retarget(fact, hours);
      case Happening.ImportFinished finished -> fireBefore(finished.asOf());
      case Happening.Returned h -> byRule(fact, hours);
      case Happening.Resubmitted h -> byRule(fact, hours);
      case Happening.Accepted h -> byRule(fact, hours);
      case Happening.MessagePosted h -> byRule(fact, hours);
      case Happening.Asked h -> byRule(fact, hours);
      case Happening.Answered h -> byRule(fact, hours);
      case Happening.Contested h -> byRule(fact, hours);
      case Happening.Resolved h -> byRule(fact, hours);
      case Happening.Closed h -> byRule(fact, hours);
      case Happening.Declined h -> byRule(fact, hours);
      case Happening.Cancelled h -> byRule(fact, hours);
      case Happening.Other h -> {
        // No clock cares.
      }
    }
    state = state.passed(fact);
  }

  /**
   * An import's last word repeats what the request was; whatever came since through the front door
   * stands.
   */
  private RequestProfile profileAfter(RequestFact fact) {
    RequestProfile now = state.profile();
    RequestProfile next = fact.profile();
    // A late fact folded in its place must not bring back who held the request or how urgent it was
    // then: both
    // change only by the facts that change them.
    boolean moves =
        fact.what() instanceof Happening.Submitted || fact.what() instanceof Happening.Transferred;
    boolean ranks =
        fact.what() instanceof Happening.Submitted || fact.what() instanceof Happening.Prioritized;
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
        now.imported());
  }

  private void byRule(RequestFact fact, Clock.Hours hours) {
    for (Metric metric : List.of(Metric.FIRST_RESPONSE, Metric.RESOLUTION)) {
      state.latest(metric).ifPresent(clock -> move(clock, fact, hours));
    }
  }

  private void move(Clock clock, RequestFact fact, Clock.Hours hours) {
    Instant at = fact.time();
    Integer maxPauses = state.binding().bound().terms().maxPauses();
    switch (MetricRules.effect(clock, fact, maxPauses)) {
      case NOTHING -> {
        // This fact is none of this clock's business.
      }
      case PAUSE -> {
        if (clock instanceof Clock.Running running) {
          Clock.Paused paused = running.pause(at, hours);
          boolean question = fact.what() instanceof Happening.Asked;
          become(
              question ? new Clock.Paused(paused.face().pausedOnceMore(), at) : paused,
              ClockEvent.Type.PAUSED,
              fact);
        }
      }
      case RESUME -> {
        if (clock instanceof Clock.Paused paused) {
          become(paused.resume(at, hours), ClockEvent.Type.RESUMED, fact);
        }
      }
      case FINISH -> {
        switch (clock) {
          case Clock.Running running -> finished(running.finish(at, hours), fact);
          case Clock.Paused paused -> finished(paused.finish(at, hours), fact);
          case Clock.Finished over -> {
            // The first answer counted.
          }
          case Clock.Cancelled over -> {
            // Nothing is owed any more.
          }
        }
      }
      case CANCEL -> {
        switch (clock) {
          case Clock.Running running ->
              become(running.cancel(at, hours), ClockEvent.Type.CANCELLED, fact);
          case Clock.Paused paused ->
              become(paused.cancel(at, hours), ClockEvent.Type.CANCELLED, fact);
          case Clock.Finished over -> {
            // A promise kept or broken stays so.
          }
          case Clock.Cancelled over -> {
            // Once is enough.
          }
        }
      }
    }
  }

  private void finished(Clock.Finished clock, RequestFact fact) {
    become(
        clock, clock.face().breached() ? ClockEvent.Type.FINISHED_LATE : ClockEvent.Type.MET, fact);
  }

  private void start(Metric metric, int cycle, RequestFact fact, Duration carried) {
    Duration target =
        state.binding().bound().terms().target(metric, state.profile().priority()).orElse(null);
    ClockFace face =
        new ClockFace(
            ClockIds.clock(state.id(), metric, cycle),
            metric,
            cycle,
            target,
            carried,
            Duration.ZERO,
            Duration.ZERO,
            Map.of(),
            fact.time(),
            null,
            percentUsed(carried, target),
            0,
            0,
            state.holder());
    become(Clock.Running.start(face, fact.time(), state.hours()), ClockEvent.Type.STARTED, fact);
  }

  /** Warnings an earlier cycle has left behind are not given again; the due instant always is. */
  private int percentUsed(Duration carried, @Nullable Duration target) {
    if (target == null || carried.isZero()) {
      return 0;
    }
    return state.binding().bound().terms().warnAt().stream()
        .filter(p -> carried.multipliedBy(100).compareTo(target.multipliedBy(p)) >= 0)
        .max(Integer::compare)
        .orElse(0);
  }

  private void reopen(Happening.Reopened reopened, RequestFact fact, TrackedRequest before) {
    Clock last = before.latest(Metric.RESOLUTION).orElseThrow();
    // Facts folded late may reopen what still runs; then the running clock is the cycle that was
    // meant to end.
    if (last instanceof Clock.Running || last instanceof Clock.Paused) {
      return;
    }
    ClockFace face = last.face();
    Duration target =
        state
            .binding()
            .bound()
            .terms()
            .target(Metric.RESOLUTION, state.profile().priority())
            .orElse(null);
    Duration carried = Duration.ZERO;
    if (target != null) {
      boolean keepsDue =
          reopened.code() == Happening.Reopened.Code.INCOMPLETE && face.dueAt() != null;
      if (keepsDue) {
        carried =
            Clock.carriedToKeep(face.dueAt(), target, fact.time(), state.binding().calendar());
      } else if (state.binding().bound().terms().reopen() == Terms.ReopenRule.REMAINING) {
        carried = face.carried().plus(face.consumed());
      }
    }
    start(Metric.RESOLUTION, before.cycle() + 1, fact, carried);
  }

  private void handOver(RequestFact fact, Clock.Hours before) {
    Obligor next = new Obligor(Side.PROVIDER, state.profile().provider());
    for (Clock clock : state.clocks()) {
      switch (clock) {
        case Clock.Running running ->
            state = state.with(running.handOver(fact.time(), before, next));
        case Clock.Paused paused -> state = state.with(paused.handOver(next));
        case Clock.Finished over -> {
          // It stays with whoever owed it.
        }
        case Clock.Cancelled over -> {
          // It stays with whoever owed it.
        }
      }
    }
    // At the receiver the request waits for the provider again, whomever it waited for before.
    state
        .latest(Metric.RESOLUTION)
        .filter(Clock.Paused.class::isInstance)
        .map(Clock.Paused.class::cast)
        .ifPresent(
            paused ->
                become(paused.resume(fact.time(), state.hours()), ClockEvent.Type.RESUMED, fact));
  }

  private void retarget(RequestFact fact, Clock.Hours hours) {
    Terms terms = state.binding().bound().terms();
    for (Clock clock : state.clocks()) {
      Duration target =
          terms.target(clock.face().metric(), state.profile().priority()).orElse(null);
      if (Objects.equals(target, clock.face().target())) {
        continue;
      }
      Clock changed =
          switch (clock) {
            case Clock.Running running -> running.retarget(target, fact.time(), hours);
            case Clock.Paused paused -> paused.retarget(target);
            case Clock.Finished over -> over;
            case Clock.Cancelled over -> over;
          };
      if (changed.face().revision() != clock.face().revision()) {
        become(changed, ClockEvent.Type.RENEGOTIATED, fact);
      }
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
            clock.readAt(at, state.hours()),
            cause));
  }
}
