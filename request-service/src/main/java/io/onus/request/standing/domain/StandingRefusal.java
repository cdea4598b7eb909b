package io.onus.request.standing.domain;

import io.onus.kit.decide.Refusal;
import java.util.Map;

/** Why a standing request stays as it is. */
public sealed interface StandingRefusal extends Refusal {

  record StandingMoveNotAllowed(Standing.Status status, String verb) implements StandingRefusal {
    @Override
    public String kind() {
      return "standing-move-not-allowed";
    }

    @Override
    public String message() {
      return "A standing request that is %s cannot take '%s'.".formatted(status, verb);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("standingStatus", status, "verb", verb);
    }
  }

  record NoMomentAhead(String rrule) implements StandingRefusal {
    @Override
    public String kind() {
      return "no-moment-ahead";
    }

    @Override
    public String message() {
      return "The rule %s has no moment that lies ahead.".formatted(rrule);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("rrule", rrule);
    }
  }
}
