package io.onus.notification.alert.domain;

import static io.onus.kit.decide.Outcome.accepted;
import static io.onus.kit.decide.Outcome.refused;

import io.onus.kit.decide.Outcome;
import io.onus.notification.alert.domain.AlertCommand.AcknowledgeAlert;
import io.onus.notification.alert.domain.AlertCommand.RaiseMilestone;
import io.onus.notification.alert.domain.AlertCommand.ResolveAlert;
import io.onus.notification.alert.domain.AlertCommand.SettleClock;
import io.onus.notification.alert.domain.AlertEvent.AlertAcknowledged;
import io.onus.notification.alert.domain.AlertEvent.AlertEscalated;
import io.onus.notification.alert.domain.AlertEvent.AlertOpened;
import io.onus.notification.alert.domain.AlertEvent.AlertReopened;
import io.onus.notification.alert.domain.AlertEvent.AlertResolved;
import io.onus.notification.alert.domain.AlertEvent.ClockSettled;
import io.onus.notification.alert.domain.AlertEvent.MilestoneReached;
import io.onus.notification.alert.domain.AlertRefusal.AlertAlreadyAcknowledged;
import io.onus.notification.alert.domain.AlertRefusal.AlertAlreadyResolved;
import io.onus.notification.alert.domain.AlertRefusal.NothingToAlert;
import io.onus.notification.domain.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing people must know about: what one department owes on one request. It lives until all its
 * clocks have ended or somebody resolves it. An acknowledgement is silence until the next
 * milestone, no longer.
 */
public sealed interface Alert {

  /** Nothing is open for this request and department. */
  record Quiet() implements Alert {}

  record Open(Severity severity, AlertClocks clocks) implements Alert {}

  record Acknowledged(Severity severity, AlertClocks clocks, String by, Instant at)
      implements Alert {}

  record Resolved(Severity severity, AlertClocks clocks, String reason, Instant at)
      implements Alert {}

  static Outcome<Alert, AlertEvent> decide(Alert alert, AlertCommand command, Instant now) {
    return switch (alert) {
      case Quiet quiet ->
          switch (command) {
            case RaiseMilestone(AlertClock clock) -> open(clock);
            case SettleClock settle -> accepted(quiet, List.of());
            case AcknowledgeAlert acknowledge -> refused(new NothingToAlert());
            case ResolveAlert resolve -> refused(new NothingToAlert());
          };
      case Open open ->
          switch (command) {
            case RaiseMilestone(AlertClock clock) -> raise(open, clock);
            case SettleClock settle -> settle(open, settle, now);
            case AcknowledgeAlert(String by) ->
                accepted(
                    new Acknowledged(open.severity, open.clocks, by, now),
                    List.of(new AlertAcknowledged(by)));
            case ResolveAlert(String by) -> resolve(open.severity, open.clocks, by, now);
          };
      case Acknowledged acknowledged ->
          switch (command) {
            case RaiseMilestone(AlertClock clock) -> reopen(acknowledged, clock);
            case SettleClock settle -> settle(acknowledged, settle, now);
            case AcknowledgeAlert again ->
                refused(new AlertAlreadyAcknowledged(acknowledged.by, acknowledged.at));
            case ResolveAlert(String by) ->
                resolve(acknowledged.severity, acknowledged.clocks, by, now);
          };
      case Resolved resolved ->
          switch (command) {
            case RaiseMilestone late -> alreadyResolved(resolved);
            case SettleClock settle -> accepted(resolved, List.of());
            case AcknowledgeAlert acknowledge -> alreadyResolved(resolved);
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
    if (open.clocks.find(clock.clockId()).filter(known -> known.isPast(clock)).isPresent()) {
      return accepted(open, List.of());
    }
    Severity severity = open.severity.orWorse(clock.standing().severity());
    List<AlertEvent> events = new ArrayList<>();
    if (severity != open.severity) {
      events.add(new AlertEscalated(open.severity, severity));
    }
    events.add(new MilestoneReached(clock));
    return accepted(new Open(severity, open.clocks.with(clock)), events);
  }

  private static Outcome<Alert, AlertEvent> reopen(Acknowledged acknowledged, AlertClock clock) {
    Open open = new Open(acknowledged.severity, acknowledged.clocks);
    return switch (raise(open, clock)) {
      case Outcome.Refused<Alert, AlertEvent> no -> no;
      case Outcome.Accepted<Alert, AlertEvent>(Alert next, List<AlertEvent> events) -> {
        if (events.isEmpty()) {
          yield accepted(acknowledged, events);
        }
        List<AlertEvent> all = new ArrayList<>();
        all.add(new AlertReopened(acknowledged.by));
        all.addAll(events);
        yield accepted(next, all);
      }
    };
  }

  private static Outcome<Alert, AlertEvent> settle(Open open, SettleClock settle, Instant now) {
    return settled(open.clocks, settle)
        .map(
            clocks ->
                afterSettling(new Open(open.severity, clocks), open.severity, clocks, settle, now))
        .orElseGet(() -> accepted(open, List.of()));
  }

  private static Outcome<Alert, AlertEvent> settle(
      Acknowledged acknowledged, SettleClock settle, Instant now) {
    return settled(acknowledged.clocks, settle)
        .map(
            clocks ->
                afterSettling(
                    new Acknowledged(
                        acknowledged.severity, clocks, acknowledged.by, acknowledged.at),
                    acknowledged.severity,
                    clocks,
                    settle,
                    now))
        .orElseGet(() -> accepted(acknowledged, List.of()));
  }

  private static Optional<AlertClocks> settled(AlertClocks clocks, SettleClock settle) {
    return clocks
        .find(settle.clockId())
        .filter(clock -> !clock.isSettled())
        .map(clock -> clocks.with(clock.settled(settle.ending())));
  }

  private static Outcome<Alert, AlertEvent> afterSettling(
      Alert stillOpen, Severity severity, AlertClocks clocks, SettleClock settle, Instant now) {
    List<AlertEvent> events = new ArrayList<>();
    events.add(new ClockSettled(clocks.find(settle.clockId()).orElseThrow()));
    if (!clocks.areSettled()) {
      return accepted(stillOpen, events);
    }
    events.add(new AlertResolved(settle.ending().words()));
    return accepted(new Resolved(severity, clocks, settle.ending().words(), now), events);
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
