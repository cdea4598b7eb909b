package io.onus.notification.alert.domain;

import static io.onus.kit.decide.Outcome.accepted;
import static io.onus.kit.decide.Outcome.refused;

import io.onus.kit.decide.Outcome;
import io.onus.notification.alert.domain.AlertCommand.AcknowledgeAlert;
import io.onus.notification.alert.domain.AlertCommand.EscalateAlert;
import io.onus.notification.alert.domain.AlertCommand.RaiseMilestone;
import io.onus.notification.alert.domain.AlertCommand.ResolveAlert;
import io.onus.notification.alert.domain.AlertCommand.ReviseClock;
import io.onus.notification.alert.domain.AlertCommand.SettleClock;
import io.onus.notification.alert.domain.AlertCommand.SnoozeAlert;
import io.onus.notification.alert.domain.AlertCommand.WakeAlert;
import io.onus.notification.alert.domain.AlertEvent.AlertAcknowledged;
import io.onus.notification.alert.domain.AlertEvent.AlertOpened;
import io.onus.notification.alert.domain.AlertEvent.AlertReopened;
import io.onus.notification.alert.domain.AlertEvent.AlertResolved;
import io.onus.notification.alert.domain.AlertEvent.AlertSnoozed;
import io.onus.notification.alert.domain.AlertEvent.AlertWoken;
import io.onus.notification.alert.domain.AlertEvent.ClockRevised;
import io.onus.notification.alert.domain.AlertEvent.ClockSettled;
import io.onus.notification.alert.domain.AlertEvent.EscalationAsked;
import io.onus.notification.alert.domain.AlertEvent.MilestoneHeld;
import io.onus.notification.alert.domain.AlertEvent.MilestoneReached;
import io.onus.notification.alert.domain.AlertEvent.SeverityRaised;
import io.onus.notification.alert.domain.AlertRefusal.AlertAlreadyAcknowledged;
import io.onus.notification.alert.domain.AlertRefusal.AlertAlreadyResolved;
import io.onus.notification.alert.domain.AlertRefusal.NothingToAlert;
import io.onus.notification.alert.domain.AlertRefusal.SilenceAcrossDeadline;
import io.onus.notification.alert.domain.AlertRefusal.SilenceInThePast;
import io.onus.notification.alert.domain.AlertRefusal.SilenceTooLong;
import io.onus.notification.domain.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing people must know about: what one department owes on one request. It lives until all its
 * clocks have ended or somebody resolves it. An acknowledgement is silence until the next
 * milestone, no longer; so is a snooze, unless a silence across the deadline was wished in so many
 * words. It is as severe as the worst of its clocks that is left, so that what breaks next is told
 * as a breach.
 */
public sealed interface Alert {

  /** The longest somebody may silence an alert for. */
  Duration LONGEST_SILENCE = Duration.ofDays(7);

  /** Nothing is open for this request and department. */
  record Quiet() implements Alert {}

  record Open(Severity severity, AlertClocks clocks) implements Alert {}

  record Acknowledged(Severity severity, AlertClocks clocks, String by, Instant at)
      implements Alert {}

  /**
   * @param acrossDeadline milestones before {@code until} are told then, not when they are reached
   */
  record Snoozed(
      Severity severity,
      AlertClocks clocks,
      String by,
      Instant at,
      Instant until,
      boolean acrossDeadline)
      implements Alert {}

  record Resolved(Severity severity, AlertClocks clocks, String reason, Instant at)
      implements Alert {}

