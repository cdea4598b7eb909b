package io.onus.request.request;

import static io.onus.request.ProblemAssert.assertProblem;
import static io.onus.request.request.Asking.done;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.request.Edge;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creating and reading one request. */
@QuarkusTest
class RequestResourceTest {

  private Asking we;

  @BeforeEach
  void departments() {
    we = new Asking("CREATE");
  }

  @Test
  void twoDepartmentsAndASentenceAreEnough() {
    // When
    Response created =
        we.send(
            "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\" Which thread? \"}"
                .formatted(we.cs, we.eng));

    // Then
    assertThat(created.statusCode()).isEqualTo(201);
    JsonNode request = Edge.json(created);
    assertThat(request.get("number").asText()).matches(we.eng + "-[1-9][0-9]{3,}");
    assertThat(request.get("service").asText()).isEqualTo("create-eng-question");
    assertThat(request.get("subject").asText()).isEqualTo("Which thread?");
    assertThat(request.get("priority").asText()).isEqualTo("P3");
    assertThat(request.get("status").asText()).isEqualTo("SUBMITTED");
    assertThat(request.get("onus").asText()).isEqualTo("PROVIDER");
    assertThat(request.get("createdBy").asText()).isEqualTo("ada");
    assertThat(request.get("createdAt")).isEqualTo(request.get("submittedAt"));
    assertThat(request.get("version").asInt()).isEqualTo(1);
    assertThat(UUID.fromString(idOf(request)).version()).isEqualTo(7);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Location")).endsWith("/api/v1/requests/" + idOf(request));
  }

  @Test
  void whatWasAskedIsReadByIdAndByNumber() {
    // Given
    JsonNode created =
        Edge.json(
            we.send(
                """
                {"from":"%s","service":"%s","to":"%s","priority":"P2","subject":"Which thread?",
                 "details":{"partNumber":"4711","drawing":"D-1"},
                 "customer":{"ref":"ORD-4711","name":"Acme","promisedAt":"2027-03-02T17:00:00.123456789+01:00"},
                 "neededBy":"2027-03-01T12:00:00Z","deliverBy":"2107-03-02T12:00:00+01:00",
                 "atStake":{"amount":125000.50,"currency":"USD"}}
                """
                    .formatted(we.cs, we.parts, we.eng)));

    // When
    JsonNode byId = Edge.json(Edge.get("/requests/" + idOf(created)));
    JsonNode byNumber = Edge.json(Edge.get("/requests/" + created.get("number").asText()));

    // Then
    assertThat(byId).isEqualTo(created);
    assertThat(byNumber).isEqualTo(created);
    assertThat(byId.at("/details/drawing").asText()).isEqualTo("D-1");
    assertThat(byId.at("/customer/promisedAt").asText()).isEqualTo("2027-03-02T16:00:00.123456Z");
    assertThat(byId.get("deliverBy").asText()).isEqualTo("2107-03-02T11:00:00Z");
    assertThat(byId.at("/atStake/amount").decimalValue()).isEqualByComparingTo("125000.50");
  }

  @Test
  void incompleteDetailsAreRefusedWithWhatIsMissing() {
    assertProblem(
            we.send(
                "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"s\"}"
                    .formatted(we.cs, we.parts)),
            400,
            "malformed")
        .at("details.partNumber", "is required")
        .saying("\"draft\": true");
  }

  @Test
  void aDraftKeepsWhatIsMissingAndIsUnseenByTheProvider() {
    // Given
    JsonNode draft =
        Edge.json(
            we.send(
                "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"s\",\"draft\":true}"
                    .formatted(we.cs, we.parts)));
    String id = idOf(draft);

    // Then
    assertThat(draft.get("status").asText()).isEqualTo("DRAFT");
    assertThat(draft.get("onus").asText()).isEqualTo("NOBODY");
    assertThat(draft.at("/missing/0").asText()).isEqualTo("partNumber");
    assertThat(draft.get("sequence").asInt()).isZero();
    assertProblem(Edge.as("ben", we.eng).get("/api/v1/requests/" + id), 404, "not-found");
    assertProblem(we.provider(id, "accept", "{}"), 404, "not-found");
    assertProblem(we.requester(id, "submit", "{}"), 400, "malformed")
        .at("details.partNumber", "is required");
    JsonNode submitted =
        done(we.requester(id, "submit", "{\"details\":{\"partNumber\":\"4711\"}}"));
    assertThat(submitted.get("status").asText()).isEqualTo("SUBMITTED");
    assertThat(submitted.get("missing")).isEmpty();
    assertThat(submitted.get("number")).isEqualTo(draft.get("number"));
  }

