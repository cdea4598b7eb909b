package io.onus.notification.timeline.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an alert's timeline.
 *
 * @param actor the person who did it; null where the service did
 */
public record Entry(
    UUID alertId,
    Instant at,
    Kind kind,
    String text,
    @Nullable String actor,
    @Nullable UUID clockId,
    @Nullable UUID deliveryId) {

  /** What happened. */
  public enum Kind {
    OPENED,
    MILESTONE,
    ESCALATED,
    REOPENED,
    CLOCK_SETTLED,
    CLOCK_REVISED,
    ACKNOWLEDGED,
    SNOOZED,
    WOKEN,
    ASKED_TO_ESCALATE,
    RESOLVED,
    ROUTED,
    /** Somebody or some step was to be told and is not reached. */
    PASSED_OVER,
    /** A route wants nobody to be told. */
    MUTED,
    /** News that waits for the end of a silence. */
    SILENT,
    UNDELIVERABLE,
    SENT,
    DELIVERED,
    HELD,
    BUNDLED,
    RELEASED,
    PUT_OFF,
    FAILED,
    EXPIRED,
    SUPERSEDED,
    SUPPRESSED,
    CANCELLED,
    RESENT
  }

  public static Entry of(UUID alertId, Instant at, Kind kind, String text) {
    return new Entry(alertId, at, kind, text, null, null, null);
  }

  public Entry by(String person) {
    return new Entry(alertId, at, kind, text, person, clockId, deliveryId);
  }

  public Entry ofClock(UUID clock) {
    return new Entry(alertId, at, kind, text, actor, clock, deliveryId);
  }

  public Entry ofDelivery(UUID delivery) {
    return new Entry(alertId, at, kind, text, actor, clockId, delivery);
  }
}
