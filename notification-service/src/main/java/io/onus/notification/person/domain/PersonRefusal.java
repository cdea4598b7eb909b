package io.onus.notification.person.domain;

import io.onus.kit.decide.Refusal;
import java.util.List;
import java.util.Map;

/** Why a change to a person is not made. */
public sealed interface PersonRefusal extends Refusal {

  /** Without this method somebody whom routes name could not be told anything. */
  record LastMethodOfRoutedPerson(String personId, List<String> routes) implements PersonRefusal {
    @Override
    public String kind() {
      return "last-method-of-routed-person";
    }

    @Override
    public String message() {
      return "Routes tell "
          + personId
          + " and this is the last way to do it; add another method or change the routes first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("person", personId, "routes", routes);
    }
  }
}
