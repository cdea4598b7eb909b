package io.onus.notification.policy.domain;

import io.onus.kit.decide.Refusal;
import java.util.List;
import java.util.Map;

/** Why a policy is not saved, or does not go: it would fail when it is needed. */
public sealed interface PolicyRefusal extends Refusal {

  /** Something a step names is not there. */
  record UnknownNames(String what, List<String> names) implements PolicyRefusal {
    @Override
    public String kind() {
      return "unknown-" + what;
    }

    @Override
    public String message() {
      return "There is no " + what + " " + String.join(", ", names) + "; make it first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("names", names);
    }
  }

  record PolicyInUse(String policy, List<Integer> routes) implements PolicyRefusal {
    @Override
    public String kind() {
      return "policy-in-use";
    }

    @Override
    public String message() {
      return "Routes use " + policy + "; change or remove them first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("policy", policy, "routes", routes);
    }
  }

  /** Whom a policy names there must be a way to reach. */
  record NamedByPolicies(String what, String name, List<String> policies) implements PolicyRefusal {
    @Override
    public String kind() {
      return "named-by-policies";
    }

    @Override
    public String message() {
      return "Policies tell the "
          + what
          + " "
          + name
          + " and could not any more: "
          + String.join(", ", policies)
          + ". Change them first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("name", name, "policies", policies);
    }
  }
}
