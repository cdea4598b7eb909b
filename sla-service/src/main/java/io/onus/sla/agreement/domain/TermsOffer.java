package io.onus.sla.agreement.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Terms one side put forward in a negotiation; making the offer is that side's signature.
 *
 * @param number counts the offers of a negotiation from 1, over all its versions
 * @param expiresAt from then on nobody can take it; null where it was published for everybody
 */
public record TermsOffer(
    int number, Terms terms, Signature by, @Nullable String note, @Nullable Instant expiresAt) {

  /** The side whose answer is awaited. */
  public Side awaiting() {
    return by.side().other();
  }

  public boolean expired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
