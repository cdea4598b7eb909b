package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.List;

/** The normal form of what says whom to tell, see {@link Normal}. */
final class OnCall {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> LISTS = List.of("types", "services", "priorities", "metrics");

  private OnCall() {}

  static ObjectNode schedule(JsonNode said) {
    ObjectNode schedule = JSON.objectNode();
    schedule.set("name", said.path("name"));
    schedule.set("zone", said.path("zone"));
    schedule.set("department", orNull(said.path("department")));
    schedule.set("combine", Normal.orElse(said.path("combine"), TextNode.valueOf("FIRST")));
    String notice = Normal.orElse(said.path("handOverNotice"), TextNode.valueOf("PT15M")).asText();
    schedule.put(
        "handOverNotice", notice.equals("NONE") ? notice : duration(TextNode.valueOf(notice)));
    ArrayNode layers = schedule.putArray("layers");
    said.path("layers").forEach(layer -> layers.add(layer(layer, layers.size() + 1)));
    return schedule;
  }

  private static ObjectNode layer(JsonNode said, int number) {
    ObjectNode layer = JSON.objectNode();
    layer.set("name", Normal.orElse(said.path("name"), TextNode.valueOf("layer " + number)));
    ArrayNode turns = layer.putArray("people");
    said.path("people")
        .forEach(turn -> turns.add(Normal.texts(new LinkedHashSet<>(Normal.texts(turn)))));
    for (String field : List.of("every", "handover", "start")) {
      layer.set(field, said.path(field));
    }
    for (String field : List.of("weekday", "until", "calendar")) {
      layer.set(field, orNull(said.path(field)));
    }
    layer.set(
        "weekly",
        said.path("weekly").isObject() ? Normal.windows(said.path("weekly")) : NullNode.instance);
    return layer;
  }

  static ObjectNode webhook(JsonNode said) {
    ObjectNode webhook = JSON.objectNode();
    webhook.set("name", said.path("name"));
    webhook.set("kind", said.path("kind"));
    webhook.set("address", said.path("address"));
    webhook.set("department", orNull(said.path("department")));
    webhook.set("events", Normal.texts(Normal.texts(said.path("events"))));
    return webhook;
  }

  static ObjectNode policy(JsonNode said) {
    ObjectNode policy = JSON.objectNode();
    policy.set("name", said.path("name"));
    policy.set("department", orNull(said.path("department")));
    ArrayNode steps = policy.putArray("steps");
    said.path("steps").forEach(step -> steps.add(step(step)));
    policy.set("repeat", Normal.orElse(said.path("repeat"), IntNode.valueOf(0)));
    policy.put("pause", durationOr(said.path("pause"), "PT15M"));
    return policy;
  }

  private static ObjectNode step(JsonNode said) {
    ObjectNode step = JSON.objectNode();
    if (said.hasNonNull("due")) {
      step.put("due", duration(said.path("due")));
    }
    // What goes with due is for the service to refuse.
    if (!said.hasNonNull("due") || said.hasNonNull("after")) {
      step.put("after", durationOr(said.path("after"), "PT0S"));
    }
    if (!said.hasNonNull("due") || said.hasNonNull("time")) {
      step.set("time", Normal.orElse(said.path("time"), TextNode.valueOf("WALL")));
    }
    if (said.hasNonNull("calendar")) {
      step.set("calendar", said.path("calendar"));
    }
    ArrayNode targets = step.putArray("targets");
    for (JsonNode target : said.path("targets")) {
      ObjectNode copy = targets.addObject();
      target
          .properties()
          .forEach(
              field -> {
                if (!field.getValue().isNull()) {
                  copy.set(field.getKey(), field.getValue());
                }
              });
    }
    return step;
  }

  static ObjectNode route(JsonNode said) {
    ObjectNode route = JSON.objectNode();
    route.set("position", said.path("position"));
    route.set("department", orNull(said.path("department")));
    route.set("side", Normal.orElse(said.path("side"), TextNode.valueOf("OBLIGOR")));
    route.set("severity", orNull(said.path("severity")));
    for (String list : LISTS) {
      route.set(list, Normal.texts(Normal.texts(said.path(list))));
    }
    route.set("obligorSide", orNull(said.path("obligorSide")));
    route.set("customer", orNull(said.path("customer")));
    route.set("people", Normal.texts(Normal.texts(said.path("people"))));
    route.set("policy", orNull(said.path("policy")));
    route.set("mute", Normal.orElse(said.path("mute"), BooleanNode.FALSE));
    return route;
  }

  /** How somebody wants to be told, with what goes for everybody filled in. */
  static ObjectNode preferences(JsonNode said) {
    ObjectNode preferences = JSON.objectNode();
    preferences.set("zone", Normal.orElse(said.path("zone"), TextNode.valueOf("UTC")));
    preferences.set("quietHours", quietHours(said.path("quietHours")));
    JsonNode throttle = said.path("throttle");
    preferences.set(
        "throttle",
        JSON.objectNode()
            .put("within", durationOr(throttle.path("within"), "PT10M"))
            .set("most", Normal.orElse(throttle.path("most"), IntNode.valueOf(10))));
    preferences.set("budget", Normal.orElse(said.path("budget"), IntNode.valueOf(40)));
    preferences.put("shift", durationOr(said.path("shift"), "PT8H"));
    preferences.put("digestEvery", durationOr(said.path("digestEvery"), "PT15M"));
    preferences.set("digestFrom", Normal.orElse(said.path("digestFrom"), IntNode.valueOf(5)));
    return preferences;
  }

  private static JsonNode quietHours(JsonNode said) {
    ObjectNode quiet = JSON.objectNode();
    ObjectNode weekly = Normal.windows(said.path("weekly"));
    if (!weekly.isEmpty()) {
      quiet.set("weekly", weekly);
    }
    if (said.hasNonNull("holidaysOf")) {
      quiet.set("holidaysOf", said.path("holidaysOf"));
    }
    return quiet.isEmpty() ? NullNode.instance : quiet;
  }

  private static String duration(JsonNode said) {
    return Normal.duration(said);
  }

  private static String durationOr(JsonNode said, String usual) {
    return duration(Normal.orElse(said, TextNode.valueOf(usual)));
  }

  private static JsonNode orNull(JsonNode said) {
    return Normal.orElse(said, NullNode.instance);
  }
}
