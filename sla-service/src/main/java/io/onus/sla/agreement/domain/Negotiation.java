package io.onus.sla.agreement.domain;

import io.onus.kit.decide.Outcome;
import java.time.Instant;
import java.util.List;

/** Where two departments stand with each other about one set of terms. */
public sealed interface Negotiation {

  /** Terms one side put forward; making the offer is its signature. */
  record Proposed(Parties parties, Terms terms, Signature by) implements Negotiation {

    /** The side whose answer is awaited. */
    public Side awaiting() {
      return by.side().other();
    }
  }

  /** Both have signed the same terms. */
  record Signed(Parties parties, Terms terms, Signature offered, Signature accepted)
      implements Negotiation {}

  static Outcome<Negotiation, NegotiationEvent> decide(
      Negotiation state, NegotiationCommand command, Instant now) {
    return switch (state) {
      case Proposed proposed -> decide(proposed, command, now);
      case Signed signed ->
          switch (command) {
            case NegotiationCommand.Accept accept ->
                Outcome.refused(
                    new NegotiationRefusal.OfferAlreadyAnswered(
                        signed.accepted().at(), signed.accepted().by()));
          };
    };
  }

  private static Outcome<Negotiation, NegotiationEvent> decide(
      Proposed state, NegotiationCommand command, Instant now) {
    return switch (command) {
      case NegotiationCommand.Accept accept -> {
        if (accept.side() != state.awaiting()) {
          yield Outcome.refused(new NegotiationRefusal.OwnOffer(accept.side(), state.awaiting()));
        }
        Signature signature =
            new Signature(accept.side(), accept.by(), now, state.by().termsHash());
        yield Outcome.accepted(
            new Signed(state.parties(), state.terms(), state.by(), signature),
            List.of(new NegotiationEvent.AgreementSigned(now)));
      }
    };
  }
}
