package io.onus.sla.clock;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * Facts in on a real topic, clocks out over REST and on the other topic, with a real database
 * between.
 */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class ClockFlowTest {

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject WallClock clock;
  @Inject Sql sql;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void aRequestUnderHouseTermsHasClocksAtOnce() {
    departments("HA", "HB");
    RequestFactsOnTopic request = request("HA", "HB");

    request.publish(request.submitted(clock.now()));

    JsonNode clocks = clocksOf(request, 1);
    assertThat(clocks.path("items")).hasSize(2);
    assertThat(clocks.path("items").findValuesAsText("metric"))
        .containsExactlyInAnyOrder("FIRST_RESPONSE", "RESOLUTION");
    JsonNode first = clocks.path("items").path(0);
    assertThat(first.path("expected").asBoolean()).isTrue();
    assertThat(first.path("agreement").isNull()).isTrue();
    assertThat(first.path("calendar").path("code").asText()).isEqualTo("company");
    assertThat(first.path("dueAt").asText()).isNotEmpty();
  }

  @Test
  void aBrokenPromiseIsToldOnceWithEverythingAReceiverNeeds() {
    departments("BA", "BB");
    String agreement = signed("BA", "BB", "PT1S", "PT10H");
    RequestFactsOnTopic request = request("BA", "BB");
    Instant submitted = clock.now();

    request.publish(request.submitted(submitted));

    TopicReader topic = new TopicReader(bootstrap, "onus.sla.v1");
    List<TopicReader.Read> told =
        topic.await(
            "the breach of " + request.id,
            all -> ofType(all, request, "clock-breached").size() == 1);
    CloudEvent event = ofType(told, request, "clock-breached").getFirst().event();
    JsonNode data = event.data();
    assertThat(event.time())
        .isEqualTo(submitted.plusSeconds(1))
        .isEqualTo(Instant.parse(data.path("dueAt").asText()));
    assertThat(event.recordedTime()).isAfter(submitted.plusSeconds(1));
    assertThat(data.path("detectedAt").asText()).isEqualTo(event.recordedTime().toString());
    assertThat(data.path("agreement").path("id").asText()).isEqualTo(agreement);
    assertThat(data.path("obligor").path("department").asText()).isEqualTo("BB");
    assertThat(data.path("obligor").path("side").asText()).isEqualTo("PROVIDER");
    assertThat(data.path("metric").asText()).isEqualTo("FIRST_RESPONSE");
    assertThat(data.path("target").asText()).isEqualTo("PT1S");
    assertThat(data.path("consumed").asText()).isEqualTo("PT1S");
    assertThat(data.path("customer").path("ref").asText()).isEqualTo("ORD-4711");
    assertThat(data.path("atStake").path("amount").asInt()).isEqualTo(125000);
    assertThat(data.path("cost").path("amount").asInt()).isEqualTo(1000);
    assertThat(data.path("attribution").path(0).path("department").asText()).isEqualTo("BB");
    assertThat(sequences(told, request)).isEqualTo(oneTo(sequences(told, request).size()));
  }

  @Test
  void anAnswerInTimeIsMetAndABareAcceptanceIsNoAnswer() {
    departments("MA", "MB");
    signed("MA", "MB", "PT10H", "PT20H");
    RequestFactsOnTopic request = request("MA", "MB");
    Instant at = clock.now();

    request.publish(
        request.submitted(at),
        request.byProvider("accepted", at.plusMillis(1)),
        request.byProvider("assigned", at.plusMillis(2), Map.of("person", "eva")));
    assertThat(clock(clocksOf(request, 3), "FIRST_RESPONSE").path("phase").asText())
        .isEqualTo("RUNNING");

    request.publish(
        request.byProvider(
            "accepted", at.plusMillis(3), Map.of("expectedBy", at.plusSeconds(60).toString())));

    assertThat(clock(clocksOf(request, 4), "FIRST_RESPONSE").path("verdict").asText())
        .isEqualTo("MET");
    new TopicReader(bootstrap, "onus.sla.v1")
        .await("met", all -> ofType(all, request, "clock-met").size() == 1);
  }

  @Test
  void aFactToldTwiceAndFactsOutOfOrderChangeNothingTwice() {
    departments("DA", "DB");
    RequestFactsOnTopic request = request("DA", "DB");
    Instant at = clock.now();
    CloudEvent submitted = request.submitted(at);
    CloudEvent asked = request.byProvider("asked", at.plusSeconds(1));
    CloudEvent answered = request.byRequester("answered", at.plusSeconds(2));

    request.publish(submitted, submitted);
    request.publish(answered);
    request.publish(asked, submitted, asked);

    JsonNode clocks = clocksOf(request, 3);
    assertThat(clock(clocks, "RESOLUTION").path("phase").asText()).isEqualTo("RUNNING");
    List<TopicReader.Read> told =
        new TopicReader(bootstrap, "onus.sla.v1")
            .await("resumed", all -> !ofType(all, request, "clock-resumed").isEmpty());
    assertThat(ofType(told, request, "clock-started")).hasSize(2);
    assertThat(ofType(told, request, "clock-paused")).hasSize(1);
    List<String> ids = ids(told, request);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @Test
  void aLateAnswerRetractsTheBreachItUndoes() {
    departments("LA", "LB");
    signed("LA", "LB", "PT1S", "PT10H");
    RequestFactsOnTopic request = request("LA", "LB");
    Instant at = clock.now();
    request.publish(request.submitted(at));
    TopicReader topic = new TopicReader(bootstrap, "onus.sla.v1");
    topic.await("breach", all -> ofType(all, request, "clock-breached").size() == 1);

    request.publish(
        request.byProvider("message-posted", at.plusMillis(500), Map.of("visibility", "BOTH")));

    List<TopicReader.Read> told =
        topic.await(
            "retraction", all -> ofType(all, request, "clock-breach-retracted").size() == 1);
    CloudEvent breach = ofType(told, request, "clock-breached").getFirst().event();
    CloudEvent retraction = ofType(told, request, "clock-breach-retracted").getFirst().event();
    assertThat(retraction.causationId()).isEqualTo(breach.id());
    assertThat(clock(clocksOf(request, 2), "FIRST_RESPONSE").path("verdict").asText())
        .isEqualTo("MET");
  }

  @Test
  void importedFactsDriveTheClocksByTheirOwnTimeAndTermsReachBack() {
    departments("IA", "IB");
    String agreement = signed("IA", "IB", "PT2H", "PT4H");
    RequestFactsOnTopic request = request("IA", "IB").imported();
    Instant at = Instant.parse("2016-03-01T09:00:00Z");

    request.publish(
        request.submitted(at),
        request.byProvider("asked", at.plus(Duration.ofHours(3))),
        request.byRequester("answered", at.plus(Duration.ofHours(30))),
        request.fact(
            "import-finished",
            at.plus(Duration.ofDays(300)),
            "PROVIDER",
            data -> data.put("asOf", at.plus(Duration.ofDays(300)).toString())));

    JsonNode clocks = clocksOf(request, 4);
    assertThat(clock(clocks, "FIRST_RESPONSE").path("verdict").asText()).isEqualTo("BREACHED");
    assertThat(clock(clocks, "FIRST_RESPONSE").path("agreement").path("id").asText())
        .isEqualTo(agreement);
    assertThat(clock(clocks, "RESOLUTION").path("verdict").asText()).isEqualTo("BREACHED");
    assertThat(clock(clocks, "RESOLUTION").path("dueAt").asText())
        .isEqualTo("2016-03-02T16:00:00Z");
    assertThat(
            sql.one(
                    "select count(*) as n from tracked_requests where request_id = ? and next_at is"
                        + " not null",
                    row -> row.number("n"),
                    request.id)
                .orElseThrow())
        .isZero();
  }

  @Test
  void anExplanationAddsUpToWhatTheClockSays() {
    departments("EA", "EB");
    signed("EA", "EB", "PT2H", "PT40H", "company");
    RequestFactsOnTopic request = request("EA", "EB").imported();
    Instant at = Instant.parse("2026-11-19T15:00:00Z");
    request.publish(
        request.submitted(at),
        request.byProvider("asked", Instant.parse("2026-11-20T10:00:00Z")),
        request.byRequester("answered", Instant.parse("2026-11-20T12:00:00Z")),
        request.byProvider("resolved", Instant.parse("2026-11-23T11:00:00Z")));
    JsonNode resolution = clock(clocksOf(request, 4), "RESOLUTION");

    JsonNode explanation =
        json(as("EA").get("/api/v1/clocks/" + resolution.path("id").asText() + "/explanation"));

    Duration sum = Duration.ZERO;
    Instant end = at;
    for (JsonNode interval : explanation.path("intervals")) {
      assertThat(Instant.parse(interval.path("start").asText())).isEqualTo(end);
      end = Instant.parse(interval.path("end").asText());
      sum = sum.plus(Duration.parse(interval.path("working").asText()));
      assertThat(interval.path("total").asText()).isEqualTo(sum.toString());
    }
    assertThat(end).isEqualTo("2026-11-23T11:00:00Z");
    assertThat(explanation.path("total").asText())
        .isEqualTo(sum.toString())
        .isEqualTo(resolution.path("consumed").asText());
    assertThat(explanation.path("intervals").findValuesAsText("reason"))
        .contains("RUNNING", "OUTSIDE_HOURS", "PAUSED");
  }

  @Test
  void whatIsAskedForBadlyGetsAClearProblem() {
    as("CS")
        .get("/api/v1/clocks")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("violations[0].field", equalTo("requestId"));
    as("CS")
        .get("/api/v1/clocks/0198c0de-0000-7000-8000-0000000000ff")
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/not-found"));
    as("CS")
        .get("/api/v1/clocks?requestId=0198c0de-0000-7000-8000-0000000000ff")
        .then()
        .statusCode(200)
        .body("sequence", equalTo(0));
  }

  @Test
  void termsThatCannotBeKeptAreRefused() {
    departments("TA", "TB");
    propose("TA", "TB", terms("PT0S", "PT1H", "ALWAYS"))
        .statusCode(400)
        .body("detail", containsString("duration must be more than zero"));
    propose("TA", "TB", terms("tomorrow", "PT1H", "ALWAYS"))
        .statusCode(400)
        .body("detail", containsString("ISO-8601"));
    propose("TA", "TB", terms("PT1H", "PT2H", "no-such-calendar"))
        .statusCode(422)
        .body("refusal", equalTo("unknown-calendar"));
    propose("TA", "NOBODY", terms("PT1H", "PT2H", "ALWAYS"))
        .statusCode(422)
        .body("refusal", equalTo("unknown-department"));
    propose("TA", "TB", "{\"targets\":[],\"surprise\":1}")
        .statusCode(400)
        .body("detail", containsString("surprise"));
    as("STRANGER")
        .body(proposal("TA", "TB", terms("PT1H", "PT2H", "ALWAYS")))
        .post("/api/v1/agreements")
        .then()
        .statusCode(403);
  }

  @Test
  void onlyTheOtherSideSignsAndOnlyWhatItRead() {
    departments("SA", "SB");
    String id =
        propose("SA", "SB", terms("PT1H", "PT2H", "ALWAYS")).statusCode(201).extract().path("id");

    as("SB").post("/api/v1/agreements/" + id + "/accept").then().statusCode(428);
    as("SB")
        .header("If-Match", "\"7\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(412);
    as("SA")
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("own-offer"));
    as("SB")
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("status", equalTo("SIGNED"))
        .body("signatures.size()", equalTo(2));
    as("SB")
        .header("If-Match", "\"2\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("offer-already-answered"));
    propose("SA", "SB", terms("PT1H", "PT2H", "ALWAYS"))
        .statusCode(422)
        .body("refusal", equalTo("already-agreed"));
  }

  @Test
  void houseTermsChangeForNewRequestsOnly() {
    int version =
        as("CS").get("/api/v1/house-terms").then().statusCode(200).extract().path("version");
    asAdmin()
        .body(terms("PT1H", "PT2H", "ALWAYS"))
        .put("/api/v1/house-terms")
        .then()
        .statusCode(428);
    departments("QA", "QB");
    RequestFactsOnTopic before = request("QA", "QB");
    before.publish(before.submitted(clock.now()));
    String due = clock(clocksOf(before, 1), "RESOLUTION").path("dueAt").asText();

    String house = json(as("CS").get("/api/v1/house-terms")).path("terms").toString();
    changeHouseTerms(version, terms("PT3H", "PT5H", "ALWAYS"));
    try {
      RequestFactsOnTopic after = request("QA", "QB");
      Instant at = clock.now();
      after.publish(after.submitted(at));
      assertThat(clock(clocksOf(after, 1), "RESOLUTION").path("dueAt").asText())
          .isEqualTo(at.plus(Duration.ofHours(5)).toString());
      assertThat(clock(clocksOf(before, 1), "RESOLUTION").path("dueAt").asText()).isEqualTo(due);
      assertThat(house).contains("FIRST_RESPONSE");
    } finally {
      // Other tests go by the terms of the install.
      changeHouseTerms(version + 1, house);
    }
  }

  private static void changeHouseTerms(int version, String terms) {
    asAdmin()
        .header("If-Match", "\"" + version + "\"")
        .body(terms)
        .put("/api/v1/house-terms")
        .then()
        .statusCode(200)
        .body("version", equalTo(version + 1));
  }

  private void departments(String... codes) {
    for (String code : codes) {
      sql.update(
          """
          insert into departments (code, name, zone, calendar, version)
          values (?, ?, 'UTC', 'company', 1) on conflict do nothing
          """,
          code,
          code);
    }
  }

  private RequestFactsOnTopic request(String requester, String provider) {
    return new RequestFactsOnTopic(outbox, transactions, requester, provider);
  }

  private String signed(String requester, String provider, String response, String resolution) {
    return signed(requester, provider, response, resolution, "ALWAYS");
  }

  private String signed(
      String requester, String provider, String response, String resolution, String hours) {
    String id =
        propose(requester, provider, terms(response, resolution, hours))
            .statusCode(201)
            .extract()
            .path("id");
    as(provider)
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(200);
    return id;
  }

  private static ValidatableResponse propose(String requester, String provider, String terms) {
    return as(requester)
        .body(proposal(requester, provider, terms))
        .post("/api/v1/agreements")
        .then();
  }

  private static String proposal(String requester, String provider, String terms) {
    return """
    {"requester":"%s","provider":"%s","service":null,"terms":%s}\
    """
        .formatted(requester, provider, terms);
  }

  private static String terms(String response, String resolution, String hours) {
    return """
    {"targets":[
      {"metric":"FIRST_RESPONSE","priority":"P2","duration":"%s"},
      {"metric":"RESOLUTION","priority":"P2","duration":"%s"}],
     "hours":"%s","breachCost":{"amount":1000,"currency":"USD","per":"BREACH"},
     "validFrom":"2015-01-01"}\
    """
        .formatted(response, resolution, hours);
  }

  private static RequestSpecification as(String department) {
    return given()
        .auth()
        .oauth2(Tokens.lead("lead-of-" + department, department))
        .contentType(ContentType.JSON);
  }

  private static RequestSpecification asAdmin() {
    return given().auth().oauth2(Tokens.admin("root")).contentType(ContentType.JSON);
  }

  private static JsonNode clocksOf(RequestFactsOnTopic request, long sequence) {
    return Await.until(
        "clocks of " + request.id + " at fact " + sequence,
        () -> json(as(request.requester).get("/api/v1/clocks?requestId=" + request.id)),
        found -> found.path("sequence").asLong() >= sequence);
  }

  private static JsonNode clock(JsonNode clocks, String metric) {
    for (JsonNode one : clocks.path("items")) {
      if (one.path("metric").asText().equals(metric)) {
        return one;
      }
    }
    throw new AssertionError("no clock " + metric + " in " + clocks);
  }

  private static JsonNode json(io.restassured.response.Response response) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper()
          .readTree(response.then().statusCode(200).extract().asString());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<TopicReader.Read> ofType(
      List<TopicReader.Read> all, RequestFactsOnTopic request, String type) {
    return all.stream()
        .filter(read -> request.id.toString().equals(read.key()))
        .filter(read -> ("io.onus.sla." + type + ".v1").equals(read.event().type()))
        .toList();
  }

  private static List<String> ids(List<TopicReader.Read> all, RequestFactsOnTopic request) {
    return all.stream()
        .filter(read -> request.id.toString().equals(read.key()))
        .map(read -> read.event().id().toString())
        .toList();
  }

  private static List<Long> sequences(List<TopicReader.Read> all, RequestFactsOnTopic request) {
    return all.stream()
        .filter(read -> request.id.toString().equals(read.key()))
        .map(read -> read.event().sequence())
        .toList();
  }

  private static List<Long> oneTo(int count) {
    List<Long> numbers = new ArrayList<>();
    for (long i = 1; i <= count; i++) {
      numbers.add(i);
    }
    return numbers;
  }
}
