package io.onus.notification.delivery.domain;

import java.time.Instant;

/** What happened to a delivery. */
public sealed interface DeliveryEvent {

  record DeliveryClaimed(int attempt, Instant leasedUntil) implements DeliveryEvent {}

  record DeliverySent(String detail) implements DeliveryEvent {}

  record DeliveryPutOff(int attempt, String reason, Instant until) implements DeliveryEvent {}

  /**
   * @param gone the receiver said this address is to be used no more
   */
  record DeliveryFailed(String reason, boolean gone) implements DeliveryEvent {}

  record DeliveryExpired(String reason) implements DeliveryEvent {}

  record DeliveryCancelled(String reason) implements DeliveryEvent {}

  record DeliverySuperseded(String reason) implements DeliveryEvent {}

  record DeliveryResent(String by) implements DeliveryEvent {}
}
