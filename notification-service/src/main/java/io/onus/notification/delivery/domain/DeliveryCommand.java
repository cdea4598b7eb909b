package io.onus.notification.delivery.domain;

import io.onus.notification.channel.domain.Answer;
import java.time.Duration;

/** What can be asked of a delivery. */
public sealed interface DeliveryCommand {

  /** A worker wants to send it now and will answer within the lease. */
  record ClaimDelivery(Relevance relevance, Duration lease) implements DeliveryCommand {}

  /**
   * What came of an attempt.
   *
   * @param attempt the number the claim gave it: an answer that comes after its lease was lost is
   *     recognised by it
   */
  record RecordAnswer(int attempt, Answer answer) implements DeliveryCommand {}

  record CancelDelivery(String reason) implements DeliveryCommand {}

  /** Worse news about the same alert is on its way. */
  record SupersedeDelivery(String reason) implements DeliveryCommand {}

  record ResendDelivery(String by) implements DeliveryCommand {}
}
