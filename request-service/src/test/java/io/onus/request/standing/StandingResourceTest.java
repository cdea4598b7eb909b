package io.onus.request.standing;

import static io.onus.request.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.AuditTrail;
import io.onus.kit.test.Await;
import io.onus.kit.test.Tokens;
import io.onus.request.Edge;
import io.onus.request.request.Asking;
import io.onus.request.standing.domain.StandingRefusal;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StandingResourceTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Inject StandingLoop loop;

  private final List<String> made = new ArrayList<>();
  private Asking we;
  private String lena;

  @BeforeEach
  void departments() {
    we = new Asking("STAND");
    lena = Tokens.lead("lena", we.cs);
  }

  /** None of these asks anything once its test is over. */
  @AfterEach
  void end() {
    made.forEach(code -> Edge.with(Tokens.admin("root")).post(path(code) + "/end"));
  }

  @Test
  void aLeadSaysWhatIsOwedAndSeesWhenNext() {
    String code = code();

    Response created = put(lena, code, weekly());

    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Location")).endsWith(path(code));
    JsonNode standing = Edge.json(created);
    assertThat(standing.get("status").asText()).isEqualTo("RUNNING");
    assertThat(standing.get("to").asText()).isEqualTo(we.eng);
    assertThat(standing.get("service").asText()).isEqualTo(we.parts);
    assertThat(standing.at("/details/partNumber").asText()).isEqualTo("4711");
    assertThat(standing.get("leadTime").asText()).isEqualTo("P2D");
    // Tuesdays 12:00 in Berlin: an hour earlier in universal time once the clocks went forward.
    assertThat(standing.get("next").toString())
        .startsWith(
            "[{\"moment\":\"2100-03-23T11:00:00Z\",\"at\":\"2100-03-21T11:00:00Z\"},"
                + "{\"moment\":\"2100-03-30T10:00:00Z\",\"at\":\"2100-03-28T10:00:00Z\"}");
    assertThat(standing.get("next")).hasSize(5);
    assertThat(standing.get("asked")).isEmpty();
    assertThat(AuditTrail.entriesOf(created))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("standing-request.created");
              assertThat(entry.actor()).isEqualTo("lena");
              assertThat(entry.departments()).contains(we.cs, we.eng);
            });
    assertThat(Edge.json(Edge.with(Tokens.member("ben", we.eng)).get(path(code))))
        .isEqualTo(standing);
  }

  @Test
  void aMomentWhoseTimeToAskHasPassedIsAskedForAtOnceAndOnce() {
    // Given
    String code = code();
    LocalDateTime soon =
        LocalDateTime.ofInstant(now().plus(Duration.ofHours(30)), BERLIN)
            .truncatedTo(ChronoUnit.SECONDS);

    // When
    JsonNode standing =
        Edge.json(put(lena, code, body("FREQ=DAILY;COUNT=1", soon.toString(), "P2D")));
    JsonNode request =
        Await.until("the request", () -> requests(code), found -> !found.isEmpty()).getFirst();
    askAll(now());

    // Then
    assertThat(requests(code)).hasSize(1);
    assertThat(request.get("status").asText()).isEqualTo("SUBMITTED");
    assertThat(request.get("deliverBy")).isEqualTo(standing.at("/next/0/moment"));
    assertThat(request.get("standing").asText()).isEqualTo(code);
    assertThat(request.get("createdBy").asText()).isEqualTo("request-service");
    assertThat(request.get("priority").asText()).isEqualTo("P2");
    assertThat(request.at("/details/partNumber").asText()).isEqualTo("4711");
    JsonNode after = Edge.json(Edge.with(lena).get(path(code)));
    assertThat(after.get("status").asText()).as("its only moment came up").isEqualTo("ENDED");
    assertThat(after.get("next")).isEmpty();
    assertThat(after.at("/asked/0/requestId")).isEqualTo(request.get("id"));
    assertThat(after.at("/asked/0/number")).isEqualTo(request.get("number"));
    JsonNode fact =
        Edge.json(Edge.get("/requests/" + request.get("id").asText() + "/history")).at("/items/0");
    assertThat(fact.at("/by/kind").asText()).isEqualTo("SYSTEM");
  }

  @Test
  void whatWasMissedWhileNobodyRanIsMadeUpForAndWhatIsTooOldIsNot() throws InterruptedException {
    // Given Tuesdays from 23 March 2100 on
    String code = code();
    put(lena, code, weekly());

    // When nobody ran until the 18th of April, and then two processes do
    Instant restarted = Instant.parse("2100-04-18T12:00:00Z");
    Thread other = Thread.ofPlatform().start(() -> askAll(restarted));
    askAll(restarted);
    other.join();

    // Then the 13th lies within a week, the 20th ahead with its time to ask come; nothing is twice
    assertThat(requests(code))
        .extracting(request -> request.get("deliverBy").asText())
        .containsExactlyInAnyOrder("2100-04-13T10:00:00Z", "2100-04-20T10:00:00Z");
    JsonNode standing = Edge.json(Edge.with(lena).get(path(code)));
    assertThat(standing.at("/next/0/moment").asText()).isEqualTo("2100-04-27T10:00:00Z");
    assertThat(standing.get("version").asInt()).isEqualTo(1);
  }

  @Test
  void aRequestThatCannotBeMadeIsNotedAndTheNextOneIs() {
    // Given a service that asks for more than it did
    String service = "stand-" + UUID.randomUUID().toString().substring(0, 8);
    service("{\"type\":\"object\"}", service, null);
    String code = code();
    String body =
        "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"s\",\"rrule\":\"FREQ=WEEKLY\",\"start\":\"2100-03-23T12:00\",\"leadTime\":\"P1D\"}"
            .formatted(we.cs, service);
    assertThat(put(lena, code, body).statusCode()).isEqualTo(201);
    String more = "{\"type\":\"object\",\"required\":[\"team\"],\"properties\":{\"team\":{}}}";
    service(more, service, "\"1\"");
    Await.until(
        "the new intake is known",
        () ->
            we.send(
                    "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"s\"}"
                        .formatted(we.cs, service))
                .statusCode(),
        status -> status == 400);

    // When
    askAll(Instant.parse("2100-03-22T12:00:00Z"));
    service("{\"type\":\"object\"}", service, "\"2\"");
    Await.until(
        "the old intake is known",
        () ->
            we.send(
                    "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"s\"}"
                        .formatted(we.cs, service))
                .statusCode(),
        status -> status == 201);
    askAll(Instant.parse("2100-03-29T12:00:00Z"));

    // Then
    JsonNode asked = Edge.json(Edge.with(lena).get(path(code))).get("asked");
    assertThat(asked).hasSize(2);
    assertThat(asked.at("/0/requestId").isNull()).isFalse();
    assertThat(asked.at("/1/requestId").isNull()).isTrue();
    assertThat(asked.at("/1/problem").asText()).contains("not a complete request of " + service);
  }

  @Test
  void pausedItAsksNothingAndEndedNeverAgain() {
    String code = code();
    put(lena, code, weekly());

    JsonNode paused = Edge.json(post(lena, code, "pause"));
    askAll(Instant.parse("2100-04-18T12:00:00Z"));
    assertThat(paused.get("status").asText()).isEqualTo("PAUSED");
    assertThat(paused.get("next")).isEmpty();
    assertThat(requests(code)).isEmpty();
    assertProblem(post(lena, code, "pause"), 422, "refused")
        .with("refusal", "standing-move-not-allowed")
        .with("standingStatus", "PAUSED");

    JsonNode resumed = Edge.json(post(lena, code, "resume"));
    assertThat(resumed.get("status").asText()).isEqualTo("RUNNING");
    assertThat(resumed.at("/next/0/moment").asText()).isEqualTo("2100-03-23T11:00:00Z");

    assertThat(Edge.json(post(lena, code, "end")).get("status").asText()).isEqualTo("ENDED");
    assertProblem(post(lena, code, "resume"), 422, "refused");
    assertProblem(
            Edge.with(lena)
                .header("If-Match", "\"4\"")
                .body(weekly().replace("FREQ=WEEKLY", "FREQ=MONTHLY"))
                .put(path(code)),
            422,
            "refused")
        .with("refusal", "standing-move-not-allowed");
  }

  @Test
  void aChangeNeedsTheVersionItIsMadeFrom() {
    String code = code();
    put(lena, code, weekly());
    String monthly = weekly().replace("FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=-1FR");

    assertProblem(put(lena, code, monthly), 428, "precondition-required");
    Response same = Edge.with(lena).header("If-Match", "\"1\"").body(weekly()).put(path(code));
    assertThat(same.header("ETag")).isEqualTo("\"1\"");
    Response changed = Edge.with(lena).header("If-Match", "\"1\"").body(monthly).put(path(code));
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(Edge.json(changed).at("/next/0/moment").asText()).isEqualTo("2100-03-26T11:00:00Z");
    assertProblem(
        Edge.with(lena).header("If-Match", "\"1\"").body(weekly()).put(path(code)),
        412,
        "precondition-failed");
    assertProblem(
        Edge.with(lena).header("If-Match", "\"1\"").post(path(code) + "/pause"),
        412,
        "precondition-failed");
  }

  @Test
  void nobodyTakesOverWhatIsAnothers() {
    String code = code();
    put(lena, code, weekly());
    String paul = Tokens.lead("paul", we.eng);

    assertProblem(put(paul, code, weekly()), 403, "forbidden");
    assertProblem(put(paul, code, weekly().replace(we.cs, we.eng)), 409, "conflict");
    assertProblem(post(paul, code, "end"), 403, "forbidden");
    assertProblem(post(Tokens.lead("sam", we.sales), code, "end"), 404, "not-found");
    assertProblem(Edge.with(Tokens.lead("sam", we.sales)).get(path(code)), 404, "not-found");
  }

  @Test
  void everyMalformedFieldIsNamed() {
    bad(weekly().replace("FREQ=WEEKLY;BYDAY=TU", "FREQ=MINUTELY"), "rrule", "hourly");
    bad(weekly().replace("FREQ=WEEKLY;BYDAY=TU", "every Tuesday"), "rrule", "RFC 5545");
    bad(weekly().replace("P2D", "P2M"), "leadTime", "P2D");
    bad(weekly().replace("P2D", "PT0S"), "leadTime", "PT1M");
    bad(weekly().replace("Europe/Berlin", "Mars/Base"), "zone", "IANA");
    bad(weekly().replace("2100-03-22T12:00", "2100-03-22T12:00:00Z"), "start", "local");
    bad(weekly().replace("2100-03-22T12:00", "9999-03-22T12:00"), "start", "between");
    bad(weekly().replace("4711\"", "4711\",\"colour\":{}"), "details.colour", "", 201);
    bad(weekly().replace("\"partNumber\":\"4711\"", ""), "details.partNumber", "required");
    bad(weekly().replace("\"subject\"", "\"subjekt\""), "subjekt", "not a known field");
    bad("{}", "rrule", "null");
    String known = code();
    assertThat(put(lena, known, weekly()).statusCode()).isEqualTo(201);
    assertProblem(
            Edge.with(lena).body("{\"until\":1}").post(path(known) + "/pause"), 400, "malformed")
        .at("until", "not a known field");
    bad(weekly().replace("P2\"", "P9\""), "priority", "P1, P2");
    assertProblem(put(lena, "No-Code", weekly()), 400, "malformed").at("code", "must match");
    assertProblem(
            put(lena, code(), weekly().replace("FREQ=WEEKLY", "FREQ=WEEKLY;UNTIL=20200101")),
            422,
            "refused")
        .with("refusal", "no-moment-ahead");
    assertProblem(
            put(lena, code(), weekly().replace("BYDAY=TU", "BYDAY=MO,TU;BYSETPOS=5")),
            422,
            "refused")
        .with("refusal", "no-moment-ahead");
    assertProblem(put(lena, code(), weekly().replace(we.parts, "nothing-such")), 422, "refused")
        .with("refusal", "unknown-service");
    assertProblem(Edge.with(lena).get("/api/v1/standing-requests?status=LATE"), 400, "malformed");
  }

  @Test
  void everyRefusalIsDocumentedByItsKind() {
    String contract = Edge.as("ada", "ENG").get("/q/openapi?format=json").asString();

    assertThat(
            Arrays.stream(StandingRefusal.class.getPermittedSubclasses())
                .map(
                    type ->
                        type.getSimpleName()
                            .replaceAll("([a-z])([A-Z])", "$1-$2")
                            .toLowerCase(Locale.ROOT)))
        .isNotEmpty()
        .allSatisfy(kind -> assertThat(contract).contains("`" + kind + "`"));
  }

  private void bad(String body, String field, String message) {
    assertProblem(put(lena, code(), body), 400, "malformed").at(field, message);
  }

  /** The intake takes other fields too. */
  private void bad(String body, String field, String message, int status) {
    assertThat(put(lena, code(), body).statusCode()).as(field + message).isEqualTo(status);
  }

  /** All that is due then, for whomever. */
  private void askAll(Instant now) {
    while (loop.askOnce(now)) {
      // The next one.
    }
  }

  private String weekly() {
    return body("FREQ=WEEKLY;BYDAY=TU", "2100-03-22T12:00", "P2D");
  }

  private String body(String rrule, String start, String leadTime) {
    return """
    {"from":"%s","service":"%s","subject":"Parts of the week","priority":"P2",
     "details":{"partNumber":"4711"},"rrule":"%s","zone":"Europe/Berlin","start":"%s",
     "leadTime":"%s"}
    """
        .formatted(we.cs, we.parts, rrule, start, leadTime);
  }

  private void service(String intake, String code, String ifMatch) {
    String body =
        "{\"provider\":\"%s\",\"name\":\"%s\",\"intake\":%s}".formatted(we.eng, code, intake);
    Response response =
        ifMatch == null
            ? Edge.put("/services/" + code, body)
            : Edge.put("/services/" + code, body, ifMatch);
    assertThat(response.statusCode()).as(response.asString()).isIn(200, 201);
  }

  private List<JsonNode> requests(String standing) {
    List<JsonNode> found = new ArrayList<>();
    Edge.json(Edge.as("ada", we.cs).get("/api/v1/requests?pageSize=200&from=" + we.cs))
        .get("items")
        .forEach(
            request -> {
              if (request.path("standing").asText().equals(standing)) {
                found.add(request);
              }
            });
    return found;
  }

  private String code() {
    String code = "stand-" + UUID.randomUUID();
    made.add(code);
    return code;
  }

  private static Instant now() {
    return new io.onus.kit.time.WallClock().now();
  }

  private static Response put(String token, String code, String body) {
    return Edge.with(token).body(body).put(path(code));
  }

  private static Response post(String token, String code, String verb) {
    return Edge.with(token).post(path(code) + "/" + verb);
  }

  private static String path(String code) {
    return "/api/v1/standing-requests/" + code;
  }
}
