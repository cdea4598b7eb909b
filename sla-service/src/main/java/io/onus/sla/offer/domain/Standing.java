package io.onus.sla.offer.domain;

/** What a department has signed with the provider of an offer for the same service. */
public sealed interface Standing {

  record NothingSigned() implements Standing {}

  /** The terms in force were put forward by one side and accepted by the other. */
  record Negotiated(String agreementId) implements Standing {}

  /** The terms in force are those of this offer, or of one the provider withdrew. */
  record Accepted(String agreementId, String offerId, int number) implements Standing {}
}
