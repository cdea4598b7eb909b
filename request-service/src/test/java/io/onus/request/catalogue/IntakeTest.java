package io.onus.request.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.problem.Violation;
import io.onus.request.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

  @Test
  void whatLacksIsNamedByItsPath() {
    // Given
    Intake intake =
        intake(
            """
            {"type":"object","required":["part","lines"],"additionalProperties":false,
             "properties":{
               "part":{"type":"object","required":["number"],"properties":{"number":{"type":"string"}}},
               "due":{"type":"string","format":"date"},
               "lines":{"type":"array","items":{"type":"object","properties":{"count":{"type":"integer","minimum":1}}}}}}
            """);

    // When
    List<Violation> missing =
        intake.missing(
            Edge.json(
                """
                {"part":{},"due":"soon","lines":[{"count":1},{"count":0}],"colour":"red"}
                """));

    // Then
    assertThat(missing)
        .extracting(Violation::field)
        .containsExactly(
            "details.colour", "details.due", "details.lines[1].count", "details.part.number");
    assertThat(missing)
        .contains(
            new Violation("details.part.number", "is required"),
            new Violation("details.colour", "is not asked for"));
  }

  @Test
  void completeDetailsLackNothing() {
    // Given
    Intake intake = intake("{\"type\":\"object\",\"required\":[\"a\"]}");

    // Then
    assertThat(intake.missing(Edge.json("{\"a\":1}"))).isEmpty();
    assertThat(intake.missing(Edge.json("{}")))
        .containsExactly(new Violation("details.a", "is required"));
  }

  @Test
  void aReferenceInsideIsFollowed() {
    // Given
    String schema =
        """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
         "properties":{"tree":{"$ref":"#/$defs/node"}},
         "$defs":{"node":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"next":{"$ref":"#/$defs/node"}}}}}
        """;

    // Then
    assertThat(Intake.faults(Edge.json(schema))).isEmpty();
    assertThat(
            intake(schema).missing(Edge.json("{\"tree\":{\"name\":\"a\",\"next\":{\"next\":{}}}}")))
        .extracting(Violation::field)
        .containsExactly("details.tree.next.name", "details.tree.next.next.name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"type\":\"sentence\"}",
        "{\"title\":\"\\ud800\"}",
        "{\"properties\":[]}",
        "{\"required\":\"a\"}",
        "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
        "{\"$id\":\"https://example.com/mine\"}",
        "{\"properties\":{\"a\":{\"$ref\":\"https://example.com/s.json\"}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"classpath:secrets.json\"}}}",
        "{\"$dynamicRef\":\"https://example.com/s.json\"}",
        "{\"$ref\":\"#/$defs/absent\"}",
        "{\"$ref\":\"#\"}",
        "{\"allOf\":[{\"$ref\":\"#\"}]}",
        "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"anyOf\":[{\"$ref\":\"#/$defs/y\"}]},\"y\":{\"not\":{\"$ref\":\"#/$defs/x\"}}}}"
      })
  void whatCannotBeAnIntakeIsRefused(String schema) {
    assertThat(Intake.faults(Edge.json(schema))).isNotEmpty();
  }

  @Test
  void aLongOrDeepIntakeIsRefused() {
    // Given
    String longer = "{\"description\":\"" + "x".repeat(Intake.MAX_LENGTH) + "\"}";
    String deep = "{\"not\":".repeat(60) + "{}" + "}".repeat(60);

    // Then
    assertThat(Intake.faults(Edge.json(longer)))
        .extracting(Violation::message)
        .singleElement()
        .asString()
        .contains("must not be longer");
    assertThat(Intake.faults(Edge.json(deep)))
        .extracting(Violation::message)
        .containsExactly("is nested too deeply");
  }

  private static Intake intake(String schema) {
    return Intake.compile(Edge.json(schema));
  }
}
