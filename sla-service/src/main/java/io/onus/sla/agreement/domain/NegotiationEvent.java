package io.onus.sla.agreement.domain;

/** What came of a move. */
public sealed interface NegotiationEvent {

  /**
   * Terms are on the table.
   *
   * @param counter whether they answer an offer
   */
  record OfferMade(TermsOffer offer, boolean counter) implements NegotiationEvent {}

  /** An offer was on the table and is not any more. */
  record OfferAnswered(TermsOffer offer, Answer answer) implements NegotiationEvent {}

  /** Terms published for everybody were taken by one department. */
  record OfferTaken(TermsOffer offer, Answer answer) implements NegotiationEvent {}

  record VersionSigned(SignedVersion version) implements NegotiationEvent {}

  record NoticeGiven(Notice notice) implements NegotiationEvent {}
}
