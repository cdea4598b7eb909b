package io.onus.notification.delivery.domain;

import io.onus.notification.channel.domain.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What can be asked of a delivery. */
public sealed interface DeliveryCommand {

  /** A worker wants to send it now and will answer within the lease. */
  record ClaimDelivery(Relevance relevance, Duration lease) implements DeliveryCommand {}

  /** It is due and waits all the same; it is judged anew when the wait is over. */
  record HoldDelivery(Hold hold, Instant until, String reason) implements DeliveryCommand {}

  /**
   * It is told together with others.
   *
   * @param into the delivery that tells them
   */
  record BundleDelivery(UUID into) implements DeliveryCommand {}

  /** What was to tell it together with others did not come through: it is told otherwise. */
  record ReleaseDelivery(String reason) implements DeliveryCommand {}

  /**
   * What came of an attempt.
   *
   * @param attempt the number the claim gave it: an answer that comes after its lease was lost is
   *     recognised by it
   */
  record RecordAnswer(int attempt, Answer answer) implements DeliveryCommand {}

  /**
   * It is known to have arrived at the person.
   *
   * @param proof how that is known
   */
  record ConfirmDelivery(String proof) implements DeliveryCommand {}

  record CancelDelivery(String reason) implements DeliveryCommand {}

  /** Worse news about the same alert is on its way. */
  record SupersedeDelivery(String reason) implements DeliveryCommand {}

  /** A rule says that it is not to be sent at all. */
  record SuppressDelivery(String reason) implements DeliveryCommand {}

  /** What was to tell it together with others failed for good, and it does not try alone. */
  record FailDelivery(String reason) implements DeliveryCommand {}

  record ResendDelivery(String by) implements DeliveryCommand {}
}
