package io.onus.notification.alert.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of an alert. */
public sealed interface AlertCommand {

  /** A clock reached a milestone people must know about. */
  record RaiseMilestone(AlertClock clock) implements AlertCommand {}

  /** A clock needs no attention any more. */
  record SettleClock(UUID clockId, Ending ending) implements AlertCommand {}

  /**
   * A clock was paused, let go on, or is due at another instant.
   *
   * @param dueAt null while it is paused
   */
  record ReviseClock(UUID clockId, @Nullable Instant dueAt, boolean paused)
      implements AlertCommand {}

  record AcknowledgeAlert(String by) implements AlertCommand {}

  /**
   * Silence until an instant.
   *
   * @param acrossDeadline the silence is wished even where a promise breaks meanwhile
   */
  record SnoozeAlert(String by, Instant until, boolean acrossDeadline) implements AlertCommand {}

  /** The silence may be over. */
  record WakeAlert() implements AlertCommand {}

  /** The next in the chain is to be told now. */
  record EscalateAlert(String by) implements AlertCommand {}

  record ResolveAlert(String by) implements AlertCommand {}
}
