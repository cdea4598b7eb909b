package io.onus.sla.offer.domain;

import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.Terms;
import org.jspecify.annotations.Nullable;

/** What is done with an offer. */
public sealed interface OfferCommand {

  /** Puts forward other terms, or says something else about the same. */
  record Publish(Terms terms, Signature by, @Nullable String note) implements OfferCommand {}

  /** Nobody can accept any more; what was signed stays. */
  record Withdraw(String by) implements OfferCommand {}

  /** A lead signs for the department. */
  record Accept(String department, String by, Standing standing) implements OfferCommand {}
}
