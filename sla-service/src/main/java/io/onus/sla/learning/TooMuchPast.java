package io.onus.sla.learning;

import io.onus.kit.decide.Refusal;
import io.onus.sla.learning.domain.Window;
import java.util.Map;

/** More requests than one question may go through. */
record TooMuchPast(int most, Window window) implements Refusal {

  @Override
  public String kind() {
    return "too-much-past";
  }

  @Override
  public String message() {
    return "More than %d requests came from %s to %s. Ask for a shorter window."
        .formatted(most, window.from(), window.until());
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of("most", most, "from", window.from(), "until", window.until());
  }
}