  @Test
  void everyReferenceThatIsNotThereGetsItsOwnRefusal() {
    refused("\"to\":\"NOWHERE\"", "unknown-department");
    refused("\"service\":\"no-such-thing\"", "unknown-service");
    refused(
        "\"service\":\"%s\",\"to\":\"%s\"".formatted(we.inspection, we.eng),
        "service-of-another-department");
    refused(
        "\"to\":\"%s\",\"parentId\":\"%s\"".formatted(we.eng, new UUID(4, 4)), "unknown-parent");
    assertProblem(
            Edge.as("ada", "NOWHERE")
                .body("{\"from\":\"NOWHERE\",\"to\":\"%s\",\"subject\":\"s\"}".formatted(we.eng))
                .post("/api/v1/requests"),
            422,
            "refused")
        .with("refusal", "unknown-department");
  }

  private void refused(String members, String refusal) {
    assertProblem(
            we.send("{\"from\":\"%s\",\"subject\":\"s\",%s}".formatted(we.cs, members)),
            422,
            "refused")
        .with("refusal", refusal);
  }

  @Test
  void nobodyAsksInTheNameOfAnother() {
    assertProblem(
        we.send("{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"}".formatted(we.sales, we.eng)),
        403,
        "forbidden");
  }

  @Test
  void nothingIsOwedAtAMomentThatHasPassed() {
    for (String draft : List.of("true", "false")) {
      assertProblem(
              we.send(
                  with(
                      "\"subject\":\"s\",\"deliverBy\":\"2020-03-03T11:00:00Z\",\"draft\":"
                          + draft)),
              422,
              "refused")
          .with("refusal", "deliver-by-passed")
          .saying("2020-03-03T11:00:00Z is not later than now");
    }
  }

  @Test
  void everyMalformedFieldIsNamed() {
    malformed("{\"from\":\"%s\",\"subject\":\"s\"}".formatted(we.cs), "service", "is required");
    malformed("{\"from\":\"%s\",\"to\":\"X\"}".formatted(we.cs), "subject", "null");
    malformed(with("\"subject\":\"two\\nlines\""), "subject", "one line");
    malformed(with("\"subject\":\"s\",\"priority\":\"P9\""), "priority", "P1, P2, P3, P4");
    malformed(with("\"subject\":\"s\",\"details\":[1]"), "details", "");
    malformed(with("\"subject\":\"half \\ud800\""), "subject", "one line");
    malformed(with("\"subject\":\"s\",\"details\":{\"a\":\"\\ud800\"}"), "details", "UTF-8");
    malformed(with("\"subject\":\"s\",\"colour\":\"red\""), "colour", "not a known field");
    malformed(with("\"subject\":\"s\",\"neededBy\":\"tomorrow\""), "neededBy", "RFC 3339");
    malformed(
        with("\"subject\":\"s\",\"neededBy\":\"9999-01-01T00:00:00Z\""), "neededBy", "between");
    malformed(
        with("\"subject\":\"s\",\"deliverBy\":\"9999-01-01T00:00:00Z\""), "deliverBy", "between");
    malformed(
        with("\"subject\":\"s\",\"atStake\":{\"amount\":0,\"currency\":\"USD\"}"),
        "atStake.amount",
        "greater than 0");
    malformed(
        with("\"subject\":\"s\",\"atStake\":{\"amount\":5,\"currency\":\"XQX\"}"),
        "atStake.currency",
        "ISO 4217");
    malformed(with("\"subject\":\"s\",\"customer\":{\"name\":\"Acme\"}"), "customer.ref", "null");
    malformed(with("\"subject\":\"s\",\"parentId\":\"x\""), "parentId", "UUID");
    assertProblem(we.send("{\"from\":"), 400, "malformed").saying("not JSON");
    assertProblem(we.send("null"), 400, "malformed");
  }

  private String with(String members) {
    return "{\"from\":\"%s\",\"to\":\"%s\",%s}".formatted(we.cs, we.eng, members);
  }

  private void malformed(String body, String field, String message) {
    assertProblem(we.send(body), 400, "malformed").at(field, message);
  }

  @Test
  void oddCharactersAreKeptOrRefusedButNeverBreakAnything() {
    JsonNode created = we.submitted(",\"details\":{\"question\":\"\\u0000 \\ud83d\\ude00\"}");
    assertThat(Edge.json(Edge.get("/requests/" + idOf(created))).at("/details/question").asText())
        .isEqualTo("\u0000 😀");
    malformed(with("\"subject\":\"a\\u0000b\""), "subject", "one line");
    assertProblem(
        Edge.as("ada", we.cs).urlEncodingEnabled(false).get("/api/v1/requests/%00"),
        404,
        "not-found");
    assertProblem(we.provider(idOf(created), "ask", "{\"text\":\"a\\u0000b\"}"), 400, "malformed");
  }