  static Outcome<Alert, AlertEvent> decide(Alert alert, AlertCommand command, Instant now) {
    return switch (alert) {
      case Quiet quiet ->
          switch (command) {
            case RaiseMilestone(AlertClock clock) -> open(clock);
            case SettleClock settle -> accepted(quiet, List.of());
            case ReviseClock revise -> accepted(quiet, List.of());
            case WakeAlert wake -> accepted(quiet, List.of());
            case AcknowledgeAlert acknowledge -> refused(new NothingToAlert());
            case SnoozeAlert snooze -> refused(new NothingToAlert());
            case EscalateAlert escalate -> refused(new NothingToAlert());
            case ResolveAlert resolve -> refused(new NothingToAlert());
          };
      case Open open ->
          switch (command) {
            case RaiseMilestone(AlertClock clock) -> raise(open, clock);
            case SettleClock settle -> settle(open, settle, now);
            case ReviseClock revise -> revise(open, revise);
            case WakeAlert wake -> accepted(open, List.of());
            case AcknowledgeAlert(String by) -> acknowledged(open.severity, open.clocks, by, now);
            case SnoozeAlert snooze -> snooze(open.severity, open.clocks, snooze, now);
            case EscalateAlert(String by) -> accepted(open, List.of(new EscalationAsked(by)));
            case ResolveAlert(String by) -> resolve(open.severity, open.clocks, by, now);
          };
      case Acknowledged acknowledged ->
          switch (command) {
            case RaiseMilestone(AlertClock clock) ->
                reopen(
                    acknowledged,
                    new Open(acknowledged.severity, acknowledged.clocks),
                    acknowledged.by,
                    clock);
            case SettleClock settle -> settle(acknowledged, settle, now);
            case ReviseClock revise -> revise(acknowledged, revise);
            case WakeAlert wake -> accepted(acknowledged, List.of());
            case AcknowledgeAlert again ->
                refused(new AlertAlreadyAcknowledged(acknowledged.by, acknowledged.at));
            case SnoozeAlert snooze ->
                snooze(acknowledged.severity, acknowledged.clocks, snooze, now);
            case EscalateAlert(String by) ->
                accepted(
                    new Open(acknowledged.severity, acknowledged.clocks),
                    List.of(new EscalationAsked(by)));
            case ResolveAlert(String by) ->
                resolve(acknowledged.severity, acknowledged.clocks, by, now);
          };
      case Snoozed snoozed ->
          switch (command) {
            case RaiseMilestone(AlertClock clock) -> raise(snoozed, clock, now);
            case SettleClock settle -> settle(snoozed, settle, now);
            case ReviseClock revise -> revise(snoozed, revise);
            case WakeAlert wake -> wake(snoozed, now);
            case AcknowledgeAlert(String by) ->
                acknowledged(snoozed.severity, snoozed.clocks, by, now);
            case SnoozeAlert longer -> snooze(snoozed.severity, snoozed.clocks, longer, now);
            case EscalateAlert(String by) ->
                accepted(
                    new Open(snoozed.severity, snoozed.clocks), List.of(new EscalationAsked(by)));
            case ResolveAlert(String by) -> resolve(snoozed.severity, snoozed.clocks, by, now);
          };
      case Resolved resolved ->
          switch (command) {
            case RaiseMilestone late -> alreadyResolved(resolved);
            case SettleClock settle -> accepted(resolved, List.of());
            case ReviseClock revise -> accepted(resolved, List.of());
            case WakeAlert wake -> accepted(resolved, List.of());
            case AcknowledgeAlert acknowledge -> alreadyResolved(resolved);
            case SnoozeAlert snooze -> alreadyResolved(resolved);
            case EscalateAlert escalate -> alreadyResolved(resolved);
            case ResolveAlert again -> alreadyResolved(resolved);
          };
    };
  }

  private static Outcome<Alert, AlertEvent> open(AlertClock clock) {
    Severity severity = clock.standing().severity();
    return accepted(
        new Open(severity, AlertClocks.of(clock)),
        List.of(new AlertOpened(severity), new MilestoneReached(clock)));
  }

  private static Outcome<Alert, AlertEvent> raise(Open open, AlertClock clock) {
    if (isKnown(open.clocks, clock)) {
      return accepted(open, List.of());
    }
    Severity severity = open.severity.orWorse(clock.standing().severity());
    List<AlertEvent> events = new ArrayList<>();
    if (severity != open.severity) {
      events.add(new SeverityRaised(open.severity, severity));
    }
    events.add(new MilestoneReached(clock));
    return accepted(new Open(severity, open.clocks.with(clock)), events);
  }

  private static Outcome<Alert, AlertEvent> raise(Snoozed snoozed, AlertClock clock, Instant now) {
    if (!snoozed.acrossDeadline || !now.isBefore(snoozed.until)) {
      return reopen(snoozed, new Open(snoozed.severity, snoozed.clocks), snoozed.by, clock);
    }
    if (isKnown(snoozed.clocks, clock)) {
      return accepted(snoozed, List.of());
    }
    Severity severity = snoozed.severity.orWorse(clock.standing().severity());
    return accepted(
        new Snoozed(
            severity,
            snoozed.clocks.with(clock),
            snoozed.by,
            snoozed.at,
            snoozed.until,
            snoozed.acrossDeadline),
        List.of(new MilestoneHeld(clock, snoozed.until)));
  }

  private static boolean isKnown(AlertClocks clocks, AlertClock milestone) {
    return clocks.find(milestone.clockId()).filter(known -> known.isPast(milestone)).isPresent();
  }

  private static Outcome<Alert, AlertEvent> reopen(
      Alert silent, Open open, String silencedBy, AlertClock clock) {
    return switch (raise(open, clock)) {
      case Outcome.Refused<Alert, AlertEvent> no -> no;
      case Outcome.Accepted<Alert, AlertEvent>(Alert next, List<AlertEvent> events) -> {
        if (events.isEmpty()) {
          yield accepted(silent, events);
        }
        List<AlertEvent> all = new ArrayList<>();
        all.add(new AlertReopened(silencedBy));
        all.addAll(events);
        yield accepted(next, all);
      }
    };
  }

