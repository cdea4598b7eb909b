package io.onus.notification.schedule.domain;

import java.util.List;

/** What came of a move. */
public sealed interface SwapEvent {

  record SwapProposed(SwapTerms terms) implements SwapEvent {}

  /**
   * @param places who is on call in whose place from now on
   */
  record SwapAccepted(SwapTerms terms, List<Place> places) implements SwapEvent {
    public SwapAccepted {
      places = List.copyOf(places);
    }
  }

  record SwapDeclined(SwapTerms terms) implements SwapEvent {}

  record SwapWithdrawn(SwapTerms terms) implements SwapEvent {}

  record SwapExpired(SwapTerms terms) implements SwapEvent {}

  /** One person on call in another's place. */
  record Place(Span span, String inPlaceOf, String person) {}
}
