package io.onus.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

  private record Described(String name, JsonNode operation) {}

  @Test
  void everyOperationSaysWhatItDoesAndWhatItCanAnswer() {
    // Given
    JsonNode document = Edge.json(Edge.as("ada", "ENG").get("/q/openapi?format=json"));

    // When
    List<Described> operations = operations(document);

    // Then
    assertThat(document.get("openapi").asText()).startsWith("3.1");
    assertThat(operations).extracting(Described::name).contains("put /api/v1/departments/{code}");
    assertThat(operations)
        .allSatisfy(
            operation -> {
              JsonNode answers = operation.operation().path("responses");
              assertThat(operation.operation().path("summary").asText())
                  .as("summary of %s", operation.name())
                  .isNotBlank();
              assertThat(answers.fieldNames())
                  .toIterable()
                  .as("answers of %s", operation.name())
                  .anyMatch(status -> status.startsWith("2"))
                  .contains("401");
              assertThat(answers)
                  .allSatisfy(
                      answer -> assertThat(answer.path("description").asText()).isNotBlank());
            });
  }

  private static List<Described> operations(JsonNode document) {
    List<Described> operations = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            operations.add(
                                new Described(
                                    operation.getKey() + " " + path.getKey(),
                                    operation.getValue()))));
    return operations;
  }
}
