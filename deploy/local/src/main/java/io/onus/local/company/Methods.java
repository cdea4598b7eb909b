package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.local.company.Resources.Found;
import io.onus.local.company.SuiteApi.Answer;
import io.onus.local.company.SuiteApi.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to reach the people of a file, and how they want to be told. Those the file does not
 * name stay as they are: they are the people's own.
 */
final class Methods {

  private final SuiteApi api;
  private final Map<String, String> environment;

  Methods(SuiteApi api, Map<String, String> environment) {
    this.api = api;
    this.environment = environment;
  }

  /** What would have to change, beside the name. */
  List<Change> changes(Entry person, Optional<Found> found) throws InterruptedException {
    List<Change> changes = new ArrayList<>();
    if (knowsOnlyTheName(found)) {
      // They may not add any either.
      return changes;
    }
    for (JsonNode wanted : person.wanted().path("methods")) {
      Optional<JsonNode> there = there(wanted, found);
      if (there.isEmpty()) {
        changes.add(new Change("methods", null, name(wanted)));
      } else {
        String field = "methods[" + name(wanted) + "]";
        if (changesUrgency(wanted, there.get())) {
          changes.add(
              new Change(
                  field + ".urgency",
                  there.get().path("urgency").asText(),
                  wanted.path("urgency").asText()));
        }
        if (isToBeVouchedFor(wanted, there.get())) {
          changes.add(new Change(field + ".verified", "false", "true"));
        }
      }
    }
    if (person.wanted().path("preferences").isObject()) {
      // A new person has said nothing.
      changes.addAll(
          preferenceChanges(
              person, found.isPresent() ? preferences(person).body() : MissingNode.getInstance()));
    }
    return changes;
  }

  /** Makes it so; answers what has to be told once and never again. */
  List<String> write(Entry person, Optional<Found> found) throws InterruptedException {
    List<String> secrets = new ArrayList<>();
    for (JsonNode wanted : person.wanted().path("methods")) {
      Optional<JsonNode> there = there(wanted, found);
      if (there.isEmpty()) {
        Answer added =
            api.post(Service.NOTIFICATION, address(person) + "/methods", "", newMethod(wanted));
        secrets.addAll(shownOnce(wanted, added.body()));
      } else if (changesUrgency(wanted, there.get()) || isToBeVouchedFor(wanted, there.get())) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.set("urgency", Normal.orElse(wanted.path("urgency"), there.get().path("urgency")));
        change.put("verified", isToBeVouchedFor(wanted, there.get()));
        api.put(
            Service.NOTIFICATION,
            address(person) + "/methods/" + there.get().path("id").asText(),
            "",
            change,
            '"' + there.get().path("version").asText() + '"');
      }
    }
    if (person.wanted().path("preferences").isObject()) {
      Answer there = preferences(person);
      if (!preferenceChanges(person, there.body()).isEmpty()) {
        api.put(
            Service.NOTIFICATION,
            address(person) + "/preferences",
            "",
            OnCall.preferences(person.wanted().path("preferences")),
            there.etag());
      }
    }
    return secrets;
  }

  /** A secret that was made for calls to an address. */
  static List<String> shownOnce(JsonNode wanted, JsonNode answer) {
    return answer.hasNonNull("secret")
        ? List.of(
            "calls to "
                + wanted.path("address").asText()
                + " are signed with "
                + answer.path("secret").asText()
                + " (shown once, keep it)")
        : List.of();
  }

  /** What the environment holds has no place in a file that is kept for all to read. */
  static void addSecret(JsonNode wanted, ObjectNode body, Map<String, String> environment) {
    String secret = environment.get(wanted.path("secretFrom").asText(""));
    if (secret != null) {
      body.put("secret", secret);
    }
  }

  private ObjectNode newMethod(JsonNode wanted) {
    ObjectNode method = JsonNodeFactory.instance.objectNode();
    method.set("kind", wanted.path("kind"));
    method.set("address", wanted.path("address"));
    if (wanted.hasNonNull("urgency")) {
      method.set("urgency", wanted.path("urgency"));
    }
    method.put("verified", vouches(wanted));
    addSecret(wanted, method, environment);
    return method;
  }

  private static boolean knowsOnlyTheName(Optional<Found> found) {
    return found.isPresent() && !found.get().state().has("methods");
  }

  private static Optional<JsonNode> there(JsonNode wanted, Optional<Found> found) {
    for (JsonNode there :
        found.map(Found::state).orElse(MissingNode.getInstance()).path("methods")) {
      // What follows a # in an address tells apart the keys that go with it.
      String address = there.path("address").asText().replaceFirst("#.*", "");
      if (there.path("kind").equals(wanted.path("kind"))
          && address.equals(wanted.path("address").asText())) {
        return Optional.of(there);
      }
    }
    return Optional.empty();
  }

  private static boolean changesUrgency(JsonNode wanted, JsonNode there) {
    return wanted.hasNonNull("urgency") && !wanted.path("urgency").equals(there.path("urgency"));
  }

  private static boolean isToBeVouchedFor(JsonNode wanted, JsonNode there) {
    return vouches(wanted) && there.path("status").asText().equals("UNVERIFIED");
  }

  /** Who keeps the file of a company vouches for what is in it, unless it says otherwise. */
  private static boolean vouches(JsonNode wanted) {
    return wanted.path("verified").asBoolean(true);
  }

  private static String name(JsonNode method) {
    return method.path("kind").asText() + " " + method.path("address").asText();
  }

  private Answer preferences(Entry person) throws InterruptedException {
    return api.get(Service.NOTIFICATION, address(person) + "/preferences");
  }

  private static List<Change> preferenceChanges(Entry person, JsonNode there) {
    return Change.between(
            OnCall.preferences(there), OnCall.preferences(person.wanted().path("preferences")))
        .stream()
        .map(change -> new Change("preferences." + change.field(), change.from(), change.to()))
        .toList();
  }

  private static String address(Entry person) {
    return "/people/" + person.key();
  }
}
