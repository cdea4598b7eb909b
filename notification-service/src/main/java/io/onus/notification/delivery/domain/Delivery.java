package io.onus.notification.delivery.domain;

import static io.onus.kit.decide.Outcome.accepted;
import static io.onus.kit.decide.Outcome.refused;

import io.onus.kit.decide.Outcome;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.delivery.domain.DeliveryCommand.BundleDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.CancelDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ClaimDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ConfirmDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.FailDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.HoldDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.RecordAnswer;
import io.onus.notification.delivery.domain.DeliveryCommand.ReleaseDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ResendDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.SupersedeDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.SuppressDelivery;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryBundled;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryCancelled;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryClaimed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryConfirmed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryExpired;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryFailed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryHeld;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryLapsed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryPutOff;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryReleased;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryResent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySuperseded;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySuppressed;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryNotBundled;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryNotDue;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryNotSent;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryOver;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryStillPending;
import io.onus.notification.delivery.domain.DeliveryRefusal.DeliveryUnderWay;
import io.onus.notification.delivery.domain.DeliveryRefusal.LeaseLost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One attempt series. A send happens between a claim and its answer, outside any transaction: if
 * the answer never comes the lease ends and the next claim sends again under the same id, so a
 * receiver can tell a repeat from a second message.
 */
public sealed interface Delivery {

  /**
   * @param hold why it waits; null where it only waits for its turn or its next attempt
   */
  record Pending(int attempts, Instant nextAttemptAt, @Nullable Hold hold) implements Delivery {
    public Pending(int attempts, Instant nextAttemptAt) {
      this(attempts, nextAttemptAt, null);
    }
  }

  record Sending(int attempt, Instant leasedUntil) implements Delivery {}

  /** The other end has taken it. */
  record Sent(int attempts, Instant at) implements Delivery {}

  /** There is proof that it arrived at the person. */
  record Delivered(int attempts, Instant at) implements Delivery {}

  /**
   * Told together with others.
   *
   * @param into the delivery that tells them
   */
  record Bundled(int attempts, UUID into) implements Delivery {}

  /** The receiver refused for good. */
  record Failed(int attempts, String reason) implements Delivery {}

  /** Tried as often as the schedule allows. */
  record Expired(int attempts, String reason) implements Delivery {}

  record Superseded(int attempts, String reason) implements Delivery {}

  record Suppressed(int attempts, String reason) implements Delivery {}

  record Cancelled(int attempts, String reason) implements Delivery {}

