package io.onus.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

  static Stream<Arguments> kinds() {
    Duration soon = Duration.ofSeconds(1);
    return Stream.of(
        Arguments.of(Problem.malformed("x"), 400, "malformed"),
        Arguments.of(Problem.unauthenticated("x"), 401, "unauthenticated"),
        Arguments.of(Problem.forbidden("x"), 403, "forbidden"),
        Arguments.of(Problem.notFound("x"), 404, "not-found"),
        Arguments.of(Problem.notFound("request", 7), 404, "not-found"),
        Arguments.of(Problem.conflict("x", Map.of()), 409, "conflict"),
        Arguments.of(Problem.inFlight("x", soon), 409, "conflict"),
        Arguments.of(Problem.preconditionFailed("x", Map.of()), 412, "precondition-failed"),
        Arguments.of(Problem.preconditionRequired("x"), 428, "precondition-required"),
        Arguments.of(Problem.refused("k", "x", Map.of()), 422, "refused"),
        Arguments.of(Problem.tooManyRequests("x", soon), 429, "too-many-requests"),
        Arguments.of(Problem.internal("id"), 500, "internal"),
        Arguments.of(Problem.unavailable("x", soon), 503, "unavailable"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void typeAndStatusBelongTogether(Problem problem, int status, String kind) {
    Map<String, Object> document = problem.document();

    assertThat(document)
        .containsEntry("type", "/problems/" + kind)
        .containsEntry("status", status)
        .containsKeys("title", "detail");
    assertThat(ProblemMapper.response(problem).getStatus()).isEqualTo(status);
    assertThat(ProblemMapper.response(problem).getMediaType())
        .hasToString("application/problem+json");
  }

  @Test
  void aFactNamedLikeAMemberOfTheDocumentIsNotLost() {
    Problem problem =
        Problem.refused(
            "wrong-status",
            "It is closed.",
            Map.of("status", "CLOSED", "type", "t", "refusal", "r", "verb", "accept"));

    assertThat(problem.document())
        .containsEntry("status", 422)
        .containsEntry("type", "/problems/refused")
        .containsEntry("refusal", "wrong-status")
        .containsEntry("currentStatus", "CLOSED")
        .containsEntry("currentType", "t")
        .containsEntry("currentRefusal", "r")
        .containsEntry("verb", "accept");
  }

  @Test
  void violationsAreWrittenWhereThereAreSome() {
    Violation violation = new Violation("customer.ref", "must not be blank");

    assertThat(Problem.malformed("x", violation).document())
        .containsEntry("violations", List.of(violation));
    assertThat(Problem.malformed("x").document()).doesNotContainKey("violations");
  }

  @Test
  void whoMayRetryIsToldAfterHowManySecondsAndAtLeastOne() {
    assertThat(retryAfter(Duration.ofSeconds(30))).isEqualTo("30");
    assertThat(retryAfter(Duration.ofMillis(1))).isEqualTo("1");
  }

  private static String retryAfter(Duration wait) {
    return ProblemMapper.response(Problem.unavailable("x", wait)).getHeaderString("Retry-After");
  }
}
