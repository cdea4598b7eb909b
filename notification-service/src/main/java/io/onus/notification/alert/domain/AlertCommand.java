package io.onus.notification.alert.domain;

import java.util.UUID;

/** What can be asked of an alert. */
public sealed interface AlertCommand {

  /** A clock reached a milestone people must know about. */
  record RaiseMilestone(AlertClock clock) implements AlertCommand {}

  /** A clock needs no attention any more. */
  record SettleClock(UUID clockId, Ending ending) implements AlertCommand {}

  record AcknowledgeAlert(String by) implements AlertCommand {}

  record ResolveAlert(String by) implements AlertCommand {}
}
