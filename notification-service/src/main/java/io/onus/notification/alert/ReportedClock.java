package io.onus.notification.alert;

import io.onus.notification.alert.domain.AlertCommand;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that means something here.
 *
 * @param event what was read of it
 * @param effect what it means to an alert; null where it means nothing to one
 * @param lookAhead whether it is to be seen if somebody is on call when the clock is due
 * @param text all of it, as it is in Kafka
 */
record ReportedClock(
    UUID eventId, ClockEvent event, @Nullable AlertCommand effect, boolean lookAhead, String text) {

  AlertCommand command() {
    return Objects.requireNonNull(effect);
  }
}
