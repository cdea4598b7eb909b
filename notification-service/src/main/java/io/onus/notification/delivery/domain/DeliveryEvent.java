package io.onus.notification.delivery.domain;

import java.time.Instant;
import java.util.UUID;

/** What happened to a delivery. */
public sealed interface DeliveryEvent {

  /** The lease of an attempt ended without an answer: nobody knows whether it was taken. */
  record DeliveryLapsed(int attempt) implements DeliveryEvent {}

  record DeliveryClaimed(int attempt, Instant leasedUntil) implements DeliveryEvent {}

  /**
   * @param anew false where it waited for the same reason before
   */
  record DeliveryHeld(Hold hold, String reason, Instant until, boolean anew)
      implements DeliveryEvent {}

  record DeliveryBundled(UUID into) implements DeliveryEvent {}

  record DeliveryReleased(String reason) implements DeliveryEvent {}

  record DeliverySent(String detail) implements DeliveryEvent {}

  record DeliveryConfirmed(String proof) implements DeliveryEvent {}

  record DeliveryPutOff(int attempt, String reason, Instant until) implements DeliveryEvent {}

  /**
   * @param gone the receiver said this address is to be used no more
   */
  record DeliveryFailed(String reason, boolean gone) implements DeliveryEvent {}

  record DeliveryExpired(String reason) implements DeliveryEvent {}

  record DeliveryCancelled(String reason) implements DeliveryEvent {}

  record DeliverySuperseded(String reason) implements DeliveryEvent {}

  record DeliverySuppressed(String reason) implements DeliveryEvent {}

  record DeliveryResent(String by) implements DeliveryEvent {}
}