  private static Outcome<Alert, AlertEvent> acknowledged(
      Severity severity, AlertClocks clocks, String by, Instant now) {
    return accepted(
        new Acknowledged(severity, clocks, by, now), List.of(new AlertAcknowledged(by)));
  }

  private static Outcome<Alert, AlertEvent> snooze(
      Severity severity, AlertClocks clocks, SnoozeAlert snooze, Instant now) {
    if (!snooze.until().isAfter(now)) {
      return refused(new SilenceInThePast(snooze.until()));
    }
    Instant latest = now.plus(LONGEST_SILENCE);
    if (snooze.until().isAfter(latest)) {
      return refused(new SilenceTooLong(snooze.until(), latest));
    }
    Optional<Instant> deadline = clocks.nextDeadline(now).filter(snooze.until()::isAfter);
    if (deadline.isPresent() && !snooze.acrossDeadline()) {
      return refused(new SilenceAcrossDeadline(snooze.until(), deadline.get()));
    }
    return accepted(
        new Snoozed(severity, clocks, snooze.by(), now, snooze.until(), snooze.acrossDeadline()),
        List.of(new AlertSnoozed(snooze.by(), snooze.until())));
  }

  private static Outcome<Alert, AlertEvent> wake(Snoozed snoozed, Instant now) {
    return now.isBefore(snoozed.until)
        ? accepted(snoozed, List.of())
        : accepted(new Open(snoozed.severity, snoozed.clocks), List.of(new AlertWoken(snoozed.by)));
  }

  private static Outcome<Alert, AlertEvent> revise(Alert alert, ReviseClock revise) {
    AlertClocks clocks = clocks(alert);
    Optional<AlertClock> revised =
        clocks
            .find(revise.clockId())
            .filter(clock -> !clock.isSettled())
            .map(clock -> clock.revised(revise.dueAt(), revise.paused()));
    if (revised.isEmpty() || revised.equals(clocks.find(revise.clockId()))) {
      return accepted(alert, List.of());
    }
    return accepted(
        withClocks(alert, severity(alert), clocks.with(revised.get())),
        List.of(new ClockRevised(revised.get())));
  }

  private static Outcome<Alert, AlertEvent> settle(Alert alert, SettleClock settle, Instant now) {
    AlertClocks before = clocks(alert);
    Optional<AlertClock> settled =
        before
            .find(settle.clockId())
            .filter(clock -> !clock.isSettled())
            .map(clock -> clock.settled(settle.ending()));
    if (settled.isEmpty()) {
      return accepted(alert, List.of());
    }
    AlertClocks clocks = before.with(settled.get());
    List<AlertEvent> events = new ArrayList<>();
    events.add(new ClockSettled(settled.get()));
    if (!clocks.areSettled()) {
      return accepted(withClocks(alert, clocks.severity(), clocks), events);
    }
    String reason = settle.ending().words();
    events.add(new AlertResolved(reason));
    return accepted(new Resolved(severity(alert), clocks, reason, now), events);
  }

  private static AlertClocks clocks(Alert alert) {
    return switch (alert) {
      case Quiet quiet -> AlertClocks.of();
      case Open open -> open.clocks;
      case Acknowledged acknowledged -> acknowledged.clocks;
      case Snoozed snoozed -> snoozed.clocks;
      case Resolved resolved -> resolved.clocks;
    };
  }

  private static Severity severity(Alert alert) {
    return switch (alert) {
      case Quiet quiet -> Severity.WARNING;
      case Open open -> open.severity;
      case Acknowledged acknowledged -> acknowledged.severity;
      case Snoozed snoozed -> snoozed.severity;
      case Resolved resolved -> resolved.severity;
    };
  }

  private static Alert withClocks(Alert alert, Severity severity, AlertClocks clocks) {
    return switch (alert) {
      case Quiet quiet -> quiet;
      case Open open -> new Open(severity, clocks);
      case Acknowledged(Severity was, AlertClocks were, String by, Instant at) ->
          new Acknowledged(severity, clocks, by, at);
      case Snoozed(
              Severity was,
              AlertClocks were,
              String by,
              Instant at,
              Instant until,
              boolean acrossDeadline) ->
          new Snoozed(severity, clocks, by, at, until, acrossDeadline);
      case Resolved(Severity was, AlertClocks were, String reason, Instant at) ->
          new Resolved(severity, clocks, reason, at);
    };
  }

  private static Outcome<Alert, AlertEvent> resolve(
      Severity severity, AlertClocks clocks, String by, Instant now) {
    String reason = "resolved by " + by;
    return accepted(
        new Resolved(severity, clocks, reason, now), List.of(new AlertResolved(reason)));
  }

  private static Outcome<Alert, AlertEvent> alreadyResolved(Resolved resolved) {
    return refused(new AlertAlreadyResolved(resolved.reason, resolved.at));
  }
}
