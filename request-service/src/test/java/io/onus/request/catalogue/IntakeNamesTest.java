package io.onus.request.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.json.JsonSettings;
import org.junit.jupiter.api.Test;

class IntakeNamesTest {

  private final IntakeNames names =
      new IntakeNames(
          json(
              """
              {"type":"object",
               "properties":{
                 "partNumber":{"type":"string"},
                 "free":{"type":"object"},
                 "a.b":{"type":"string"},
                 "parts":{"type":"array","items":{"$ref":"#/$defs/part"}}},
               "allOf":[{"properties":{"drawing":{"type":"string"}}},{"$ref":"#/$defs/loop"}],
               "checklist":["signed form"],
               "$defs":{
                 "loop":{"anyOf":[{"$ref":"#/$defs/loop"},{"properties":{"turns":{}}}]},
                 "part":{"properties":{"number":{"type":"string"}}}}}
              """));

  @Test
  void fieldsAndTheChecklistCanBeNamed() {
    assertThat(names.known())
        .containsExactlyInAnyOrder(
            "partNumber", "free", "a.b", "parts", "drawing", "turns", "signed form");
    assertThat(names.known()).allMatch(names::has);
    assertThat(names.has("parts[0]")).isTrue();
    assertThat(names.has("parts[12].number")).isTrue();
  }

  @Test
  void whatIsVaguerCannot() {
    for (String vague :
        new String[] {
          "",
          "more",
          "partNumber.more",
          "partNumber[0]",
          "parts.number",
          "parts[0].weight",
          "parts[0]number",
          "parts[x]",
          "free.anything",
          ".partNumber",
          "partNumber.",
          "partNumber please",
          "Signed form",
          "[0]"
        }) {
      assertThat(names.has(vague)).as("vague: %s", vague).isFalse();
    }
  }

  @Test
  void anIntakeThatAsksForNothingHasNothingToName() {
    IntakeNames none = new IntakeNames(json("{\"type\":\"object\"}"));

    assertThat(none.known()).isEmpty();
    assertThat(none.has("anything")).isFalse();
  }

  @Test
  void aChecklistIsAListOfLines() {
    assertThat(Intake.faults(json("{\"checklist\":[\"signed form\"]}"))).isEmpty();
    for (String bad :
        new String[] {"[]", "\"form\"", "[1]", "[\" \"]", "[\"a\\nb\"]", "{\"a\":\"form\"}"}) {
      assertThat(Intake.faults(json("{\"checklist\":" + bad + "}")))
          .as(bad)
          .singleElement()
          .satisfies(fault -> assertThat(fault.field()).isEqualTo("intake.checklist"));
    }
  }

  private static JsonNode json(String text) {
    try {
      return JsonSettings.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
