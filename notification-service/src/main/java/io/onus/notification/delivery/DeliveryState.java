package io.onus.notification.delivery;

import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.delivery.domain.Delivery.Cancelled;
import io.onus.notification.delivery.domain.Delivery.Expired;
import io.onus.notification.delivery.domain.Delivery.Failed;
import io.onus.notification.delivery.domain.Delivery.Pending;
import io.onus.notification.delivery.domain.Delivery.Sending;
import io.onus.notification.delivery.domain.Delivery.Sent;
import io.onus.notification.delivery.domain.Delivery.Superseded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The columns a state is kept in, and the state the columns mean. */
record DeliveryState(
    Status status,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable String reason,
    @Nullable Instant sentAt) {

  /** A state's name in SQL and in answers. */
  enum Status {
    PENDING,
    SENDING,
    SENT,
    FAILED,
    EXPIRED,
    SUPERSEDED,
    CANCELLED
  }

  static DeliveryState of(Delivery delivery) {
    return switch (delivery) {
      case Pending(int attempts, Instant next) ->
          new DeliveryState(Status.PENDING, attempts, next, null, null);
      case Sending(int attempt, Instant leasedUntil) ->
          new DeliveryState(Status.SENDING, attempt, leasedUntil, null, null);
      case Sent(int attempts, Instant at) ->
          new DeliveryState(Status.SENT, attempts, null, null, at);
      case Failed(int attempts, String reason) -> over(Status.FAILED, attempts, reason);
      case Expired(int attempts, String reason) -> over(Status.EXPIRED, attempts, reason);
      case Superseded(int attempts, String reason) -> over(Status.SUPERSEDED, attempts, reason);
      case Cancelled(int attempts, String reason) -> over(Status.CANCELLED, attempts, reason);
    };
  }

  Delivery delivery() {
    return switch (status) {
      case PENDING -> new Pending(attempts, at(nextAttemptAt));
      case SENDING -> new Sending(attempts, at(nextAttemptAt));
      case SENT -> new Sent(attempts, at(sentAt));
      case FAILED -> new Failed(attempts, text(reason));
      case EXPIRED -> new Expired(attempts, text(reason));
      case SUPERSEDED -> new Superseded(attempts, text(reason));
      case CANCELLED -> new Cancelled(attempts, text(reason));
    };
  }

  private static DeliveryState over(Status status, int attempts, String reason) {
    return new DeliveryState(status, attempts, null, reason, null);
  }

  private static Instant at(@Nullable Instant instant) {
    if (instant == null) {
      throw new IllegalStateException("a delivery lacks the instant its status needs");
    }
    return instant;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
