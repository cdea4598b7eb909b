package io.onus.request.request;

import static io.onus.request.ProblemAssert.assertProblem;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.TopicReader;
import io.onus.request.Edge;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestBatchTest {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Asking we;

  @BeforeEach
  void departments() {
    we = new Asking("BATCH");
  }

  @Test
  void eachItemAnswersForItselfInItsPlace() {
    // Given
    String ref = UUID.randomUUID().toString();
    List<String> items =
        List.of(
            item(""),
            item(",\"colour\":\"red\""),
            item(",\"priority\":\"P9\""),
            "{\"from\":\"%s\",\"to\":\"NOWHERE\",\"subject\":\"s\"}".formatted(we.cs),
            "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"}".formatted(we.sales, we.eng),
            item(",\"externalRef\":{\"system\":\"jira\",\"id\":\"%s\"}".formatted(ref)),
            item(",\"externalRef\":{\"system\":\"jira\",\"id\":\"%s\"}".formatted(ref)),
            item(",\"parentId\":\"%s\"".formatted(new UUID(4, 4))),
            "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"s\"}".formatted(we.cs, we.parts),
            "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(we.cs, we.eng),
            "[1]",
            item(",\"draft\":true"));

    // When
    JsonNode results = results(batch(items));

    // Then
    List<Integer> statuses = new ArrayList<>();
    results.forEach(result -> statuses.add(result.get("status").asInt()));
    assertThat(statuses)
        .containsExactly(201, 400, 400, 422, 403, 201, 409, 422, 400, 400, 400, 201);
    assertThat(results.at("/1/problem/violations/0/field").asText()).isEqualTo("colour");
    assertThat(results.at("/3/problem/refusal").asText()).isEqualTo("unknown-department");
    assertThat(results.at("/6/problem/requestId")).isEqualTo(results.at("/5/request/id"));
    assertThat(results.at("/9/problem/violations/0/field").asText()).isEqualTo("subject");
    assertThat(results.get(0).has("problem")).isFalse();
    String made = idOf(results.at("/0/request"));
    assertThat(Edge.json(Edge.get("/requests/" + made))).isEqualTo(results.at("/0/request"));
  }

  @Test
  void fiveHundredAreMadeAndToldAtOnce() {
    // When
    JsonNode results = results(batch(Collections.nCopies(500, item(""))));

    // Then
    Set<String> ids = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    results.forEach(
        result -> {
          ids.add(idOf(result.get("request")));
          numbers.add(result.at("/request/number").asText());
        });
    assertThat(ids).hasSize(500);
    assertThat(numbers).hasSize(500);
    try (TopicReader topic = new TopicReader(kafka, "onus.request.v1")) {
      topic.await(
          "an event of each",
          read -> read.stream().filter(one -> ids.contains(one.key())).count() == 500);
    }
  }

  @Test
  void tooManyAndNoneAreRefused() {
    assertProblem(batch(Collections.nCopies(501, item(""))), 400, "malformed").at("items", "500");
    assertProblem(batch(List.of()), 400, "malformed").at("items", "1");
  }

  @Test
  void aBatchHasOneKey() {
    // Given
    String key = UUID.randomUUID().toString();
    String body = "{\"items\":[" + item("") + "]}";

    // When
    Response first = keyed(key, body);
    Response again = keyed(key, body);

    // Then
    assertThat(first.statusCode()).isEqualTo(207);
    assertThat(again.statusCode()).isEqualTo(207);
    assertThat(Edge.json(again)).isEqualTo(Edge.json(first));
  }

  private Response keyed(String key, String body) {
    return Edge.as("ada", we.cs)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/api/v1/requests/batch");
  }

  private String item(String more) {
    return "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"%s}".formatted(we.cs, we.eng, more);
  }

  private Response batch(List<String> items) {
    return Edge.as("ada", we.cs)
        .body("{\"items\":[" + String.join(",", items) + "]}")
        .post("/api/v1/requests/batch");
  }

  private static JsonNode results(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(207);
    return Edge.json(response).get("results");
  }
}
