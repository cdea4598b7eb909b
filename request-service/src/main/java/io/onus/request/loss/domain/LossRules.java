package io.onus.request.loss.domain;

import io.onus.kit.decide.Outcome;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.By;
import io.onus.request.request.domain.RequestEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules a loss lives by. One side claims, the other confirms; nobody does both. */
public final class LossRules {

  /** More than anybody has said of one request, and few enough to read at once. */
  public static final int MOST = 50;

  private LossRules() {}

  /**
   * @param already how many losses of the request were claimed before
   */
  public static Outcome<Loss, RequestEvent> claim(
      int already, By by, BigDecimal amount, String currency, String text, Instant now) {
    if (already >= MOST) {
      return Outcome.refused(new LossRefusal.TooManyLosses(MOST));
    }
    Claim claim =
        new Claim(
            already + 1,
            Objects.requireNonNull(by.side()),
            by.actor().person(),
            amount,
            currency,
            text,
            now);
    return accepted(
        new Loss.Claimed(claim),
        new RequestEvent.LossClaimed(by, claim.n(), amount, currency, text));
  }

  public static Outcome<Loss, RequestEvent> decide(Loss loss, LossCommand command, Instant now) {
    Claim claim = loss.claim();
    if (command.by().side() != command.of(claim)) {
      return Outcome.refused(
          new LossRefusal.WordOfTheOtherSide(claim.n(), command.path(), command.of(claim)));
    }
    By by = command.by();
    String person = by.actor().person();
    return switch (command) {
      case LossCommand.Confirm c ->
          loss instanceof Loss.Answerable s
              ? accepted(
                  s.confirm(person, now),
                  new RequestEvent.LossConfirmed(by, claim.n(), claim.amount(), claim.currency()))
              : settled(loss, c);
      case LossCommand.Dispute c ->
          loss instanceof Loss.Disputable s
              ? accepted(
                  s.dispute(person, c.reason(), now),
                  new RequestEvent.LossDisputed(
                      by, claim.n(), claim.amount(), claim.currency(), c.reason()))
              : settled(loss, c);
      case LossCommand.Withdraw c ->
          loss instanceof Loss.Withdrawable s
              ? accepted(
                  s.withdraw(person, now),
                  new RequestEvent.LossWithdrawn(by, claim.n(), claim.amount(), claim.currency()))
              : settled(loss, c);
    };
  }

  /**
   * The loss after something that was decided before.
   *
   * @param loss none before the claim
   */
  public static Loss after(@Nullable Loss loss, RequestEvent event, Instant at) {
    Actor actor = event.by().actor();
    return switch (event) {
      case RequestEvent.LossClaimed e ->
          new Loss.Claimed(
              new Claim(
                  e.n(),
                  Objects.requireNonNull(e.by().side()),
                  actor.person(),
                  e.amount(),
                  e.currency(),
                  e.text(),
                  at));
      case RequestEvent.LossConfirmed e when loss instanceof Loss.Answerable s ->
          s.confirm(actor.person(), at);
      case RequestEvent.LossDisputed e when loss instanceof Loss.Disputable s ->
          s.dispute(actor.person(), e.reason(), at);
      case RequestEvent.LossWithdrawn e when loss instanceof Loss.Withdrawable s ->
          s.withdraw(actor.person(), at);
      default -> throw new IllegalStateException(event.type() + " cannot follow " + loss);
    };
  }

  private static Outcome<Loss, RequestEvent> accepted(Loss loss, RequestEvent event) {
    return Outcome.accepted(loss, List.of(event));
  }

  private static Outcome<Loss, RequestEvent> settled(Loss loss, LossCommand command) {
    return Outcome.refused(
        new LossRefusal.LossSettled(loss.claim().n(), loss.status(), command.path()));
  }
}
