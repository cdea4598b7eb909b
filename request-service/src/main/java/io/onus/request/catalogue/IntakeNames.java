package io.onus.request.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.problem.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request of a service can lack: the fields its intake asks for, however deep ({@code
 * parts[0].number}), and the items of its checklist. Nothing vaguer.
 */
final class IntakeNames {

  /** The intake's own keyword, beside those of JSON Schema. */
  static final String CHECKLIST = "checklist";

  private static final int MOST = 50;
  private static final int LONGEST = 200;

  private static final Pattern STEP = Pattern.compile("\\[\\d+]|[^.\\[]+");
  private static final List<String> COMBINING = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> CONDITIONAL = List.of("then", "else");

  private final JsonNode intake;

  IntakeNames(JsonNode intake) {
    this.intake = intake;
  }

  /** What keeps a checklist from being one; empty where nothing does, or there is none. */
  static List<Violation> faults(JsonNode intake) {
    JsonNode list = intake.path(CHECKLIST);
    if (list.isMissingNode()) {
      return List.of();
    }
    boolean sound = list.isArray() && !list.isEmpty() && list.size() <= MOST;
    for (JsonNode item : list) {
      sound &= item.isTextual() && isLine(item.textValue());
    }
    return sound
        ? List.of()
        : List.of(
            new Violation(
                "intake." + CHECKLIST,
                "must be a list of up to %d texts of one line and %d characters"
                    .formatted(MOST, LONGEST)));
  }

  private static boolean isLine(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** All that can be named, without what lies within fields. */
  List<String> known() {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode schema : meant(List.of(intake))) {
      schema.path("properties").fieldNames().forEachRemaining(names::add);
    }
    intake.path(CHECKLIST).forEach(item -> names.add(item.asText()));
    return List.copyOf(names);
  }

  boolean has(String name) {
    return known().contains(name) || leadsToField(name);
  }

  private boolean leadsToField(String path) {
    Collection<JsonNode> here = List.of(intake);
    Matcher steps = STEP.matcher(path);
    int end = 0;
    while (steps.find()) {
      String between = path.substring(end, steps.start());
      String step = steps.group();
      if (!between.equals(end > 0 && !step.startsWith("[") ? "." : "")) {
        return false;
      }
      here = within(here, step);
      end = steps.end();
    }
    return end > 0 && end == path.length() && !here.isEmpty();
  }

  private Collection<JsonNode> within(Collection<JsonNode> schemas, String step) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode schema : meant(schemas)) {
      JsonNode next =
          step.startsWith("[") ? schema.path("items") : schema.path("properties").path(step);
      if (!next.isMissingNode()) {
        found.add(next);
      }
    }
    return found;
  }

  /** These schemas and all they combine or refer to, each once: schemas may refer in circles. */
  private Collection<JsonNode> meant(Collection<JsonNode> schemas) {
    Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<JsonNode> all = new ArrayList<>();
    Deque<JsonNode> open = new ArrayDeque<>(schemas);
    while (!open.isEmpty()) {
      JsonNode schema = open.removeFirst();
      if (schema.isObject() && seen.add(schema)) {
        all.add(schema);
        COMBINING.forEach(keyword -> schema.path(keyword).forEach(open::addLast));
        CONDITIONAL.forEach(keyword -> open.addLast(schema.path(keyword)));
        String reference = schema.path("$ref").asText();
        if (reference.startsWith("#/")) {
          open.addLast(intake.at(reference.substring(1)));
        }
      }
    }
    return all;
  }
}
