package io.onus.request.catalogue;

import static io.onus.request.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.problem.Violation;
import io.onus.kit.test.TopicReader;
import io.onus.request.Edge;
import io.onus.request.catalogue.domain.CatalogueItem;
import io.onus.request.directory.DirectoryEvents;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServiceResourceTest {

  private static final String INTAKE =
      """
      {"type":"object","required":["partNumber"],"properties":{"zebra":{"type":"string"},"partNumber":{"type":"string"}}}\
      """;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject CatalogueService catalogue;

  @Test
  void anIntakeIsKeptAsItWasWritten() {
    // Given
    Edge.department("KEEP");

    // When
    Response created =
        Edge.put(
            "/services/keep-parts",
            "{\"provider\":\"KEEP\",\"name\":\"Parts\",\"intake\":" + INTAKE + "}");

    // Then
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(Edge.get("/services/keep-parts").asString()).contains(INTAKE);
  }

  @Test
  void withoutAnIntakeNothingIsAskedFor() {
    // Given
    Edge.department("OPEN");

    // When
    Edge.put("/services/open-door", "{\"provider\":\"OPEN\",\"name\":\"Open\"}");

    // Then
    CatalogueItem item = catalogue.find("open-door").orElseThrow();
    assertThat(catalogue.missing(item, null)).isEmpty();
  }

  @Test
  void aQuestionServiceIsSatisfiedByASubjectAlone() {
    // Given
    Edge.department("ASKED");

    // When
    CatalogueItem item = catalogue.questionServiceOf("ASKED").orElseThrow();

    // Then
    assertThat(catalogue.missing(item, null)).isEmpty();
    assertThat(catalogue.missing(item, Edge.json("{\"question\":\"Why?\"}"))).isEmpty();
    assertThat(catalogue.missing(item, Edge.json("{\"question\":7}")))
        .extracting(Violation::field)
        .containsExactly("details.question");
  }

  @Test
  void aChangedIntakeCountsAtOnce() {
    // Given
    Edge.department("EVOLVE");
    Edge.put("/services/evolve", "{\"provider\":\"EVOLVE\",\"name\":\"E\"}");
    assertThat(catalogue.missing(catalogue.find("evolve").orElseThrow(), null)).isEmpty();

    // When
    Edge.put(
        "/services/evolve",
        "{\"provider\":\"EVOLVE\",\"name\":\"E\",\"intake\":" + INTAKE + "}",
        "\"1\"");

    // Then
    assertThat(catalogue.missing(catalogue.find("evolve").orElseThrow(), null))
        .containsExactly(new Violation("details.partNumber", "is required"));
  }

  @Test
  void whatIsNotThereIsNotRemembered() {
    // Given
    Edge.department("LATER");
    assertThat(catalogue.find("later-service")).isEmpty();

    // When
    Edge.put("/services/later-service", "{\"provider\":\"LATER\",\"name\":\"L\"}");

    // Then
    assertThat(catalogue.find("later-service")).isPresent();
  }

  @Test
  void everyChangeIsToldInFull() {
    // Given
    Edge.department("SAYS");
    Edge.put("/services/says", "{\"provider\":\"SAYS\",\"name\":\"One\"}");

    // When
    Edge.put("/services/says", "{\"provider\":\"SAYS\",\"name\":\"Two\"}", "\"1\"");

    // Then
    try (TopicReader topic = new TopicReader(kafka, DirectoryEvents.TOPIC)) {
      List<CloudEvent> events =
          topic.awaitOf("service/says", 2).stream().map(TopicReader.Read::event).toList();
      assertThat(events).extracting(CloudEvent::sequence).containsExactly(1L, 2L);
      assertThat(events.get(1).data()).isEqualTo(Edge.json(Edge.get("/services/says")));
    }
  }

  @Test
  void whatIsWrongIsNamed() {
    // Given
    Edge.department("WRONG");

    // Then
    assertProblem(
            Edge.put("/services/wrong", "{\"provider\":\"NOBODY\",\"name\":\"W\"}"),
            400,
            "malformed")
        .at("provider", "no department NOBODY");
    assertProblem(Edge.put("/services/wrong", "{\"name\":\"W\"}"), 400, "malformed")
        .at("provider", "");
    assertProblem(
            Edge.put("/services/Wrong", "{\"provider\":\"WRONG\",\"name\":\"W\"}"),
            400,
            "malformed")
        .at("code", "must match");
    assertProblem(put("{\"type\":\"sentence\"}"), 400, "malformed").at("intake.type", "");
    assertProblem(put("\"text\""), 400, "malformed").at("intake", "must be a JSON Schema object");
    assertProblem(put("{\"$ref\":\"https://example.com/s.json\"}"), 400, "malformed")
        .at("intake.$ref", "nothing outside");
    assertProblem(Edge.get("/services/wrong"), 404, "not-found").saying("No service wrong");
  }

  @Test
  void aQuestionCodeBelongsToItsDepartment() {
    // Given
    Edge.department("MINE");
    Edge.department("YOURS");

    // Then
    assertProblem(
            Edge.put(
                "/services/mine-question", "{\"provider\":\"YOURS\",\"name\":\"Stolen\"}", "\"1\""),
            422,
            "refused")
        .with("refusal", "question-code-reserved");
    assertThat(
            Edge.put(
                    "/services/mine-question",
                    "{\"provider\":\"MINE\",\"name\":\"Ask us\"}",
                    "\"1\"")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void overAnExistingOneTheVersionMustBeNamedAndCurrent() {
    // Given
    Edge.department("VERSIONED");
    String body = "{\"provider\":\"VERSIONED\",\"name\":\"V\"}";
    Edge.put("/services/versioned", body);

    // Then
    assertProblem(Edge.put("/services/versioned", body), 428, "precondition-required");
    assertProblem(Edge.put("/services/versioned", body, "\"7\""), 412, "precondition-failed");
  }

  @Test
  void servicesAreListedByProvider() {
    // Given
    Edge.department("LISTED");
    Edge.put("/services/listed-a", "{\"provider\":\"LISTED\",\"name\":\"A\"}");

    // When
    JsonNode page = Edge.json(Edge.get("/services?provider=LISTED"));

    // Then
    List<String> codes = new ArrayList<>();
    page.get("items").forEach(item -> codes.add(item.get("code").asText()));
    assertThat(codes).containsExactly("listed-a", "listed-question");
  }

  private static Response put(String intake) {
    return Edge.put(
        "/services/wrong", "{\"provider\":\"WRONG\",\"name\":\"W\",\"intake\":" + intake + "}");
  }
}
