package io.onus.notification.alert;

import io.onus.notification.alert.domain.AlertCommand;
import java.util.UUID;

/**
 * An event that means something to an alert.
 *
 * @param event what was read of it
 * @param text all of it, as it is in Kafka
 */
record ReportedClock(UUID eventId, ClockEvent event, AlertCommand command, String text) {}
