package io.onus.notification.alert.domain;

import io.onus.notification.domain.Severity;

/** What happened to an alert. */
public sealed interface AlertEvent {

  record AlertOpened(Severity severity) implements AlertEvent {}

  record AlertEscalated(Severity from, Severity to) implements AlertEvent {}

  /** The acknowledgement ended with the next milestone. */
  record AlertReopened(String wasAcknowledgedBy) implements AlertEvent {}

  /** There is something new to tell people. */
  record MilestoneReached(AlertClock clock) implements AlertEvent {}

  record ClockSettled(AlertClock clock) implements AlertEvent {}

  record AlertAcknowledged(String by) implements AlertEvent {}

  record AlertResolved(String reason) implements AlertEvent {}
}