  static Outcome<Delivery, DeliveryEvent> decide(
      Delivery delivery, DeliveryCommand command, RetrySchedule schedule, Instant now) {
    return switch (command) {
      case ClaimDelivery claim -> claim(delivery, claim, schedule, now);
      case HoldDelivery hold -> hold(delivery, hold, now);
      case BundleDelivery(UUID into) -> bundle(delivery, into);
      case ReleaseDelivery(String reason) -> release(delivery, reason, now);
      case RecordAnswer(int attempt, Answer answer) ->
          record(delivery, attempt, answer, schedule, now);
      case ConfirmDelivery(String proof) -> confirm(delivery, proof, now);
      case CancelDelivery(String reason) ->
          end(delivery, attempts -> new Cancelled(attempts, reason), new DeliveryCancelled(reason));
      case SupersedeDelivery(String reason) ->
          end(
              delivery,
              attempts -> new Superseded(attempts, reason),
              new DeliverySuperseded(reason));
      case SuppressDelivery(String reason) ->
          end(
              delivery,
              attempts -> new Suppressed(attempts, reason),
              new DeliverySuppressed(reason));
      case FailDelivery(String reason) ->
          end(
              delivery,
              attempts -> new Failed(attempts, reason),
              new DeliveryFailed(reason, false));
      case ResendDelivery(String by) ->
          switch (delivery) {
            case Pending pending -> refused(new DeliveryStillPending(pending.nextAttemptAt));
            case Sending sending -> refused(new DeliveryUnderWay(sending.attempt));
            case Sent over -> resent(by, now);
            case Delivered over -> resent(by, now);
            case Bundled over -> resent(by, now);
            case Failed over -> resent(by, now);
            case Expired over -> resent(by, now);
            case Superseded over -> resent(by, now);
            case Suppressed over -> resent(by, now);
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
              : lapsed(
                  sending.attempt,
                  claimed(sending.attempt, "no answer within the lease", claim, schedule, now));
      case Sent over -> refused(over("SENT"));
      case Delivered over -> refused(over("DELIVERED"));
      case Bundled over -> refused(over("BUNDLED"));
      case Failed over -> refused(over("FAILED"));
      case Expired over -> refused(over("EXPIRED"));
      case Superseded over -> refused(over("SUPERSEDED"));
      case Suppressed over -> refused(over("SUPPRESSED"));
      case Cancelled over -> refused(over("CANCELLED"));
    };
  }

  private static Outcome<Delivery, DeliveryEvent> claimed(
      int made, String last, ClaimDelivery claim, RetrySchedule schedule, Instant now) {
    return switch (claim.relevance()) {
      case Relevance.Unwanted(String reason) ->
          accepted(new Cancelled(made, reason), List.of(new DeliveryCancelled(reason)));
      case Relevance.Unreachable(String reason) ->
          accepted(new Failed(made, reason), List.of(new DeliveryFailed(reason, false)));
      case Relevance.Outdated(String reason) ->
          accepted(new Superseded(made, reason), List.of(new DeliverySuperseded(reason)));
      case Relevance.Pointless(String reason) ->
          accepted(new Suppressed(made, reason), List.of(new DeliverySuppressed(reason)));
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

  private static Outcome<Delivery, DeliveryEvent> hold(
      Delivery delivery, HoldDelivery hold, Instant now) {
    return switch (delivery) {
      case Pending pending -> held(pending.attempts, pending.hold, hold);
      case Sending sending ->
          sending.leasedUntil.isAfter(now)
              ? refused(new DeliveryUnderWay(sending.attempt))
              : lapsed(sending.attempt, held(sending.attempt, null, hold));
      case Sent over -> refused(over("SENT"));
      case Delivered over -> refused(over("DELIVERED"));
      case Bundled over -> refused(over("BUNDLED"));
      case Failed over -> refused(over("FAILED"));
      case Expired over -> refused(over("EXPIRED"));
      case Superseded over -> refused(over("SUPERSEDED"));
      case Suppressed over -> refused(over("SUPPRESSED"));
      case Cancelled over -> refused(over("CANCELLED"));
    };
  }

  private static Outcome<Delivery, DeliveryEvent> held(
      int attempts, @Nullable Hold before, HoldDelivery hold) {
    return accepted(
        new Pending(attempts, hold.until(), hold.hold()),
        List.of(new DeliveryHeld(hold.hold(), hold.reason(), hold.until(), before != hold.hold())));
  }

  private static Outcome<Delivery, DeliveryEvent> bundle(Delivery delivery, UUID into) {
    return switch (delivery) {
      case Pending pending ->
          accepted(new Bundled(pending.attempts, into), List.of(new DeliveryBundled(into)));
      case Sending sending -> refused(new DeliveryUnderWay(sending.attempt));
      case Sent over -> refused(over("SENT"));
      case Delivered over -> refused(over("DELIVERED"));
      case Bundled over -> refused(over("BUNDLED"));
      case Failed over -> refused(over("FAILED"));
      case Expired over -> refused(over("EXPIRED"));
      case Superseded over -> refused(over("SUPERSEDED"));
      case Suppressed over -> refused(over("SUPPRESSED"));
      case Cancelled over -> refused(over("CANCELLED"));
    };
  }

  private static Outcome<Delivery, DeliveryEvent> release(
      Delivery delivery, String reason, Instant now) {
    return switch (delivery) {
      case Pending pending -> refused(new DeliveryNotBundled("PENDING"));
      case Sending sending -> refused(new DeliveryNotBundled("SENDING"));
      case Sent sent -> refused(new DeliveryNotBundled("SENT"));
      case Delivered delivered -> refused(new DeliveryNotBundled("DELIVERED"));
      case Bundled bundled ->
          accepted(new Pending(bundled.attempts, now), List.of(new DeliveryReleased(reason)));
      case Failed over -> refused(new DeliveryNotBundled("FAILED"));
      case Expired over -> refused(new DeliveryNotBundled("EXPIRED"));
      case Superseded over -> refused(new DeliveryNotBundled("SUPERSEDED"));
      case Suppressed over -> refused(new DeliveryNotBundled("SUPPRESSED"));
      case Cancelled over -> refused(new DeliveryNotBundled("CANCELLED"));
    };
  }

  private static Outcome<Delivery, DeliveryEvent> record(
      Delivery delivery, int attempt, Answer answer, RetrySchedule schedule, Instant now) {
    return switch (answer) {
      // Whatever was decided meanwhile, the receiver has it, and the record says so.
      case Answer.Taken(String detail) ->
          switch (delivery) {
            case Sent already -> refused(over("SENT"));
            case Delivered already -> refused(over("DELIVERED"));
            case Pending any -> sent(attempt, detail, now);
            case Sending any -> sent(attempt, detail, now);
            case Bundled any -> sent(attempt, detail, now);
            case Failed any -> sent(attempt, detail, now);
            case Expired any -> sent(attempt, detail, now);
            case Superseded any -> sent(attempt, detail, now);
            case Suppressed any -> sent(attempt, detail, now);
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

  private static Outcome<Delivery, DeliveryEvent> confirm(
      Delivery delivery, String proof, Instant now) {
    return switch (delivery) {
      case Sent sent ->
          accepted(new Delivered(sent.attempts, now), List.of(new DeliveryConfirmed(proof)));
      case Pending pending -> refused(new DeliveryNotSent("PENDING"));
      case Sending sending -> refused(new DeliveryUnderWay(sending.attempt));
      case Delivered over -> refused(over("DELIVERED"));
      case Bundled bundled -> refused(new DeliveryNotSent("BUNDLED"));
      case Failed over -> refused(new DeliveryNotSent("FAILED"));
      case Expired over -> refused(new DeliveryNotSent("EXPIRED"));
      case Superseded over -> refused(new DeliveryNotSent("SUPERSEDED"));
      case Suppressed over -> refused(new DeliveryNotSent("SUPPRESSED"));
      case Cancelled over -> refused(new DeliveryNotSent("CANCELLED"));
    };
  }

  /** What was not sent yet is not sent any more. */
  private static Outcome<Delivery, DeliveryEvent> end(
      Delivery delivery, IntFunction<Delivery> after, DeliveryEvent event) {
    return switch (delivery) {
      case Pending pending -> accepted(after.apply(pending.attempts), List.of(event));
      case Bundled bundled -> accepted(after.apply(bundled.attempts), List.of(event));
      case Sending sending -> refused(new DeliveryUnderWay(sending.attempt));
      case Sent over -> refused(over("SENT"));
      case Delivered over -> refused(over("DELIVERED"));
      case Failed over -> refused(over("FAILED"));
      case Expired over -> refused(over("EXPIRED"));
      case Superseded over -> refused(over("SUPERSEDED"));
      case Suppressed over -> refused(over("SUPPRESSED"));
      case Cancelled over -> refused(over("CANCELLED"));
    };
  }

  private static Outcome<Delivery, DeliveryEvent> lapsed(
      int attempt, Outcome<Delivery, DeliveryEvent> next) {
    return switch (next) {
      case Outcome.Refused<Delivery, DeliveryEvent> no -> no;
      case Outcome.Accepted<Delivery, DeliveryEvent>(Delivery state, var events) -> {
        List<DeliveryEvent> all = new ArrayList<>();
        all.add(new DeliveryLapsed(attempt));
        all.addAll(events);
        yield accepted(state, all);
      }
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

  /** A resend starts a fresh series under the same id. */
  private static Outcome<Delivery, DeliveryEvent> resent(String by, Instant now) {
    return accepted(new Pending(0, now), List.of(new DeliveryResent(by)));
  }

  private static DeliveryRefusal over(String status) {
    return new DeliveryOver(status);
  }
}
