package io.onus.request;

import static io.onus.request.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.LogCapture;
import io.onus.kit.test.Tokens;
import io.onus.request.request.Asking;
import io.onus.request.request.domain.Details;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to see what breaks. */
@QuarkusTest
class HostileInputTest {

  private Asking asking;

  @BeforeEach
  void company() {
    asking = new Asking("HOST");
  }

  @Test
  void detailsAreAFormAndNoFile() {
    assertThat(sendDetails(text(Details.LONGEST - 8)).statusCode()).isEqualTo(201);
    assertProblem(sendDetails(text(Details.LONGEST - 7)), 400, "malformed")
        .at("details", "must not be longer than 131072 characters");
  }

  @Test
  void detailsAreAsDeepAsAFormIs() {
    // The object itself is one level.
    assertThat(sendDetails(nested(Details.DEEPEST - 1)).statusCode()).isEqualTo(201);
    assertProblem(sendDetails(nested(Details.DEEPEST)), 400, "malformed").at("details", "50 deep");
    assertProblem(sendDetails(nested(190)), 400, "malformed").at("details", "50 deep");
  }

  @ParameterizedTest
  @CsvSource({"1e400,201", "1e401,400", "1e131071,400", "1e999999999,400", "1e-999999999,400"})
  void aNumberInDetailsCanBeWrittenOut(String number, int status) {
    assertThat(sendDetails("{\"a\":[" + number + "]}").statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"properties\":{\"a\":{\"pattern\":\"(?=a)b\"}}}",
        "{\"properties\":{\"a\":{\"pattern\":\"((a{1000}){1000}){1000}\"}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"http://169.254.169.254/latest\"}}}",
        "{\"$ref\":\"#\"}",
        "{\"minimum\":1e999999999}",
        "{\"multipleOf\":1e-999999999}"
      })
  void aSchemaThatIsATrapIsRefusedWhenItIsSaved(String intake) {
    String service = "{\"provider\":\"%s\",\"name\":\"Trap\",\"intake\":%s}";

    assertProblem(
        Edge.put("/services/host-trap", service.formatted(asking.eng, intake)), 400, "malformed");
    assertThat(Edge.get("/services/host-trap").statusCode()).isEqualTo(404);
  }

  @Test
  void aPackedImportIsNotUnpacked() {
    assertProblem(
        Edge.with(Tokens.robot("importer", asking.cs))
            .contentType("application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .body(new byte[] {0x1f, (byte) 0x8b, 8, 0})
            .post("/api/v1/imports?source=host"),
        415,
        "unsupported-media-type");
  }

  @Test
  void noTextOfAPersonReachesTheLog() {
    // Given
    String token =
        Tokens.of("planted.ada@example.com")
            .claim("name", "planted name")
            .claim("email", "planted.mail@example.com")
            .groups("/" + asking.cs)
            .sign();
    try (LogCapture log = new LogCapture()) {
      // When
      JsonNode request =
          Edge.json(
              Edge.with(token)
                  .body(
                      """
                      {"from":"%s","service":"%s","subject":"planted subject",
                       "details":{"partNumber":"planted part"},
                       "customer":{"ref":"planted-ref","name":"planted customer"}}
                      """
                          .formatted(asking.cs, asking.parts))
                  .header("Idempotency-Key", "planted-key")
                  .post("/api/v1/requests"));
      String id = request.path("id").asText();
      assertThat(id).as(request.toString()).isNotEmpty();
      asking.provider(id, "ask", "{\"text\":\"planted question\"}").then().statusCode(200);
      asking.requester(id, "answer", "{\"text\":\"planted answer\"}").then().statusCode(200);
      asking.requester(id, "answer", "{\"text\":\"planted answer\"}").then().statusCode(422);
      asking.provider(id, "assign", "{\"person\":\"planted.ben@example.com\"}");
      asking.provider(id, "resolve", "{\"resolution\":\"planted resolution\"}");
      asking.requester(id, "reopen", "{\"reason\":\"planted reason\",\"code\":\"PLANTED\"}");
      Edge.with(token).body("{\"text\":\"planted message\"}").post(messages(id));
      Edge.with(token).body("{\"text\":\"planted message\\u0000\"}").post(messages(id));
      Edge.with(token).get("/api/v1/requests?q=planted&customer=planted-ref");
      Edge.with(token).get("/api/v1/requests?pageToken=planted");
      Edge.with(token).body("{\"subject\":\"planted").post("/api/v1/requests");
      Edge.put(
          "/departments/HOST-PLANTED",
          "{\"name\":\"planted department\",\"leads\":[{\"name\":\"planted"
              + " lead\",\"email\":\"planted.lead@example.com\"}]}");
      Edge.with(Tokens.of("importer").robot().groups("/onus/admin").sign())
          .contentType("application/x-ndjson")
          .body(
              ("{\"time\":\"2016-02-29T01:16:00Z\",\"type\":\"submitted\",\"request\":\"planted-1\",\"from\":\""
                      + asking.cs
                      + "\",\"to\":\""
                      + asking.eng
                      + "\",\"subject\":\"planted past\"}\nplanted line\n")
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .post("/api/v1/imports?source=host");

      // Then
      assertThat(log.linesWith("request moved requestId=" + id)).as("captured").isNotEmpty();
      List<String> leaks = log.linesWith("planted", "Planted", token);
      assertThat(leaks).isEmpty();
    }
  }

  private Response sendDetails(String details) {
    return asking.send(
        "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"Long\",\"details\":%s}"
            .formatted(asking.cs, asking.inspection, details));
  }

  private static String messages(String id) {
    return "/api/v1/requests/" + id + "/messages";
  }

  /** Details of as many characters as are asked for, and eight around them. */
  private static String text(int length) {
    return "{\"a\":\"" + "x".repeat(length) + "\"}";
  }

  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
  }
}