  @Test
  void anExternalRefBelongsToOneRequest() {
    String ref =
        ",\"externalRef\":{\"system\":\"jira\",\"id\":\"CS-%s\"}".formatted(UUID.randomUUID());
    JsonNode first = we.submitted(ref);

    Response second = we.send(with("\"subject\":\"again\"" + ref));

    assertProblem(second, 409, "conflict")
        .with("number", first.get("number").asText())
        .with("requestId", idOf(first));
  }

  @Test
  void anExternalRefIsItsDepartmentsOwnName() {
    // Given
    String ref =
        ",\"externalRef\":{\"system\":\"jira\",\"id\":\"CS-%s\"}".formatted(UUID.randomUUID());
    JsonNode first = we.submitted(ref);

    // When
    Response others =
        Edge.as("quinn", we.qa)
            .body(
                "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"%s}".formatted(we.qa, we.eng, ref))
            .post("/api/v1/requests");

    // Then
    assertThat(others.statusCode()).as(others.asString()).isEqualTo(201);
    assertThat(others.asString()).doesNotContain(idOf(first));
    assertProblem(we.send(with("\"subject\":\"again\"" + ref)), 409, "conflict")
        .with("requestId", idOf(first));
  }

  @Test
  void whoIsNotKnownIsToldHowToSayWhoTheyAre() {
    assertProblem(
        io.restassured.RestAssured.given()
            .contentType("application/json")
            .body("{}")
            .post("/api/v1/requests"),
        401,
        "unauthenticated");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertProblem(Edge.get("/requests/" + new UUID(4, 4)), 404, "not-found");
    assertProblem(Edge.get("/requests/ENG-999999999"), 404, "not-found");
    assertProblem(Edge.get("/requests/whatever"), 404, "not-found");
    assertProblem(Edge.get("/requests/ENG-99999999999999999999999"), 404, "not-found");
  }

  @Test
  void aChainIsReadFromItsRootWhereverOneAsks() {
    // Given
    JsonNode root = we.submitted();
    JsonNode child =
        Edge.json(
            Edge.as("ben", we.eng)
                .body(
                    "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"check it\",\"parentId\":\"%s\"}"
                        .formatted(we.eng, we.qa, idOf(root)))
                .post("/api/v1/requests"));
    JsonNode hidden =
        Edge.json(
            Edge.as("ben", we.eng)
                .body(
                    "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"maybe\",\"draft\":true,\"parentId\":\"%s\"}"
                        .formatted(we.eng, we.sales, idOf(root)))
                .post("/api/v1/requests"));

    // When
    JsonNode chain =
        Edge.json(Edge.as("ada", we.cs).get("/api/v1/requests/" + idOf(root) + "/chain"));
    JsonNode own =
        Edge.json(Edge.as("ben", we.eng).get("/api/v1/requests/" + idOf(child) + "/chain"));

    // Then
    assertThat(chain.at("/root/id")).isEqualTo(root.get("id"));
    assertThat(chain.at("/root/children")).hasSize(1);
    assertThat(chain.at("/root/children/0/id")).isEqualTo(child.get("id"));
    assertThat(chain.at("/root/children/0/to").asText()).isEqualTo(we.qa);
    assertThat(chain.at("/root/subject").asText()).isEqualTo("Which thread?");
    assertThat(chain.at("/root/children/0/subject").isNull()).isTrue();
    assertThat(own.at("/root/children/0/subject").asText()).isEqualTo("check it");
    assertProblem(
        Edge.as("ada", we.cs).get("/api/v1/requests/" + idOf(child) + "/chain"), 404, "not-found");
    assertThat(own.at("/root/children")).hasSize(2);
    assertThat(own.at("/root/children/1/id")).isEqualTo(hidden.get("id"));
  }

  @Test
  void aRequestSaysWhatItWaitsOnUntilThatIsDone() {
    // Given
    JsonNode root = we.submitted();
    JsonNode child =
        Edge.json(
            Edge.as("ben", we.eng)
                .body(
                    "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"check it\",\"parentId\":\"%s\"}"
                        .formatted(we.eng, we.qa, idOf(root)))
                .post("/api/v1/requests"));

    // Then
    JsonNode waiting = Edge.json(Edge.get("/requests/" + idOf(root)));
    assertThat(waiting.at("/waitingOn/0/number")).isEqualTo(child.get("number"));
    assertThat(waiting.at("/waitingOn/0/onus").asText()).isEqualTo("PROVIDER");

    done(we.move("quinn", we.qa, idOf(child), "resolve", "{\"resolution\":\"checked\"}"));
    assertThat(Edge.json(Edge.get("/requests/" + idOf(root))).get("waitingOn")).isEmpty();
  }
}
