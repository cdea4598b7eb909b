package io.onus.sla.offer.domain;

import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.Map;

/** Why an offer cannot be changed or accepted. */
public sealed interface OfferRefusal extends Refusal {

  record OfferWithdrawn(Instant at, String by) implements OfferRefusal {
    @Override
    public String kind() {
      return "offer-withdrawn";
    }

    @Override
    public String message() {
      return "This offer was withdrawn by " + by + " at " + at + ". What was signed stays.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("withdrawnAt", at, "withdrawnBy", by);
    }
  }

  record OwnDepartment(String department) implements OfferRefusal {
    @Override
    public String kind() {
      return "own-offer";
    }

    @Override
    public String message() {
      return "The offer is " + department + "'s own. Another department must accept it.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("department", department);
    }
  }

  record AlreadyAccepted(String department, String agreementId, int number)
      implements OfferRefusal {
    @Override
    public String kind() {
      return "offer-already-accepted";
    }

    @Override
    public String message() {
      return department + " has accepted this version already: agreement " + agreementId + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("department", department, "agreementId", agreementId, "number", number);
    }
  }

  record AlreadyOffered(String offerId) implements OfferRefusal {
    @Override
    public String kind() {
      return "already-offered";
    }

    @Override
    public String message() {
      return "There is an open offer of this department for this service: "
          + offerId
          + ". Publish its next version with PUT /offers/"
          + offerId
          + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("offerId", offerId);
    }
  }
}
