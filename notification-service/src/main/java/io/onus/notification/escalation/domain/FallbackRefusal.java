package io.onus.notification.escalation.domain;

import io.onus.kit.decide.Refusal;
import java.util.Map;

/** Why something the fallback contact depends on stays as it is. */
public sealed interface FallbackRefusal extends Refusal {

  /** Without it nobody would be left where nobody else is. */
  record NamedAsFallback(String what, String name) implements FallbackRefusal {
    @Override
    public String kind() {
      return "named-as-fallback";
    }

    @Override
    public String message() {
      return "The fallback contact is the "
          + what
          + " "
          + name
          + ", and nobody could be reached by it any more. Change the fallback contact first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("name", name);
    }
  }
}
