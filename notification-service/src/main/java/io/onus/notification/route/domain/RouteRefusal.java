package io.onus.notification.route.domain;

import io.onus.kit.decide.Refusal;
import java.util.List;
import java.util.Map;

/** Why a route stays as it is, or something it depends on does. */
public sealed interface RouteRefusal extends Refusal {

  /** Without this method somebody whom routes name could not be told anything. */
  record LastWayToRoutedPerson(String person, List<Integer> routes) implements RouteRefusal {
    @Override
    public String kind() {
      return "last-way-to-routed-person";
    }

    @Override
    public String message() {
      return "Routes tell "
          + person
          + " and this is the last way to do it; add another method or change the routes first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("person", person, "routes", routes);
    }
  }
}
