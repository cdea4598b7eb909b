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
import java.util.Set;

/**
 * Where an intake's references lead: inside itself, to something that is there, and not round in a
 * circle without looking deeper into the details, which would never end.
 */
final class IntakeReferences {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final int MAX_DEPTH = 40;

  /** Keywords whose schemas look at the same place in the details as the schema they stand in. */
  private static final List<String> ONE_IN_PLACE = List.of("not", "if", "then", "else");

  private static final List<String> MANY_IN_PLACE =
      List.of("allOf", "anyOf", "oneOf", "dependentSchemas");

  private final ObjectNode intake;
  private final List<Violation> faults = new ArrayList<>();
  private final Set<JsonNode> finished = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<JsonNode> underway = Collections.newSetFromMap(new IdentityHashMap<>());

  private IntakeReferences(ObjectNode intake) {
    this.intake = intake;
  }

  static List<Violation> faults(ObjectNode intake) {
    IntakeReferences references = new IntakeReferences(intake);
    references.walk("intake", intake, 0);
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
    } else if (underway.isEmpty() && circles(schema)) {
      // The first circle is enough: what led into it stays underway, and nothing more is asked.
      refuse(path, "refers to itself without end");
    }
  }

  private boolean circles(JsonNode schema) {
    if (!schema.isObject() || finished.contains(schema)) {
      return false;
    }
    if (!underway.add(schema)) {
      return true;
    }
    if (inPlace(schema).stream().anyMatch(this::circles)) {
      return true;
    }
    underway.remove(schema);
    finished.add(schema);
    return false;
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
