package io.onus.notification.delivery.domain;

import static io.onus.kit.decide.Outcome.accepted;
import static io.onus.kit.decide.Outcome.refused;

import io.onus.kit.decide.Outcome;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.delivery.domain.DeliveryCommand.CancelDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ClaimDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.RecordAnswer;
import io.onus.notification.delivery.domain.DeliveryCommand.ResendDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.SupersedeDelivery;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryCancelled;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryClaimed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryExpired;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryFailed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryPutOff;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryResent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySuperseded;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryNotDue;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryOver;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryStillPending;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryUnderWay;
import io.onus.notification.delivery.domain.DeliveryRefusal.LeaseLost;
import java.time.Instant;
import java.util.List;

/**
 * One attempt series. A send happens between a claim and its answer, outside any transaction: if
 * the answer never comes the lease ends and the next claim sends again under the same id, so a
 * receiver can tell a repeat from a second message.
 */
public sealed interface Delivery {

  record Pending(int attempts, Instant nextAttemptAt) implements Delivery {}

  record Sending(int attempt, Instant leasedUntil) implements Delivery {}

  record Sent(int attempts, Instant at) implements Delivery {}

  /** The receiver refused for good. */
  record Failed(int attempts, String reason) implements Delivery {}

  /** Tried as often as the schedule allows. */
  record Expired(int attempts, String reason) implements Delivery {}

  record Superseded(int attempts, String reason) implements Delivery {}

  record Cancelled(int attempts, String reason) implements Delivery {}

  static Outcome<Delivery, DeliveryEvent> decide(
      Delivery delivery, DeliveryCommand command, RetrySchedule schedule, Instant now) {
    return switch (command) {
      case ClaimDelivery claim -> claim(delivery, claim, schedule, now);
      case RecordAnswer(int attempt, Answer answer) ->
          record(delivery, attempt, answer, schedule, now);
      case CancelDelivery(String reason) ->
          switch (delivery) {
            case Pending pending -> cancelled(pending.attempts, reason);
            case Sending sending -> refused(new DeliveryUnderWay(sending.attempt));
            case Sent over -> refused(over("SENT"));
            case Failed over -> refused(over("FAILED"));
            case Expired over -> refused(over("EXPIRED"));
            case Superseded over -> refused(over("SUPERSEDED"));
            case Cancelled over -> refused(over("CANCELLED"));
          };
      case SupersedeDelivery(String reason) ->
          switch (delivery) {
            case Pending pending -> superseded(pending.attempts, reason);
            case Sending sending -> refused(new DeliveryUnderWay(sending.attempt));
            case Sent over -> refused(over("SENT"));
            case Failed over -> refused(over("FAILED"));
            case Expired over -> refused(over("EXPIRED"));
            case Superseded over -> refused(over("SUPERSEDED"));
            case Cancelled over -> refused(over("CANCELLED"));
          };
      case ResendDelivery(String by) ->
          switch (delivery) {
            case Pending pending -> refused(new DeliveryStillPending(pending.nextAttemptAt));
            case Sending sending -> refused(new DeliveryUnderWay(sending.attempt));
            case Sent over -> resent(by, now);
            case Failed over -> resent(by, now);
            case Expired over -> resent(by, now);
            case Superseded over -> resent(by, now);
            case Cancelled over -> resent(by, now);
          };
    };
  }

  private static Outcome<Delivery, DeliveryEvent> claim(
      Delivery delivery, ClaimDelivery claim, RetrySchedule schedule, Instant now) {
    return switch (delivery) {
      case Pending pending ->
          pending.nextAttemptAt.isAfter(now)
              ? refused(new DeliveryNotDue(pending.nextAttemptAt))
              : claimed(pending.attempts, "", claim, schedule, now);
      case Sending sending ->
          sending.leasedUntil.isAfter(now)
              ? refused(new DeliveryUnderWay(sending.attempt))
              : claimed(sending.attempt, "no answer within the lease", claim, schedule, now);
      case Sent over -> refused(over("SENT"));
      case Failed over -> refused(over("FAILED"));
      case Expired over -> refused(over("EXPIRED"));
      case Superseded over -> refused(over("SUPERSEDED"));
      case Cancelled over -> refused(over("CANCELLED"));
    };
  }

