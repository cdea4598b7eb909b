package io.onus.sla.agreement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.sla.agreement.AgreementService.Asked;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.SuggestionStore.Suggestion;
import io.onus.sla.agreement.domain.Answer;
import io.onus.sla.agreement.domain.Negotiation;
import io.onus.sla.agreement.domain.NegotiationEvent;
import io.onus.sla.agreement.domain.Notice;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Review;
import io.onus.sla.agreement.domain.SignedVersion;
import io.onus.sla.agreement.domain.TermsOffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What happened in a negotiation, for the topic and for the audit trail. */
@ApplicationScoped
public class NegotiationRecord {

  private final AgreementEvents events;
  private final Audit audit;

  public NegotiationRecord(AgreementEvents events, Audit audit) {
    this.events = events;
    this.audit = audit;
  }

  void of(UUID id, Negotiation state, List<NegotiationEvent> happened, AgreementActor by) {
    happened.forEach(event -> of(id, state, event, by));
  }

  /** A provider put terms forward for everybody, and a department is about to sign them. */
  void proposedByPublication(UUID id, TermsOffer offer, AgreementActor by) {
    events.append(
        id,
        "proposed",
        "offer-" + offer.number(),
        by,
        offer.by().at(),
        data -> {
          data.put("status", AgreementStatus.PROPOSED.name());
          offered(data, offer);
        });
  }

  /** The provider published newer terms than those this agreement stands on. */
  void asked(UUID id, Negotiation state, Asked asked, AgreementActor by, Instant at) {
    events.append(
        id,
        "proposed",
        "publication-" + asked.offerId() + "-" + asked.number(),
        by,
        at,
        with(
            state,
            data -> {
              data.putObject("publication")
                  .put("offerId", asked.offerId().toString())
                  .put("number", asked.number());
              data.put("note", asked.note());
              events.put(data, "terms", asked.terms());
            }));
  }

  private void of(UUID id, Negotiation state, NegotiationEvent event, AgreementActor by) {
    switch (event) {
      case NegotiationEvent.OfferMade(var offer, var counter) ->
          made(id, state, offer, counter ? "countered" : "proposed", by);
      case NegotiationEvent.OfferAnswered(var offer, var answer) ->
          answered(id, state, offer, answer, by);
      case NegotiationEvent.OfferTaken taken -> {}
      case NegotiationEvent.VersionSigned(var version) -> signed(id, state, version, by);
      case NegotiationEvent.NoticeGiven(var notice) -> ended(id, state, notice, by);
    }
  }

  private void made(UUID id, Negotiation state, TermsOffer offer, String what, AgreementActor by) {
    audit.record(
        entry("agreement." + what, id, state)
            .with("offer", offer.number())
            .with("termsHash", offer.by().termsHash())
            .with("expiresAt", offer.expiresAt())
            .textChanged("note", null, offer.note()));
    events.append(
        id,
        what,
        "offer-" + offer.number(),
        by,
        offer.by().at(),
        with(state, data -> offered(data, offer)));
  }

  private void answered(
      UUID id, Negotiation state, TermsOffer offer, Answer answer, AgreementActor by) {
    Optional<String> what =
        switch (answer.kind()) {
          case DECLINED -> Optional.of("declined");
          case WITHDRAWN -> Optional.of("withdrawn");
          case EXPIRED -> Optional.of("expired");
          // The next offer, the signature or the notice say so.
          case COUNTERED, ACCEPTED, LAPSED -> Optional.empty();
        };
    if (what.isEmpty()) {
      return;
    }
    audit.record(
        entry("agreement." + what.get(), id, state)
            .with("offer", offer.number())
            .textChanged("reason", null, answer.reason()));
    events.append(
        id,
        what.get(),
        "offer-" + offer.number(),
        by,
        answer.at(),
        with(
            state,
            data -> {
              offered(data, offer);
              data.put("reason", answer.reason());
            }));
  }

  private void signed(UUID id, Negotiation state, SignedVersion version, AgreementActor by) {
    audit.record(
        entry("agreement.signed", id, state)
            .with("number", version.number())
            .with("termsHash", version.accepted().termsHash())
            .personChanged("offeredBy", null, version.offered().by()));
    events.append(
        id,
        "signed",
        "version-" + version.number(),
        by,
        version.accepted().at(),
        with(
            state,
            data -> {
              data.put("version", version.number());
              events.put(data, "signatures", List.of(version.offered(), version.accepted()));
              events.put(data, "terms", version.terms());
            }));
  }

  private void ended(UUID id, Negotiation state, Notice notice, AgreementActor by) {
    audit.record(
        entry("agreement.ended", id, state)
            .with("endsAt", notice.endsAt())
            .textChanged("reason", null, notice.reason()));
    events.append(
        id,
        "ended",
        "notice",
        by,
        notice.at(),
        with(
            state,
            data -> {
              events.put(data, "endsAt", notice.endsAt());
              data.put("reason", notice.reason());
              // Said in so many words: clocks of requests that began under it run on.
              data.put("openRequestsKeepTheirTerms", true);
              state
                  .lastSigned()
                  .ifPresent(
                      last -> {
                        data.put("version", last.number());
                        events.put(data, "terms", last.terms());
                      });
            }));
  }

  /** The day of a review has come. */
  void reviewDue(StoredAgreement agreement, Instant at) {
    events.append(
        agreement.id(),
        "review-due",
        "review-" + agreement.review().on(),
        AgreementActor.SYSTEM,
        at,
        with(
            agreement.state(),
            data -> {
              data.put("version", agreement.lastNumber());
              events.put(data, "reviewOn", agreement.review().on());
            }));
  }

  /** Both leads said the same of the agreement. */
  void reviewed(StoredAgreement agreement, Review.Closed review, AgreementActor by) {
    events.append(
        agreement.id(),
        "reviewed",
        "review-" + review.number(),
        by,
        review.at(),
        with(
            agreement.state(),
            data -> {
              data.put("version", agreement.lastNumber());
              data.put("outcome", review.outcome().name());
              events.put(data, "opinions", AgreementView.Opinion.of(review));
              events.put(data, "nextReviewOn", review.nextOn());
            }));
  }

  /** Somebody said what would be better. */
  void suggested(StoredAgreement agreement, Suggestion suggestion, AgreementActor by) {
    events.append(
        agreement.id(),
        "suggested",
        suggestion.id().toString(),
        by,
        suggestion.at(),
        with(
            agreement.state(),
            data -> {
              data.put("suggestionId", suggestion.id().toString());
              data.put("text", suggestion.text());
            }));
  }

  private Consumer<ObjectNode> with(Negotiation state, Consumer<ObjectNode> more) {
    return data -> {
      data.put("status", AgreementStatus.of(state).name());
      more.accept(data);
    };
  }

  private void offered(ObjectNode data, TermsOffer offer) {
    data.put("offer", offer.number());
    data.put("note", offer.note());
    events.put(data, "expiresAt", offer.expiresAt());
    events.put(data, "terms", offer.terms());
  }

  private static AuditEntry entry(String action, UUID id, Negotiation state) {
    Parties parties = state.parties();
    return AuditEntry.of(action, "agreement", id)
        .concerning(parties.requester(), parties.provider())
        .with("requester", parties.requester())
        .with("provider", parties.provider())
        .with("service", parties.service())
        .with("status", AgreementStatus.of(state));
  }
}
