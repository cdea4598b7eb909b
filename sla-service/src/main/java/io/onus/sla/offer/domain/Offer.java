package io.onus.sla.offer.domain;

import io.onus.kit.decide.Outcome;
import io.onus.sla.agreement.domain.NegotiationRefusal;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Terms a provider publishes for every department, in numbered versions. */
public sealed interface Offer {

  String id();

  String provider();

  /** Null means all of the provider's services. */
  @Nullable String service();

  /** The version that was published last. */
  Publication current();

  record Open(String id, String provider, @Nullable String service, Publication current)
      implements Offer {}

  record Withdrawn(
      String id,
      String provider,
      @Nullable String service,
      Publication current,
      Instant at,
      String by)
      implements Offer {}

  static Outcome<Offer, OfferEvent> decide(Offer state, OfferCommand command, Instant now) {
    return switch (state) {
      case Open open ->
          switch (command) {
            case OfferCommand.Publish publish -> published(open, publish);
            case OfferCommand.Withdraw withdraw ->
                Outcome.accepted(
                    new Withdrawn(
                        open.id(),
                        open.provider(),
                        open.service(),
                        open.current(),
                        now,
                        withdraw.by()),
                    List.of(new OfferEvent.OfferWithdrawn()));
            case OfferCommand.Accept accept -> accepted(open, accept, now);
          };
      case Withdrawn withdrawn ->
          switch (command) {
            case OfferCommand.Publish publish -> gone(withdrawn);
            case OfferCommand.Withdraw withdraw -> gone(withdrawn);
            case OfferCommand.Accept accept -> gone(withdrawn);
          };
    };
  }

  /** What says nothing new is no new version: nobody is asked to sign the same again. */
  private static Outcome<Offer, OfferEvent> published(Open open, OfferCommand.Publish publish) {
    Publication current = open.current();
    if (publish.terms().equals(current.terms()) && Objects.equals(publish.note(), current.note())) {
      return Outcome.accepted(open, List.of());
    }
    Publication next =
        new Publication(current.number() + 1, publish.terms(), publish.by(), publish.note());
    return Outcome.accepted(
        new Open(open.id(), open.provider(), open.service(), next),
        List.of(new OfferEvent.OfferPublished(next)));
  }

  private static Outcome<Offer, OfferEvent> accepted(
      Open open, OfferCommand.Accept accept, Instant now) {
    if (accept.department().equals(open.provider())) {
      return Outcome.refused(new OfferRefusal.OwnDepartment(accept.department()));
    }
    return switch (accept.standing()) {
      case Standing.NothingSigned nothing -> signed(open, accept, null, now);
      case Standing.Negotiated negotiated ->
          Outcome.refused(new NegotiationRefusal.AlreadyAgreed(negotiated.agreementId()));
      case Standing.Accepted earlier ->
          earlier.offerId().equals(open.id()) && earlier.number() == open.current().number()
              ? Outcome.refused(
                  new OfferRefusal.AlreadyAccepted(
                      accept.department(), earlier.agreementId(), earlier.number()))
              : signed(open, accept, earlier.agreementId(), now);
    };
  }

  private static Outcome<Offer, OfferEvent> signed(
      Open open, OfferCommand.Accept accept, @Nullable String renewed, Instant now) {
    Publication publication = open.current();
    Signature acceptance =
        new Signature(Side.REQUESTER, accept.by(), now, publication.by().termsHash());
    return Outcome.accepted(
        open,
        List.of(
            new OfferEvent.OfferAccepted(
                new Parties(accept.department(), open.provider(), open.service()),
                publication,
                acceptance,
                renewed)));
  }

  private static Outcome<Offer, OfferEvent> gone(Withdrawn withdrawn) {
    return Outcome.refused(new OfferRefusal.OfferWithdrawn(withdrawn.at(), withdrawn.by()));
  }
}
