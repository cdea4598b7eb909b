package io.onus.notification.person.domain;

import io.onus.kit.decide.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why people are not named in something that is to tell them: it would fail when it is needed. */
public sealed interface PeopleRefusal extends Refusal {

  List<String> people();

  @Override
  default Map<String, Object> facts() {
    return Map.of("people", people());
  }

  record UnknownPeople(List<String> people) implements PeopleRefusal {
    @Override
    public String kind() {
      return "unknown-people";
    }

    @Override
    public String message() {
      return "Nobody here is called " + String.join(", ", people) + ".";
    }
  }

  record UnreachablePeople(List<String> people) implements PeopleRefusal {
    @Override
    public String kind() {
      return "unreachable-people";
    }

    @Override
    public String message() {
      return "There is no way to reach " + String.join(", ", people) + "; add a method first.";
    }
  }

  /**
   * @return what stands against naming these people, if anything
   */
  static Optional<PeopleRefusal> of(Collection<String> wanted, Map<String, Reach> known) {
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
