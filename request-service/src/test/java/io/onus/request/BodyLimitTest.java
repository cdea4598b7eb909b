package io.onus.request;

import static io.onus.request.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.test.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BodyLimitTest {

  private static final int TOO_LONG = 4_200_000;

  @TestHTTPResource URI root;

  @Test
  void aBodyThatSaysItIsTooLongIsRefused() {
    assertProblem(
            Edge.put("/departments/LONG", "{\"name\":\"" + "x".repeat(TOO_LONG) + "\"}"),
            413,
            "request-entity-too-large")
        .with("limit", "4194304");
  }

  @Test
  void aBodyThatDoesNotSayHowLongItIsIsCutOff() throws Exception {
    // Given
    byte[] body = ("{\"name\":\"" + "x".repeat(TOO_LONG) + "\"}").getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("/api/v1/departments/LONGER"))
            .header("Authorization", "Bearer " + Tokens.admin("ada"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();

    // When
    boolean cutOff = isCutOff(request);

    // Then
    assertThat(cutOff).isTrue();
    assertThat(Edge.get("/departments/LONGER").statusCode()).isEqualTo(404);
  }

  /** Answered with 413, or closed while the rest of the body was still on its way. */
  private static boolean isCutOff(HttpRequest request) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 413;
    } catch (IOException closed) {
      return true;
    }
  }
}
