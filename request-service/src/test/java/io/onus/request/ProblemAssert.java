package io.onus.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;

/** What a refused call must look like. */
public final class ProblemAssert {

  private final JsonNode problem;

  private ProblemAssert(JsonNode problem) {
    this.problem = problem;
  }

  public static ProblemAssert assertProblem(Response response, int status, String kind) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    JsonNode problem = Edge.json(response);
    assertThat(problem.path("type").asText()).isEqualTo("/problems/" + kind);
    assertThat(problem.path("detail").asText()).isNotBlank();
    return new ProblemAssert(problem);
  }

  public ProblemAssert at(String field, String message) {
    assertThat(problem.path("violations"))
        .as("violations of %s", problem)
        .anySatisfy(
            violation -> {
              assertThat(violation.path("field").asText()).isEqualTo(field);
              assertThat(violation.path("message").asText()).contains(message);
            });
    return this;
  }

  public ProblemAssert saying(String words) {
    assertThat(problem.path("detail").asText()).contains(words);
    return this;
  }

  public ProblemAssert with(String member, String value) {
    assertThat(problem.path(member).asText()).isEqualTo(value);
    return this;
  }
}
