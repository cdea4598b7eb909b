package io.onus.request.catalogue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.problem.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an intake is made of. Its references lead inside itself, to something that is there, and not
 * round in a circle without looking deeper into the details, which would never end. Its patterns
 * can be matched, and it does not ask for more than a form can.
 */
final class IntakeReferences {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  static final int MAX_DEPTH = 40;
  static final int MAX_PROPERTIES = 300;

  /**
   * Schemas that look at one and the same place: two references to two references, ten times over,
   * are a thousand.
   */
  static final int MAX_IN_PLACE = 1_000;

  /** Keywords whose schemas look at the same place in the details as the schema they stand in. */
  private static final List<String> ONE_IN_PLACE = List.of("not", "if", "then", "else");

  private static final List<String> MANY_IN_PLACE =
      List.of("allOf", "anyOf", "oneOf", "dependentSchemas");

  private final ObjectNode intake;
  private final List<Violation> faults = new ArrayList<>();
  private final Map<JsonNode, Integer> inPlaceOf = new IdentityHashMap<>();
  private final Set<JsonNode> underway = Collections.newSetFromMap(new IdentityHashMap<>());
  private int properties;

  private IntakeReferences(ObjectNode intake) {
    this.intake = intake;
  }

  static List<Violation> faults(ObjectNode intake) {
    IntakeReferences references = new IntakeReferences(intake);
    references.walk("intake", intake, 0);
    if (references.properties > MAX_PROPERTIES) {
      references.refuse("intake", "must not name more than " + MAX_PROPERTIES + " properties");
    }
    return references.faults.stream().limit(20).toList();
  }

  private void walk(String path, JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      refuse(path, "is nested too deeply");
      return;
    }
    if (node instanceof ObjectNode object) {
      checkKeywords(path, object);
      object.properties().forEach(e -> walk(path + "." + e.getKey(), e.getValue(), depth + 1));
    } else {
      for (int i = 0; i < node.size(); i++) {
        walk(path + "[" + i + "]", node.get(i), depth + 1);
      }
    }
  }

  private void checkKeywords(String path, ObjectNode schema) {
    if (schema.path("$schema").isTextual() && !isDialect(schema.get("$schema").textValue())) {
      refuse(path + ".$schema", "must be " + DIALECT);
    }
    if (schema.path("$id").isTextual()) {
      refuse(path + ".$id", "is not supported; an intake has no address of its own");
    }
    if (schema.path("$dynamicRef").isTextual()) {
      refuse(path + ".$dynamicRef", "is not supported; use $ref");
    }
    JsonNode reference = schema.path("$ref");
    if (reference.isTextual() && target(reference.textValue()).isMissingNode()) {
      refuse(
          path + ".$ref",
          reference.textValue().startsWith("#")
              ? "leads nowhere in this intake"
              : "must start with #: nothing outside of the intake is read");
    } else if (underway.isEmpty()) {
      checkInPlace(path, schema);
    }
    checkPatterns(path, schema);
    if (schema.path("properties").isObject()) {
      properties += schema.get("properties").size();
    }
  }

  private void checkPatterns(String path, ObjectNode schema) {
    if (schema.path("pattern").isTextual()) {
      IntakePatterns.fault(schema.get("pattern").textValue())
          .ifPresent(fault -> refuse(path + ".pattern", fault));
    }
    if (schema.path("patternProperties").isObject()) {
      for (Map.Entry<String, JsonNode> of : schema.get("patternProperties").properties()) {
        IntakePatterns.fault(of.getKey())
            .ifPresent(fault -> refuse(path + ".patternProperties", fault));
      }
    }
  }

  private void checkInPlace(String path, ObjectNode schema) {
    int looks = inPlaceOf(schema, 0);
    if (looks < 0) {
      // The first circle is enough: what led into it stays underway, and nothing more is asked.
      refuse(path, "refers to itself without end");
    } else if (looks > MAX_IN_PLACE) {
      refuse(path, "looks at one place of the details more than " + MAX_IN_PLACE + " times");
      underway.add(schema);
    }
  }

  /** How many schemas look at the place this one looks at; negative where they never end. */
  private int inPlaceOf(JsonNode schema, int depth) {
    if (!schema.isObject()) {
      return 0;
    }
    Integer known = inPlaceOf.get(schema);
    if (known != null) {
      return known;
    }
    if (depth > MAX_IN_PLACE || !underway.add(schema)) {
      return -1;
    }
    int looks = 1;
    for (JsonNode each : inPlace(schema)) {
      int more = inPlaceOf(each, depth + 1);
      if (more < 0) {
        return -1;
      }
      looks = Math.min(looks + more, MAX_IN_PLACE + 1);
    }
    underway.remove(schema);
    inPlaceOf.put(schema, looks);
    return looks;
  }

  private List<JsonNode> inPlace(JsonNode schema) {
    List<JsonNode> schemas = new ArrayList<>();
    if (schema.path("$ref").isTextual()) {
      schemas.add(target(schema.get("$ref").textValue()));
    }
    for (String keyword : ONE_IN_PLACE) {
      schemas.add(schema.path(keyword));
    }
    for (String keyword : MANY_IN_PLACE) {
      schema.path(keyword).forEach(schemas::add);
    }
    return schemas;
  }

  /** Missing where the reference leads nowhere or outside. */
  private JsonNode target(String reference) {
    if (reference.equals("#")) {
      return intake;
    }
    return reference.startsWith("#/")
        ? intake.at(JsonPointer.compile(reference.substring(1)))
        : MissingNode.getInstance();
  }

  private static boolean isDialect(String schema) {
    return schema.equals(DIALECT) || schema.equals(DIALECT + "#");
  }

  private void refuse(String path, String message) {
    faults.add(new Violation(path, message));
  }
}
