package io.onus.request.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.onus.kit.problem.Violation;
import io.onus.request.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A compiled intake: JSON Schema 2020-12 that stands on its own. Nothing is ever fetched, whatever
 * a schema refers to.
 */
final class Intake {

  static final int MAX_LENGTH = 32 * 1024;

  private static final String TOO_MUCH =
      "take too much work to check against the service's intake; send less of them, or ask the"
          + " provider for a simpler intake";

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final int MAX_VIOLATIONS = 50;
  private static final int MAX_MESSAGE = 300;

  // A registry remembers what it loaded, so intakes get one each and only the meta-schema is
  // shared.
  private static final Schema META_SCHEMA = registry().getSchema(SchemaLocation.of(DIALECT));

  private final Schema schema;

  private Intake(Schema schema) {
    this.schema = schema;
  }

  /** What keeps {@code intake} from being one; empty where nothing does. */
  static List<Violation> faults(JsonNode intake) {
    if (!(intake instanceof ObjectNode object)) {
      return List.of(new Violation("intake", "must be a JSON Schema object"));
    }
    String text = object.toString();
    if (!Texts.isWhole(text)) {
      return List.of(new Violation("intake", "must be text that can be written as UTF-8"));
    }
    if (text.length() > MAX_LENGTH) {
      return List.of(
          new Violation("intake", "must not be longer than " + MAX_LENGTH + " characters"));
    }
    List<Violation> references = IntakeReferences.faults(object);
    if (!references.isEmpty()) {
      return references;
    }
    List<Violation> checklist = IntakeNames.faults(object);
    if (!checklist.isEmpty()) {
      return checklist;
    }
    List<Violation> shape = new Intake(META_SCHEMA).violations("intake", object);
    return shape.isEmpty() ? compileFaults(object) : shape;
  }

  static Intake compile(JsonNode intake) {
    Schema schema = registry().getSchema(intake);
    schema.initializeValidators();
    return new Intake(schema);
  }

  /** What {@code details} lack to be complete, by field. */
  List<Violation> missing(JsonNode details) {
    return violations("details", details);
  }

  private static List<Violation> compileFaults(ObjectNode intake) {
    try {
      compile(intake);
      return List.of();
    } catch (SchemaException | IllegalArgumentException e) {
      return List.of(new Violation("intake", "cannot be used: " + e.getMessage()));
    }
  }

  private List<Violation> violations(String root, JsonNode instance) {
    IntakeEffort effort = new IntakeEffort(schema.createExecutionContext().getExecutionConfig());
    try {
      return violations(
          root, effort.during(() -> schema.validate(effort, instance, OutputFormat.DEFAULT)));
    } catch (IntakeEffort.Exhausted e) {
      return List.of(new Violation(root, TOO_MUCH));
    }
  }

  private static SchemaRegistry registry() {
    SchemaRegistryConfig settings =
        SchemaRegistryConfig.builder()
            .locale(Locale.ENGLISH)
            // "format": "date" in a form is meant, not mused.
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(new IntakePatterns())
            .build();
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(settings));
  }

  private static List<Violation> violations(String root, List<Error> errors) {
    // Keyed by field: a field that is wrong in two ways is one thing to mend.
    Map<String, Violation> byField = new TreeMap<>();
    for (Error error : errors) {
      String field = root + path(error);
      byField.putIfAbsent(field, new Violation(field, message(error)));
    }
    return byField.values().stream().limit(MAX_VIOLATIONS).toList();
  }

  private static String path(Error error) {
    StringBuilder path = new StringBuilder();
    NodePath location = error.getInstanceLocation();
    for (int i = 0; i < location.getNameCount(); i++) {
      append(path, location.getElement(i));
    }
    if (error.getProperty() != null) {
      append(path, error.getProperty());
    }
    return path.toString();
  }

  private static void append(StringBuilder path, Object element) {
    if (element instanceof Integer index) {
      path.append('[').append(index).append(']');
    } else {
      path.append('.').append(element);
    }
  }

  private static String message(Error error) {
    return switch (error.getKeyword()) {
      case "required" -> "is required";
      case "additionalProperties", "unevaluatedProperties" -> "is not asked for";
      default -> shortened(error.getMessage());
    };
  }

  /** A message may quote a pattern or a list of a thousand words. */
  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}