  private static Outcome<Delivery, DeliveryEvent> claimed(
      int made, String last, ClaimDelivery claim, RetrySchedule schedule, Instant now) {
    return switch (claim.relevance()) {
      case Relevance.Unwanted(String reason) -> cancelled(made, reason);
      case Relevance.Outdated(String reason) -> superseded(made, reason);
      case Relevance.Wanted wanted -> {
        if (made >= schedule.attempts()) {
          yield expired(made, last);
        }
        Instant leasedUntil = now.plus(claim.lease());
        yield accepted(
            new Sending(made + 1, leasedUntil),
            List.of(new DeliveryClaimed(made + 1, leasedUntil)));
      }
    };
  }

  private static Outcome<Delivery, DeliveryEvent> record(
      Delivery delivery, int attempt, Answer answer, RetrySchedule schedule, Instant now) {
    return switch (answer) {
      // Whatever was decided meanwhile, the receiver has it, and the record says so.
      case Answer.Taken(String detail) ->
          switch (delivery) {
            case Sent already -> refused(over("SENT"));
            case Pending any -> sent(attempt, detail, now);
            case Sending any -> sent(attempt, detail, now);
            case Failed any -> sent(attempt, detail, now);
            case Expired any -> sent(attempt, detail, now);
            case Superseded any -> sent(attempt, detail, now);
            case Cancelled any -> sent(attempt, detail, now);
          };
      case Answer.RefusedForNow(String reason, Instant notBefore) ->
          !holdsLease(delivery, attempt)
              ? refused(new LeaseLost(attempt))
              : schedule
                  .next(attempt, now, notBefore)
                  .map(until -> putOff(attempt, reason, until))
                  .orElseGet(() -> expired(attempt, reason));
      case Answer.RefusedForGood(String reason, boolean gone) ->
          !holdsLease(delivery, attempt)
              ? refused(new LeaseLost(attempt))
              : accepted(new Failed(attempt, reason), List.of(new DeliveryFailed(reason, gone)));
    };
  }

  private static boolean holdsLease(Delivery delivery, int attempt) {
    return delivery instanceof Sending sending && sending.attempt == attempt;
  }

  private static Outcome<Delivery, DeliveryEvent> sent(int attempt, String detail, Instant now) {
    return accepted(new Sent(attempt, now), List.of(new DeliverySent(detail)));
  }

  private static Outcome<Delivery, DeliveryEvent> putOff(
      int attempt, String reason, Instant until) {
    return accepted(
        new Pending(attempt, until), List.of(new DeliveryPutOff(attempt, reason, until)));
  }

  private static Outcome<Delivery, DeliveryEvent> expired(int attempts, String reason) {
    return accepted(new Expired(attempts, reason), List.of(new DeliveryExpired(reason)));
  }

  private static Outcome<Delivery, DeliveryEvent> cancelled(int attempts, String reason) {
    return accepted(new Cancelled(attempts, reason), List.of(new DeliveryCancelled(reason)));
  }

  private static Outcome<Delivery, DeliveryEvent> superseded(int attempts, String reason) {
    return accepted(new Superseded(attempts, reason), List.of(new DeliverySuperseded(reason)));
  }

  /** A resend starts a fresh series under the same id. */
  private static Outcome<Delivery, DeliveryEvent> resent(String by, Instant now) {
    return accepted(new Pending(0, now), List.of(new DeliveryResent(by)));
  }

  private static DeliveryRefusal over(String status) {
    return new DeliveryOver(status);
  }
}
