package io.onus.kit.decide;

import java.util.Map;

/** A domain rule's "no", as a value. It becomes a 422 unless the edge gives it another status. */
public interface Refusal {

  /** What is wrong, in kebab-case, stable: callers switch on it. */
  String kind();

  /** One sentence for a person, saying what to do where that is known. */
  String message();

  /** What the rule looked at, for callers that want to act on it. */
  default Map<String, Object> facts() {
    return Map.of();
  }
}
