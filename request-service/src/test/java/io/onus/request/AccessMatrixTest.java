package io.onus.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.AccessMatrix;
import io.onus.kit.test.AccessMatrix.Answer;
import io.onus.kit.test.AccessMatrix.Call;
import io.onus.kit.test.Tokens;
import io.onus.request.request.Asking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of rules in {@code docs/security.md}, cell by cell. */
@QuarkusTest
class AccessMatrixTest {

  private static final String REQUESTS = "/api/v1/requests/";
  private static final String A_LOSS =
      "{\"amount\":4200,\"currency\":\"USD\",\"text\":\"sent back\"}";
  private static final String STANDING = "/api/v1/standing-requests/";
  private static final String NDJSON = "application/x-ndjson";

  private static final RestAssuredConfig AS_TEXT =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .defaultContentCharset("UTF-8")
                  .encodeContentTypeAs(NDJSON, ContentType.TEXT));

  @TestFactory
  Stream<DynamicTest> everyCell() {
    Asking we = new Asking("MATRIX");
    return AccessMatrix.<Asking>of("request-service", () -> we)
        .caller("stranger", of -> Tokens.lead("sam", of.sales))
        .caller("requester", of -> Tokens.member("ada", of.cs))
        .caller("requester lead", of -> Tokens.lead("lena", of.cs))
        .caller("provider", of -> Tokens.member("ben", of.eng))
        .caller("provider lead", of -> Tokens.lead("paul", of.eng))
        .caller("receiver", of -> Tokens.lead("quinn", of.qa))
        .caller("auditor", of -> Tokens.auditor("vera"))
        .caller("admin", of -> Tokens.admin("root"))
        .caller("on-call admin", of -> Tokens.onCallAdmin("otto"))
        .caller("robot", of -> Tokens.robot("shop", of.cs))
        .caller("relay", of -> Tokens.relay("jira-sync", of.cs, of.eng))
        .attempt(
            "PUT /api/v1/departments/{code}",
            (of, call) ->
                Answer.of(
                    call.body("{\"name\":\"New\"}").put("/api/v1/departments/" + unused("MATRIX"))))
        .attempt(
            "GET /api/v1/departments/{code}",
            (of, call) -> Answer.of(call.get("/api/v1/departments/" + of.cs)))
        .attempt(
            "GET /api/v1/departments",
            (of, call) -> Answer.list(call.get("/api/v1/departments?q=" + of.cs), of.cs))
        .attempt(
            "PUT /api/v1/services/{code}",
            (of, call) ->
                Answer.of(
                    call.body("{\"provider\":\"%s\",\"name\":\"New\"}".formatted(of.eng))
                        .put("/api/v1/services/" + unused("matrix"))))
        .attempt(
            "GET /api/v1/services/{code}",
            (of, call) -> Answer.of(call.get("/api/v1/services/" + of.parts)))
        .attempt(
            "GET /api/v1/services",
            (of, call) -> Answer.list(call.get("/api/v1/services?provider=" + of.eng), of.parts))
        .attempt(
            "POST /api/v1/requests",
            (of, call) -> Answer.of(call.body(wish(of)).post("/api/v1/requests")))
        .attempt(
            "POST /api/v1/requests/batch",
            (of, call) ->
                Answer.list(
                    call.body("{\"items\":[" + wish(of) + "]}").post(REQUESTS + "batch"),
                    "\"status\":201"))
        .attempt(
            "GET /api/v1/requests",
            (of, call) -> {
              JsonNode moving = moving(of);
              return Answer.list(
                  call.get("/api/v1/requests?q=" + moving.get("number").asText()),
                  Asking.idOf(moving));
            })
        .attempt("GET /api/v1/requests/{id}", reading(""))
        .attempt("GET /api/v1/requests/{id}/history", reading("/history"))
        .attempt("GET /api/v1/requests/{id}/chain", reading("/chain"))
        .attempt("GET /api/v1/requests/{id}/messages", reading("/messages"))
        .attempt(
            "POST /api/v1/requests/{id}/messages",
            verb("messages", "{\"text\":\"any news?\"}", AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/submit",
            verb("submit", "{}", of -> Asking.idOf(of.submitted(",\"draft\":true"))))
        .attempt(
            "POST /api/v1/requests/{id}/accept", verb("accept", "{}", AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/start", verb("start", "{}", AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/ask",
            verb("ask", "{\"text\":\"which?\"}", AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/answer",
            verb("answer", "{\"text\":\"that\"}", AccessMatrixTest::askedId))
        .attempt(
            "POST /api/v1/requests/{id}/return",
            verb(
                "return",
                "{\"reason\":\"no drawing\",\"missing\":[\"question\"]}",
                AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/resubmit",
            verb("resubmit", "{}", AccessMatrixTest::returnedId))
        .attempt(
            "POST /api/v1/requests/{id}/contest",
            verb("contest", "{\"reason\":\"it was there\"}", AccessMatrixTest::askedId))
        .attempt(
            "POST /api/v1/requests/{id}/assign",
            verb("assign", "{\"person\":\"ben\"}", AccessMatrixTest::movingId))
        .attempt("POST /api/v1/requests/{id}/transfer", AccessMatrixTest::transfer)
        .attempt(
            "POST /api/v1/requests/{id}/accept-transfer",
            verb("accept-transfer", "{}", AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/refuse-transfer",
            verb("refuse-transfer", "{\"reason\":\"not ours\"}", AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/prioritize",
            verb(
                "prioritize",
                "{\"priority\":\"P4\",\"reason\":\"it can wait\"}",
                AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/resolve",
            verb("resolve", "{\"resolution\":\"M8\"}", AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/reopen",
            verb(
                "reopen",
                "{\"reason\":\"pitch?\",\"code\":\"INCOMPLETE\"}",
                AccessMatrixTest::resolvedId))
        .attempt(
            "POST /api/v1/requests/{id}/close", verb("close", "{}", AccessMatrixTest::resolvedId))
        .attempt(
            "POST /api/v1/requests/{id}/decline",
            verb(
                "decline",
                "{\"code\":\"DUPLICATE\",\"reason\":\"see above\"}",
                AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/cancel",
            verb("cancel", "{\"reason\":\"withdrawn\"}", AccessMatrixTest::movingId))
        .attempt("GET /api/v1/requests/{id}/losses", reading("/losses"))
        .attempt(
            "POST /api/v1/requests/{id}/losses", verb("losses", A_LOSS, AccessMatrixTest::movingId))
        .attempt(
            "POST /api/v1/requests/{id}/losses/{n}/confirm",
            verb("losses/1/confirm", "{}", AccessMatrixTest::costlyId))
        .attempt(
            "POST /api/v1/requests/{id}/losses/{n}/dispute",
            verb("losses/1/dispute", "{\"reason\":\"no\"}", AccessMatrixTest::costlyId))
        .attempt(
            "POST /api/v1/requests/{id}/losses/{n}/withdraw",
            verb("losses/1/withdraw", "{}", AccessMatrixTest::costlyId))
        .attempt(
            "PUT /api/v1/standing-requests/{code}",
            (of, call) ->
                Answer.of(call.body(standing(of)).put(STANDING + unused("matrix-standing"))))
        .attempt(
            "GET /api/v1/standing-requests/{code}",
            (of, call) -> Answer.of(call.get(STANDING + standingCode(of))))
        .attempt(
            "GET /api/v1/standing-requests",
            (of, call) -> {
              String code = standingCode(of);
              return Answer.list(
                  call.get(
                      "/api/v1/standing-requests?status=RUNNING&from=" + of.cs + "&pageSize=200"),
                  "\"" + code + "\"");
            })
        .attempt("POST /api/v1/standing-requests/{code}/pause", standingVerb("pause", false))
        .attempt("POST /api/v1/standing-requests/{code}/resume", standingVerb("resume", true))
        .attempt("POST /api/v1/standing-requests/{code}/end", standingVerb("end", false))
        .attempt("POST /api/v1/imports", AccessMatrixTest::importing)
        .attempt(
            "POST /api/v1/people/{id}/pseudonymise",
            (of, call) -> Answer.of(call.post("/api/v1/people/nobody-known/pseudonymise")))
        .attempt(
            "GET /api/v1/audit/{service}",
            (of, call) -> Answer.of(call.get("/api/v1/audit/request-service?pageSize=1")))
        .attempt(
            "GET /api/v1/audit/{service}/verify",
            (of, call) -> Answer.of(call.get("/api/v1/audit/request-service/verify")))
        .attempt(
            "GET /api/v1/audit/verify", (of, call) -> Answer.of(call.get("/api/v1/audit/verify")))
        .tests();
  }

  private static AccessMatrix.Attempt<Asking> reading(String what) {
    return (of, call) -> Answer.of(call.get(REQUESTS + movingId(of) + what));
  }

  private static AccessMatrix.Attempt<Asking> verb(
      String verb, String body, Function<Asking, String> request) {
    return (of, call) -> Answer.of(call.body(body).post(REQUESTS + request.apply(of) + "/" + verb));
  }

  /** To another service than the one it is proposed to already. */
  private static Answer transfer(Asking of, Call call) {
    return Answer.of(
        call.body(
                "{\"service\":\"%s\",\"reason\":\"not ours\"}"
                    .formatted(of.sales.toLowerCase() + "-question"))
            .post(REQUESTS + movingId(of) + "/transfer"));
  }

  private static Answer importing(Asking of, Call call) {
    return Answer.of(
        call.signedIn()
            .config(AS_TEXT)
            .contentType(NDJSON)
            .body(
                ("{\"time\":\"2016-02-29T01:00:00Z\",\"type\":\"submitted\",\"request\":\"%s\","
                        + "\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"}")
                    .formatted(UUID.randomUUID(), of.cs, of.eng))
            .post("/api/v1/imports?source=matrix"));
  }

  private static String wish(Asking of) {
    return "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"}".formatted(of.cs, of.eng);
  }

  /** Submitted, and proposed to the receiver. */
  private static JsonNode moving(Asking of) {
    String id = Asking.idOf(of.submitted());
    return Asking.done(
        of.provider(
            id, "transfer", "{\"service\":\"%s\",\"reason\":\"r\"}".formatted(of.inspection)));
  }

  private static String movingId(Asking of) {
    return Asking.idOf(moving(of));
  }

  /** With a loss the requester's lead claims. */
  private static String costlyId(Asking of) {
    String id = movingId(of);
    Edge.with(Tokens.lead("lena", of.cs))
        .body(A_LOSS)
        .post(REQUESTS + id + "/losses")
        .then()
        .statusCode(201);
    return id;
  }

  private static AccessMatrix.Attempt<Asking> standingVerb(String verb, boolean paused) {
    return (of, call) -> {
      String code = standingCode(of);
      if (paused) {
        Edge.with(Tokens.admin("root")).post(STANDING + code + "/pause").then().statusCode(200);
      }
      Answer answer = Answer.of(call.post(STANDING + code + "/" + verb));
      Edge.with(Tokens.admin("root")).post(STANDING + code + "/end");
      return answer;
    };
  }

  /** One of the requester's, far ahead. */
  private static String standingCode(Asking of) {
    String code = unused("matrix-standing");
    Edge.put("/standing-requests/" + code, standing(of)).then().statusCode(201);
    return code;
  }

  private static String standing(Asking of) {
    return "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\",\"rrule\":\"FREQ=YEARLY\",\"start\":\"2100-01-01T12:00:00\",\"leadTime\":\"P1D\"}"
        .formatted(of.cs, of.eng);
  }

  private static String askedId(Asking of) {
    return Asking.idOf(Asking.done(of.provider(movingId(of), "ask", "{\"text\":\"which?\"}")));
  }

  private static String returnedId(Asking of) {
    return Asking.idOf(
        Asking.done(
            of.provider(movingId(of), "return", "{\"reason\":\"r\",\"missing\":[\"question\"]}")));
  }

  private static String resolvedId(Asking of) {
    return Asking.idOf(
        Asking.done(of.provider(movingId(of), "resolve", "{\"resolution\":\"M8\"}")));
  }

  /** A code in the letters of its prefix. */
  private static String unused(String prefix) {
    String code = prefix + "-x" + UUID.randomUUID().toString().substring(0, 8);
    return prefix.equals(prefix.toUpperCase()) ? code.toUpperCase() : code;
  }
}
