package io.onus.notification.delivery;

import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.delivery.domain.Delivery.Bundled;
import io.onus.notification.delivery.domain.Delivery.Cancelled;
import io.onus.notification.delivery.domain.Delivery.Delivered;
import io.onus.notification.delivery.domain.Delivery.Expired;
import io.onus.notification.delivery.domain.Delivery.Failed;
import io.onus.notification.delivery.domain.Delivery.Pending;
import io.onus.notification.delivery.domain.Delivery.Sending;
import io.onus.notification.delivery.domain.Delivery.Sent;
import io.onus.notification.delivery.domain.Delivery.Superseded;
import io.onus.notification.delivery.domain.Delivery.Suppressed;
import io.onus.notification.delivery.domain.Hold;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The columns a state is kept in, and the state the columns mean.
 *
 * @param at when it was sent or delivered, where the status is one of these
 */
record DeliveryState(
    Status status,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable Hold hold,
    @Nullable UUID bundledInto,
    @Nullable String reason,
    @Nullable Instant at) {

  /** A state's name in SQL and in answers. */
  enum Status {
    PENDING,
    SENDING,
    SENT,
    DELIVERED,
    BUNDLED,
    FAILED,
    EXPIRED,
    SUPERSEDED,
    SUPPRESSED,
    CANCELLED
  }

  static DeliveryState of(Delivery delivery) {
    return switch (delivery) {
      case Pending(int attempts, Instant next, Hold hold) ->
          new DeliveryState(Status.PENDING, attempts, next, hold, null, null, null);
      case Sending(int attempt, Instant leasedUntil) ->
          new DeliveryState(Status.SENDING, attempt, leasedUntil, null, null, null, null);
      case Sent(int attempts, Instant at) -> reached(Status.SENT, attempts, at);
      case Delivered(int attempts, Instant at) -> reached(Status.DELIVERED, attempts, at);
      case Bundled(int attempts, UUID into) ->
          new DeliveryState(Status.BUNDLED, attempts, null, null, into, null, null);
      case Failed(int attempts, String reason) -> over(Status.FAILED, attempts, reason);
      case Expired(int attempts, String reason) -> over(Status.EXPIRED, attempts, reason);
      case Superseded(int attempts, String reason) -> over(Status.SUPERSEDED, attempts, reason);
      case Suppressed(int attempts, String reason) -> over(Status.SUPPRESSED, attempts, reason);
      case Cancelled(int attempts, String reason) -> over(Status.CANCELLED, attempts, reason);
    };
  }

  Delivery delivery() {
    return switch (status) {
      case PENDING -> new Pending(attempts, needed(nextAttemptAt), hold);
      case SENDING -> new Sending(attempts, needed(nextAttemptAt));
      case SENT -> new Sent(attempts, needed(at));
      case DELIVERED -> new Delivered(attempts, needed(at));
      case BUNDLED -> new Bundled(attempts, needed(bundledInto));
      case FAILED -> new Failed(attempts, text(reason));
      case EXPIRED -> new Expired(attempts, text(reason));
      case SUPERSEDED -> new Superseded(attempts, text(reason));
      case SUPPRESSED -> new Suppressed(attempts, text(reason));
      case CANCELLED -> new Cancelled(attempts, text(reason));
    };
  }

  private static DeliveryState reached(Status status, int attempts, Instant at) {
    return new DeliveryState(status, attempts, null, null, null, null, at);
  }

  private static DeliveryState over(Status status, int attempts, String reason) {
    return new DeliveryState(status, attempts, null, null, null, reason, null);
  }

  private static <T> T needed(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a delivery lacks what its status needs");
    }
    return value;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
