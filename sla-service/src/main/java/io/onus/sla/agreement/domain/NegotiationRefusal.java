package io.onus.sla.agreement.domain;

import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.Map;

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

  record AlreadyAgreed(String agreementId) implements NegotiationRefusal {
    @Override
    public String kind() {
      return "already-agreed";
    }

    @Override
    public String message() {
      return "These departments have a signed agreement for this service: " + agreementId + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("agreementId", agreementId);
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
}
