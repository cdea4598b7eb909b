package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The one way to write a thing down, with every default filled in: what the file says and what a
 * service answers are compared, and sent, in this form.
 */
final class Normal {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Normal() {}

  static ObjectNode of(Kind kind, JsonNode said) {
    return switch (kind) {
      case CALENDAR -> calendar(said);
      case DEPARTMENT -> department(said);
      case SERVICE -> service(said);
      case PERSON -> JSON.objectNode().set("name", said.path("name"));
      case SCHEDULE -> OnCall.schedule(said);
      case WEBHOOK -> OnCall.webhook(said);
      case POLICY -> OnCall.policy(said);
      case ROUTE -> OnCall.route(said);
      case OFFER -> offer(said);
    };
  }

  private static ObjectNode calendar(JsonNode said) {
    ObjectNode calendar = JSON.objectNode();
    calendar.set("zone", said.path("zone"));
    calendar.set("weekly", windows(said.path("weekly")));
    calendar.set("holidays", holidays(said.path("holidays")));
    calendar.set("closed", texts(new TreeSet<>(texts(said.path("closed")))));
    calendar.set("open", windows(said.path("open")));
    return calendar;
  }

  private static ObjectNode department(JsonNode said) {
    ObjectNode department = JSON.objectNode();
    department.set("name", said.path("name"));
    department.set("zone", orElse(said.path("zone"), JSON.textNode("UTC")));
    department.set("calendar", orElse(said.path("calendar"), JSON.textNode("company")));
    department.set("parent", orElse(said.path("parent"), NullNode.instance));
    department.set("leads", orElse(said.path("leads"), JSON.arrayNode()));
    department.set("deputies", orElse(said.path("deputies"), JSON.arrayNode()));
    return department;
  }

  private static ObjectNode service(JsonNode said) {
    ObjectNode service = JSON.objectNode();
    service.set("provider", said.path("provider"));
    service.set("name", said.path("name"));
    service.set("intake", orElse(said.path("intake"), JSON.objectNode().put("type", "object")));
    return service;
  }

  private static ObjectNode offer(JsonNode said) {
    ObjectNode offer = JSON.objectNode();
    offer.set("provider", said.path("provider"));
    offer.set("service", orElse(said.path("service"), NullNode.instance));
    offer.set("terms", terms(said.path("terms")));
    offer.set("note", orElse(said.path("note"), NullNode.instance));
    return offer;
  }

  private static ObjectNode terms(JsonNode said) {
    ObjectNode terms = JSON.objectNode();
    ArrayNode targets = terms.putArray("targets");
    for (JsonNode target : said.path("targets")) {
      ObjectNode copy = target.deepCopy();
      targets.add(copy.put("duration", duration(target.path("duration"))));
    }
    terms.set("warnAt", warnings(said.path("warnAt")));
    terms.set("hours", orElse(said.path("hours"), JSON.textNode("PROVIDER")));
    JsonNode objective = orElse(said.path("objective"), NullNode.instance).deepCopy();
    if (objective instanceof ObjectNode window) {
      window.put("window", duration(window.path("window")));
    }
    terms.set("objective", objective);
    terms.set("breachCost", orElse(said.path("breachCost"), NullNode.instance));
    terms.set("maxPauses", orElse(said.path("maxPauses"), NullNode.instance));
    JsonNode onNoReply = orElse(said.path("onNoReply"), NullNode.instance).deepCopy();
    if (onNoReply instanceof ObjectNode consequence) {
      consequence.set("after", orElse(consequence.path("after"), JSON.numberNode(1)));
    }
    terms.set("onNoReply", onNoReply);
    terms.set("allowance", orElse(said.path("allowance"), JSON.arrayNode()));
    terms.set("purpose", orElse(said.path("purpose"), NullNode.instance));
    terms.set("reopen", orElse(said.path("reopen"), JSON.textNode("REMAINING")));
    terms.set("validFrom", orElse(said.path("validFrom"), NullNode.instance));
    terms.set("reviewOn", orElse(said.path("reviewOn"), NullNode.instance));
    return terms;
  }

  /** Ascending, each once; those of the service where nothing is said. */
  private static ArrayNode warnings(JsonNode said) {
    ArrayNode warnings = JSON.arrayNode();
    if (!said.isArray()) {
      return warnings.add(50).add(75).add(90);
    }
    TreeSet<java.math.BigDecimal> percents = new TreeSet<>();
    said.forEach(percent -> percents.add(percent.decimalValue()));
    percents.forEach(warnings::add);
    return warnings;
  }

  /** PT60M and PT1H are the same. */
  static String duration(JsonNode said) {
    return Duration.parse(said.asText()).toString();
  }

  static ObjectNode windows(JsonNode said) {
    ObjectNode windows = JSON.objectNode();
    said.properties()
        .forEach(
            day -> {
              if (!day.getValue().isEmpty()) {
                windows.set(day.getKey(), texts(new TreeSet<>(texts(day.getValue()))));
              }
            });
    return windows;
  }

  private static JsonNode holidays(JsonNode said) {
    if (!said.isObject()) {
      return NullNode.instance;
    }
    ObjectNode holidays = JSON.objectNode();
    holidays.set("country", changed(said.path("country"), text -> text.toUpperCase(Locale.ROOT)));
    holidays.set("region", changed(said.path("region"), text -> text.toLowerCase(Locale.ROOT)));
    return holidays;
  }

  private static JsonNode changed(JsonNode text, Function<String, String> change) {
    return text.isTextual() ? JSON.textNode(change.apply(text.asText())) : NullNode.instance;
  }

  static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode list = JSON.arrayNode();
    texts.forEach(list::add);
    return list;
  }

  static JsonNode orElse(JsonNode said, JsonNode other) {
    return said.isMissingNode() || said.isNull() ? other : said;
  }
}
