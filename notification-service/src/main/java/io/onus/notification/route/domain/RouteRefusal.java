package io.onus.notification.route.domain;

import io.onus.kit.decide.Refusal;
import io.onus.notification.person.domain.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why a route is not saved: it would fail when it is needed. */
public sealed interface RouteRefusal extends Refusal {

  record UnknownPeople(List<String> people) implements RouteRefusal {
    @Override
    public String kind() {
      return "unknown-people";
    }

    @Override
    public String message() {
      return "Nobody here is called " + String.join(", ", people) + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("people", people);
    }
  }

  record UnreachablePeople(List<String> people) implements RouteRefusal {
    @Override
    public String kind() {
      return "unreachable-people";
    }

    @Override
    public String message() {
      return "There is no way to reach " + String.join(", ", people) + "; add a method first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("people", people);
    }
  }

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

  /**
   * @return what stands against naming these people, if anything
   */
  static Optional<RouteRefusal> of(List<String> wanted, Map<String, Reach> known) {
    List<String> unknown = wanted.stream().filter(id -> !known.containsKey(id)).toList();
    if (!unknown.isEmpty()) {
      return Optional.of(new UnknownPeople(unknown));
    }
    List<String> unreachable = wanted.stream().filter(id -> !known.get(id).isReachable()).toList();
    return unreachable.isEmpty()
        ? Optional.empty()
        : Optional.of(new UnreachablePeople(unreachable));
  }
}
