package io.onus.sla.agreement.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A move in a negotiation. */
public sealed interface NegotiationCommand {

  /** Terms to put forward, signed by who does. */
  record Draft(Terms terms, Signature by, @Nullable String note, Instant expiresAt) {

    public TermsOffer numbered(int number) {
      return new TermsOffer(number, terms, by, note, expiresAt);
    }
  }

  /** Answers the offer on the table with other terms. */
  record Counter(Draft draft) implements NegotiationCommand {}

  /** Takes the other side's offer as it stands. */
  record Accept(Side side, String by) implements NegotiationCommand {}

  record Decline(Side side, String by, String reason) implements NegotiationCommand {}

  /** Takes one's own offer back. */
  record Withdraw(Side side, String by) implements NegotiationCommand {}

  /** Puts terms for the next version forward. */
  record Amend(Draft draft) implements NegotiationCommand {}

  /**
   * Gives notice.
   *
   * @param endsAt the beginning of the first day it does not bind any more
   * @param earliest the beginning of today
   */
  record End(Side side, String by, Instant endsAt, Instant earliest, String reason)
      implements NegotiationCommand {}

  /** The time for an answer is over: a timer says so. */
  record Expire() implements NegotiationCommand {}

  /** Takes terms the provider published for everybody as the next version. */
  record SignPublished(Terms terms, Signature offered, Signature accepted, @Nullable String note)
      implements NegotiationCommand {}
}
