package io.onus.sla.agreement.domain;

import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a move in a negotiation, or the terms it carries, cannot stand. */
public sealed interface NegotiationRefusal extends Refusal {

  record OfferAlreadyAnswered(Instant at, String by) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "offer-already-answered";
    }

    @Override
    public String message() {
      return "This offer was answered by " + by + " at " + at + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("answeredAt", at, "answeredBy", by);
    }
  }

  record OwnOffer(Side side, Side awaiting) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "own-offer";
    }

    @Override
    public String message() {
      return "The offer is your own side's. The other side must answer it.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("side", side, "awaiting", awaiting);
    }
  }

  record OfferWithdrawn(Instant at, String by) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "offer-withdrawn";
    }

    @Override
    public String message() {
      return "This offer was withdrawn by " + by + " at " + at + ". Propose anew.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("withdrawnAt", at, "withdrawnBy", by);
    }
  }

  record OfferExpired(Instant at) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "offer-expired";
    }

    @Override
    public String message() {
      return "This offer was open until " + at + " and nobody answered it. Put it forward anew.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("expiredAt", at);
    }
  }

  record NotYourOffer(Side side, Side offeredBy) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "not-your-offer";
    }

    @Override
    public String message() {
      return "The offer is the other side's: only they withdraw it. Accept, counter or decline it.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("side", side, "offeredBy", offeredBy);
    }
  }

  record SameTerms(String where) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "same-terms";
    }

    @Override
    public String message() {
      return "These are the very terms that are " + where + ".";
    }
  }

  /** There is nothing signed to amend or end. */
  record NotSignedYet(Side awaiting) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "not-signed";
    }

    @Override
    public String message() {
      return "Nothing is signed yet: answer the offer with accept, counter or decline, or withdraw"
          + " it.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("awaiting", awaiting);
    }
  }

  /** The next version is being negotiated already. */
  record OfferOpen(int number, Instant at, String by, Side awaiting) implements NegotiationRefusal {

    static OfferOpen of(TermsOffer offer) {
      return new OfferOpen(offer.number(), offer.by().at(), offer.by().by(), offer.awaiting());
    }

    @Override
    public String kind() {
      return "offer-open";
    }

    @Override
    public String message() {
      return "Terms for the next version are on the table since "
          + at
          + ", by "
          + by
          + ". Accept, counter, decline or withdraw them first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("offer", number, "offeredAt", at, "offeredBy", by, "awaiting", awaiting);
    }
  }

  record AgreementEnded(Instant endsAt, Instant at, String by) implements NegotiationRefusal {

    static AgreementEnded of(Notice notice) {
      return new AgreementEnded(notice.endsAt(), notice.at(), notice.by());
    }

    @Override
    public String kind() {
      return "agreement-ended";
    }

    @Override
    public String message() {
      return by
          + " gave notice at "
          + at
          + ": this agreement binds until "
          + endsAt
          + ". Propose another one that is valid from then.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("endsAt", endsAt, "noticeAt", at, "noticeBy", by);
    }
  }

  record NoticeInThePast(Instant on, Instant earliest) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "notice-in-the-past";
    }

    @Override
    public String message() {
      return "A notice reaches nothing back: the first day without the agreement is today at the"
          + " earliest, which began at "
          + earliest
          + " for the provider.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("on", on, "earliest", earliest);
    }
  }

  record ReviewInThePast(LocalDate on) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "review-in-the-past";
    }

    @Override
    public String message() {
      return "The next review is on a day after today, and " + on + " is not.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("nextReviewOn", on);
    }
  }

  /** Why an offer that was answered so cannot be answered again. */
  static NegotiationRefusal answered(Answer answer) {
    String by = String.valueOf(answer.by());
    return switch (answer.kind()) {
      case ACCEPTED, COUNTERED, DECLINED, LAPSED -> new OfferAlreadyAnswered(answer.at(), by);
      case WITHDRAWN -> new OfferWithdrawn(answer.at(), by);
      case EXPIRED -> new OfferExpired(answer.at());
    };
  }

  /**
   * @param from since when the other agreement holds; null where it is not known
   * @param until when it ends; null where nobody gave notice
   */
  record AlreadyAgreed(String agreementId, @Nullable Instant from, @Nullable Instant until)
      implements NegotiationRefusal {

    public AlreadyAgreed(String agreementId) {
      this(agreementId, null, null);
    }

    @Override
    public String kind() {
      return "already-agreed";
    }

    @Override
    public String message() {
      return "These departments have a signed agreement for this service"
          + (from == null ? "" : ", from " + from)
          + (until == null ? "" : " until " + until)
          + ": "
          + agreementId
          + ". Amend that one"
          + (until == null
              ? " with POST /agreements/" + agreementId + "/amend."
              : ", or propose terms with a validFrom after its end.");
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("agreementId", agreementId);
      if (from != null) {
        facts.put("inForceFrom", from);
      }
      if (until != null) {
        facts.put("endsAt", until);
      }
      return facts;
    }
  }

  record UnknownDepartment(String code) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "unknown-department";
    }

    @Override
    public String message() {
      return "There is no department "
          + code
          + ". Make it first with PUT /departments/"
          + code
          + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("department", code);
    }
  }

  record UnknownCalendar(String code) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "unknown-calendar";
    }

    @Override
    public String message() {
      return "hours must be PROVIDER, REQUESTER, BOTH, EITHER, ALWAYS or the code of a calendar,"
          + " and there is no calendar "
          + code
          + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("calendar", code);
    }
  }

  /** What takes a request away from who said nothing needs their signature. */
  record OnlySigned(String field) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "only-signed";
    }

    @Override
    public String message() {
      return field
          + " closes requests of who keeps silent, so both sides must have signed it: house terms,"
          + " which nobody signed, cannot have it.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("field", field);
    }
  }

  record NoReplyTarget() implements NegotiationRefusal {
    @Override
    public String kind() {
      return "no-reply-target";
    }

    @Override
    public String message() {
      return "onNoReply says what a broken REPLY leads to, and these terms promise no REPLY. Add a"
          + " target for REPLY, or leave onNoReply out.";
    }
  }

  record UnknownTemplate(String code) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "unknown-template";
    }

    @Override
    public String message() {
      return "There are no terms called "
          + code
          + ". GET /terms-templates lists those there are, and an admin adds one with PUT.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("template", code);
    }
  }
}
