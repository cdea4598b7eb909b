package io.onus.notification.alert.domain;

import io.onus.notification.domain.Severity;
import java.time.Instant;

/** What happened to an alert. */
public sealed interface AlertEvent {

  record AlertOpened(Severity severity) implements AlertEvent {}

  record SeverityRaised(Severity from, Severity to) implements AlertEvent {}

  /** The acknowledgement, or the silence, ended with the next milestone. */
  record AlertReopened(String wasSilencedBy) implements AlertEvent {}

  /** There is something new to tell people. */
  record MilestoneReached(AlertClock clock) implements AlertEvent {}

  /** There is something new, and somebody wished not to hear of it before an instant. */
  record MilestoneHeld(AlertClock clock, Instant until) implements AlertEvent {}

  record ClockSettled(AlertClock clock) implements AlertEvent {}

  record ClockRevised(AlertClock clock) implements AlertEvent {}

  record AlertAcknowledged(String by) implements AlertEvent {}

  record AlertSnoozed(String by, Instant until) implements AlertEvent {}

  /** The time of silence is over. */
  record AlertWoken(String wasSnoozedBy) implements AlertEvent {}

  record EscalationAsked(String by) implements AlertEvent {}

  record AlertResolved(String reason) implements AlertEvent {}
}
