package io.onus.sla.offer.domain;

import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Signature;
import org.jspecify.annotations.Nullable;

/** What came of it. */
public sealed interface OfferEvent {

  record OfferPublished(Publication publication) implements OfferEvent {}

  record OfferWithdrawn() implements OfferEvent {}

  /**
   * Both have signed.
   *
   * @param renewed the agreement whose next version this is; null where it is a new agreement
   */
  record OfferAccepted(
      Parties parties, Publication publication, Signature acceptance, @Nullable String renewed)
      implements OfferEvent {}
}
