package io.onus.request.request;

import static io.onus.request.ProblemAssert.assertProblem;
import static io.onus.request.request.Asking.done;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.time.WallClock;
import io.onus.request.Edge;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verbs, and the events they leave. */
@QuarkusTest
class RequestMovesResourceTest {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @TestHTTPResource URI root;

  @Inject WallClock clock;

  private Asking we;

  @BeforeEach
  void departments() {
    we = new Asking("MOVE");
  }

  @Test
  void aWholeLifeIsToldInOrder() {
    // Given
    JsonNode request =
        Edge.json(
            we.send(
                """
                {"from":"%s","service":"%s","priority":"P2","subject":"Which thread?",
                 "details":{"partNumber":"4711"},"atStake":{"amount":125000,"currency":"USD"},
                 "customer":{"ref":"ORD-1"}}
                """
                    .formatted(we.cs, we.parts)));
    String id = idOf(request);

    // When
    done(we.provider(id, "accept", "{\"expectedBy\":\"2199-01-01T00:00:00Z\",\"text\":\"on it\"}"));
    done(we.provider(id, "assign", "{\"person\":\"ben\"}"));
    done(we.provider(id, "start", "{}"));
    done(we.provider(id, "return", "{\"reason\":\"illegible\",\"missing\":[\"drawing\"]}"));
    done(we.requester(id, "resubmit", "{\"details\":{\"partNumber\":\"4711\",\"drawing\":\"D\"}}"));
    done(we.provider(id, "ask", "{\"text\":\"Which revision?\"}"));
    done(we.provider(id, "ask", "{\"text\":\"And which pitch?\"}"));
    done(we.requester(id, "answer", "{\"text\":\"C\"}"));
    done(we.provider(id, "ask", "{\"text\":\"Sure?\"}"));
    done(we.requester(id, "contest", "{\"reason\":\"it was answered\"}"));
    done(we.provider(id, "resolve", "{\"resolution\":\"M8\",\"requestQuality\":3}"));
    done(we.requester(id, "reopen", "{\"reason\":\"pitch?\",\"code\":\"INCOMPLETE\"}"));
    done(we.provider(id, "resolve", "{\"resolution\":\"M8 x 1.25\"}"));
    JsonNode closed = done(we.requester(id, "close", "{\"rating\":5,\"comment\":\"thanks\"}"));

    // Then
    assertThat(closed.get("status").asText()).isEqualTo("CLOSED");
    assertThat(closed.get("onus").asText()).isEqualTo("NOBODY");
    assertThat(closed.get("cycle").asInt()).isEqualTo(2);
    assertThat(closed.at("/allowedVerbs/0").asText()).isEqualTo("reopen");
    List<TopicReader.Read> told = told(id, 15);
    assertThat(told.stream().map(read -> type(read.event())))
        .containsExactly(
            "submitted",
            "accepted",
            "assigned",
            "started",
            "returned",
            "resubmitted",
            "asked",
            "asked",
            "answered",
            "asked",
            "contested",
            "resolved",
            "reopened",
            "resolved",
            "closed");
    assertThat(told.stream().map(read -> read.event().sequence()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 15).boxed().toList());
    assertThat(told.stream().map(read -> read.event().time())).isSorted().doesNotHaveDuplicates();
    assertThat(told).allSatisfy(read -> EventSchemas.check(EventSchemas.json(read.text())));
    assertThat(told).allSatisfy(read -> assertThat(read.key()).isEqualTo(id));
    assertThat(told.getFirst().header("ce_type")).isEqualTo("io.onus.request.submitted.v1");
    JsonNode first = told.getFirst().data();
    assertThat(first.get("number")).isEqualTo(request.get("number"));
    assertThat(first.get("provider").asText()).isEqualTo(we.eng);
    assertThat(first.at("/actor/side").asText()).isEqualTo("REQUESTER");
    assertThat(first.at("/atStake/amount").asInt()).isEqualTo(125000);
  }

  @Test
  void aTransferMovesOnlyWhenTheReceiverAccepts() {
    // Given
    JsonNode request = we.submitted();
    String id = idOf(request);
    done(we.provider(id, "assign", "{\"person\":\"ben\"}"));
    String toQa = "{\"service\":\"%s\",\"reason\":\"inspection\"}".formatted(we.inspection);

    // When
    JsonNode proposed = done(we.provider(id, "transfer", toQa));

    // Then
    assertThat(proposed.get("to").asText()).isEqualTo(we.eng);
    assertThat(proposed.at("/proposedTransfer/to").asText()).isEqualTo(we.qa);
    assertProblem(we.provider(id, "transfer", toQa), 422, "refused")
        .with("refusal", "transfer-already-proposed");
    assertProblem(we.provider(id, "accept-transfer", "{}"), 403, "forbidden");
    done(we.move("quinn", we.qa, id, "refuse-transfer", "{\"reason\":\"not ours\"}"));
    assertProblem(
        we.move("quinn", we.qa, id, "refuse-transfer", "{\"reason\":\"not ours\"}"),
        404,
        "not-found");
    assertProblem(we.provider(id, "accept-transfer", "{}"), 422, "refused")
        .with("refusal", "nothing-to-transfer");
    done(we.provider(id, "transfer", toQa));
    JsonNode moved = done(we.move("quinn", we.qa, id, "accept-transfer", "{}"));
    assertThat(moved.get("status").asText()).isEqualTo("SUBMITTED");
    assertThat(moved.get("to").asText()).isEqualTo(we.qa);
    assertThat(moved.get("service").asText()).isEqualTo(we.inspection);
    assertThat(moved.get("assignee").isNull()).isTrue();
    assertThat(moved.get("number")).isEqualTo(request.get("number"));
    assertProblem(we.provider(id, "start", "{}"), 404, "not-found");
    List<TopicReader.Read> told = told(id, 6);
    assertThat(told.stream().map(read -> type(read.event())))
        .containsExactly(
            "submitted",
            "assigned",
            "transfer-proposed",
            "transfer-refused",
            "transfer-proposed",
            "transferred");
    JsonNode last = told.getLast().data();
    assertThat(last.get("to").asText()).isEqualTo(we.qa);
    assertThat(last.get("provider").asText()).isEqualTo(we.qa);
    assertThat(last.get("fromDepartment").asText()).isEqualTo(we.eng);
    assertThat(last.at("/actor/side").asText()).isEqualTo("PROVIDER");
    assertThat(told.get(3).data().at("/actor/side").isNull()).isTrue();
  }

  @Test
  void aTransferToNowhereIsRefused() {
    String id = idOf(we.submitted());

    assertProblem(
            we.provider(id, "transfer", "{\"service\":\"no-such-thing\",\"reason\":\"r\"}"),
            422,
            "refused")
        .with("refusal", "unknown-service");
  }

  @Test
  void raisingAPriorityWaitsForConsentAndTellsNobodyMeanwhile() {
    // Given
    String id = idOf(we.submitted());

    // When
    JsonNode asked = done(we.requester(id, "prioritize", "{\"priority\":\"P1\",\"reason\":\"r\"}"));
    JsonNode agreed =
        done(we.provider(id, "prioritize", "{\"priority\":\"P1\",\"reason\":\"ok\"}"));

    // Then
    assertThat(asked.get("priority").asText()).isEqualTo("P3");
    assertThat(asked.at("/proposedPriority/by").asText()).isEqualTo("REQUESTER");
    assertThat(asked.at("/proposedPriority/reason").asText()).isEqualTo("r");
    assertThat(asked.get("sequence").asInt()).isEqualTo(1);
    assertThat(agreed.get("priority").asText()).isEqualTo("P1");
    assertThat(agreed.get("proposedPriority").isNull()).isTrue();
    List<TopicReader.Read> told = told(id, 2);
    assertThat(type(told.get(1).event())).isEqualTo("prioritized");
    assertThat(told.get(1).event().sequence()).isEqualTo(2);
    JsonNode history = Edge.json(Edge.as("ada", we.cs).get("/api/v1/requests/" + id + "/history"));
    assertThat(history.get("items").findValuesAsText("type"))
        .containsExactly("submitted", "priority-proposed", "prioritized");
    assertThat(history.at("/items/1/sequence").isNull()).isTrue();
    assertThat(history.at("/items/2/sequence").asInt()).isEqualTo(2);
  }

  @Test
  void aClosedRequestAskedAgainSaysWhatIsLeft() {
    // Given
    String id = idOf(we.submitted());
    done(we.provider(id, "resolve", "{\"resolution\":\"M8\"}"));
    done(we.requester(id, "close", "{}"));

    // When
    Response asked = we.provider(id, "ask", "{\"text\":\"which?\"}");

    // Then
    assertProblem(asked, 422, "refused")
        .with("refusal", "move-not-allowed")
        .with("requestStatus", "CLOSED")
        .with("verb", "ask");
    assertThat(Edge.json(asked).at("/allowedVerbs/0").asText()).isEqualTo("reopen");
  }

  @Test
  void theWrongSideIsForbiddenAndForOthersThereIsNothing() {
    String id = idOf(we.submitted());

    assertProblem(we.requester(id, "accept", "{}"), 403, "forbidden")
        .with("verb", "accept")
        .saying("is the requester here");
    assertProblem(we.move("sam", we.sales, id, "accept", "{}"), 404, "not-found");
    assertProblem(we.provider(id, "cancel", "{\"reason\":\"r\"}"), 403, "forbidden");
  }

  @Test
  void aReturnNamesFieldsOfTheIntake() {
    String id =
        idOf(
            Edge.json(
                we.send(
                    "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"s\",\"details\":{\"partNumber\":\"1\"}}"
                        .formatted(we.cs, we.parts))));

    assertProblem(
            we.provider(id, "return", "{\"reason\":\"r\",\"missing\":[\"drawing\",\"more info\"]}"),
            400,
            "malformed")
        .at("missing[1]", "is neither a field of the intake of " + we.parts)
        .saying("partNumber, drawing");
    assertProblem(we.provider(id, "return", "{\"reason\":\"r\",\"missing\":[]}"), 400, "malformed")
        .at("missing", "empty");
    assertThat(
            done(we.provider(id, "return", "{\"reason\":\"r\",\"missing\":[\"drawing\"]}"))
                .at("/missing/0")
                .asText())
        .isEqualTo("drawing");
    assertProblem(we.requester(id, "resubmit", "{\"details\":{}}"), 400, "malformed")
        .at("details.partNumber", "is required");
  }

  @Test
  void whatAServiceAsksForBesideFieldsIsOnItsChecklist() {
    String service = "moves-forms";
    assertThat(
            Edge.put(
                    "/services/" + service,
                    "{\"provider\":\"%s\",\"name\":\"Forms\",\"intake\":{\"type\":\"object\",\"checklist\":[\"signed form\"]}}"
                        .formatted(we.qa))
                .statusCode())
        .isIn(201, 428);
    String id =
        idOf(
            Edge.json(
                we.send(
                    "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"s\"}"
                        .formatted(we.cs, service))));

    assertProblem(
            we.move("quinn", we.qa, id, "return", "{\"reason\":\"r\",\"missing\":[\"clarity\"]}"),
            400,
            "malformed")
        .saying("signed form");
    JsonNode returned =
        done(
            we.move(
                "quinn", we.qa, id, "return", "{\"reason\":\"r\",\"missing\":[\"signed form\"]}"));

    assertThat(returned.at("/missing/0").asText()).isEqualTo("signed form");
  }

  @Test
  void whereAServiceAsksForNothingNothingCanBeMissing() {
    String id =
        idOf(
            Edge.json(
                we.send(
                    "{\"from\":\"%s\",\"service\":\"%s\",\"subject\":\"s\"}"
                        .formatted(we.cs, we.inspection))));

    assertProblem(
            we.move(
                "quinn", we.qa, id, "return", "{\"reason\":\"r\",\"missing\":[\"everything\"]}"),
            400,
            "malformed")
        .saying("Ask the requester instead");
  }

  @Test
  void everyVerbSaysWhichFieldItWants() {
    String id = idOf(we.submitted());

    assertProblem(we.provider(id, "ask", "{}"), 400, "malformed").at("text", "null");
    assertProblem(we.provider(id, "ask", "{\"text\":\" \"}"), 400, "malformed").at("text", "text");
    assertProblem(
            we.provider(id, "resolve", "{\"resolution\":\"r\",\"requestQuality\":6}"),
            400,
            "malformed")
        .at("requestQuality", "5");
    assertProblem(we.provider(id, "accept", "{\"colour\":1}"), 400, "malformed")
        .at("colour", "not a known field");
    assertProblem(
            we.provider(id, "decline", "{\"code\":\"LAZY\",\"reason\":\"r\"}"), 422, "refused")
        .with("refusal", "unknown-reason");
    assertProblem(
            we.provider(id, "accept", "{\"expectedBy\":\"2020-01-01T00:00:00Z\"}"), 422, "refused")
        .with("refusal", "expected-by-passed");
    assertProblem(we.provider(id, "explode", "{}"), 404, "not-found");
  }

  @Test
  void aVerbThatNeedsNoWordsNeedsNoBody() throws Exception {
    String id = idOf(we.submitted());

    assertThat(bodiless(id, "accept")).isEqualTo(200);
    assertThat(bodiless(id, "start", "Content-Type", "application/json")).isEqualTo(200);
    assertThat(bodiless(id, "ask")).isEqualTo(400);
    done(we.provider(id, "ask", "{\"text\":\"which?\"}"));
    assertThat(
            bodiless(
                id, "start", "Content-Type", "application/json", "Idempotency-Key", "bare-" + id))
        .isEqualTo(422);
  }

  private int bodiless(String id, String verb, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve("/api/v1/requests/" + id + "/" + verb))
            .header("Authorization", "Bearer " + Tokens.member("ben", we.eng))
            .POST(HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void aStaleVersionIsRefusedAndTheFreshOneHonoured() {
    // Given
    String id = idOf(we.submitted());
    Response accepted = we.provider(id, "accept", "{}");
    assertThat(accepted.header("ETag")).isEqualTo("\"2\"");

    // When
    Response stale = matching("\"1\"", id);
    Response fresh = matching("\"2\"", id);

    // Then
    assertProblem(stale, 412, "precondition-failed").with("version", "2");
    assertThat(fresh.statusCode()).isEqualTo(200);
    assertThat(fresh.header("ETag")).isEqualTo("\"3\"");
  }

  private Response matching(String version, String id) {
    return Edge.as("ben", we.eng)
        .header("If-Match", version)
        .body("{}")
        .post("/api/v1/requests/" + id + "/start");
  }

  @Test
  void aRobotIsToldAsARobot() {
    String id = idOf(we.submitted());

    Edge.with(Tokens.robot("bot", we.eng))
        .body("{\"text\":\"we received your request\"}")
        .post("/api/v1/requests/" + id + "/messages")
        .then()
        .statusCode(201);

    JsonNode told = told(id, 2).get(1).data();
    assertThat(told.at("/actor/kind").asText()).isEqualTo("ROBOT");
    assertThat(told.at("/actor/side").asText()).isEqualTo("PROVIDER");
  }

  @Test
  void whoBelongsToBothSidesActsForTheOneWhoseVerbItIs() {
    // Given
    String id = idOf(we.submitted());

    // When
    both(id, "accept", "{}");
    both(id, "messages", "{\"text\":\"at it\"}");
    both(id, "prioritize", "{\"priority\":\"P1\",\"reason\":\"r\"}");
    both(id, "ask", "{\"text\":\"which?\"}");
    both(id, "messages", "{\"text\":\"looking\"}");
    both(id, "answer", "{\"text\":\"that\"}");
    both(id, "resolve", "{\"resolution\":\"M8\"}");
    both(id, "close", "{}");

    // Then
    JsonNode history = Edge.json(Edge.as("ada", we.cs).get("/api/v1/requests/" + id + "/history"));
    List<String> acts = new ArrayList<>();
    history
        .get("items")
        .forEach(
            entry ->
                acts.add(
                    "%s %s %s"
                        .formatted(
                            entry.get("type").asText(),
                            entry.at("/by/department").asText().replace("MOVE-", ""),
                            entry.at("/by/side").asText())));
    assertThat(acts)
        .containsExactly(
            "submitted CS REQUESTER",
            "accepted ENG PROVIDER",
            "message-posted ENG PROVIDER",
            "priority-proposed ENG PROVIDER",
            "asked ENG PROVIDER",
            "message-posted CS REQUESTER",
            "answered CS REQUESTER",
            "resolved ENG PROVIDER",
            "closed CS REQUESTER");
  }

  private void both(String id, String verb, String body) {
    Response answer =
        Edge.with(Tokens.member("dana", we.cs, we.eng))
            .body(body)
            .post("/api/v1/requests/" + id + "/" + verb);
    assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
  }

  @Test
  void whoIsNoRelaySpeaksForNobody() {
    String id = idOf(we.submitted());

    assertProblem(we.provider(id, "accept", "{\"onBehalfOf\":\"eve\"}"), 403, "forbidden");
    assertProblem(we.provider(id, "accept", "{\"at\":\"2026-01-01T00:00:00Z\"}"), 403, "forbidden");
  }

  @Test
  void aRelaySaysWhoDidItAndWhen() {
    try (SettableClock time = SettableClock.drive(clock, Instant.parse("2027-05-03T08:00:00Z"))) {
      // Given
      String id = idOf(we.submitted());
      time.advance(Duration.ofHours(3));
      done(we.provider(id, "start", "{}"));

      // When
      JsonNode asked =
          done(
              relayed(
                  id,
                  "ask",
                  "{\"text\":\"which?\",\"onBehalfOf\":\"ben\",\"at\":\"2027-05-03T09:30:00Z\"}"));

      // Then
      assertThat(asked.get("status").asText()).isEqualTo("AWAITING_REQUESTER");
      CloudEvent late = told(id, 3).get(2).event();
      assertThat(late.sequence()).isEqualTo(3);
      assertThat(late.time()).isEqualTo(Instant.parse("2027-05-03T09:30:00Z"));
      assertThat(late.recordedTime()).isEqualTo(Instant.parse("2027-05-03T11:00:00Z"));
      assertThat(late.data().at("/actor/id").asText()).isEqualTo("jira-sync");
      assertThat(late.data().at("/actor/onBehalfOf").asText()).isEqualTo("ben");
      assertThat(late.data().at("/actor/department").asText()).isEqualTo(we.eng);
      assertThat(late.data().at("/actor/kind").asText()).isEqualTo("HUMAN");
      for (String at :
          new String[] {
            "2027-05-03T07:59:59Z", "2027-05-03T11:00:00.000001Z", "2027-05-02T10:59:59Z"
          }) {
        assertProblem(
                relayed(id, "ask", "{\"text\":\"x\",\"at\":\"%s\"}".formatted(at)), 422, "refused")
            .with("refusal", "at-out-of-reach");
      }
    }
  }

  private Response relayed(String id, String verb, String body) {
    return Edge.with(Tokens.relay("jira-sync", we.eng))
        .body(body)
        .post("/api/v1/requests/" + id + "/" + verb);
  }

  @Test
  void aRelaySpeaksOnlyForPeopleOfTheDepartmentsItBelongsTo() {
    String id = idOf(we.submitted());
    done(we.provider(id, "ask", "{\"text\":\"which?\"}"));

    assertProblem(
        relayed(id, "answer", "{\"text\":\"C\",\"onBehalfOf\":\"ada\"}"), 403, "forbidden");
    assertProblem(
        Edge.with(Tokens.relay("jira-sync", we.sales))
            .body("{\"text\":\"C\",\"onBehalfOf\":\"ada\"}")
            .post("/api/v1/requests/" + id + "/answer"),
        404,
        "not-found");
  }

  @Test
  void whatHappensAtTheSameInstantHappensOneAfterTheOther() {
    Instant still = Instant.parse("2027-05-04T08:00:00Z");
    try (SettableClock time = SettableClock.drive(clock, still)) {
      String id = idOf(we.submitted());
      done(we.provider(id, "accept", "{}"));
      done(we.provider(id, "start", "{}"));

      List<Instant> times = new ArrayList<>();
      told(id, 3).forEach(read -> times.add(read.event().time()));

      assertThat(times).containsExactly(still, still.plusNanos(1_000), still.plusNanos(2_000));
      assertThat(time.instant()).isEqualTo(still);
    }
  }

  @Test
  void aDiscardedDraftWasNeverHeardOf() {
    String id = idOf(we.submitted(",\"draft\":true"));
    done(we.requester(id, "prioritize", "{\"priority\":\"P1\",\"reason\":\"r\"}"));

    JsonNode cancelled = done(we.requester(id, "cancel", "{\"reason\":\"not needed\"}"));

    assertThat(cancelled.get("sequence").asInt()).isZero();
    assertProblem(Edge.as("ben", we.eng).get("/api/v1/requests/" + id), 404, "not-found");
    JsonNode history = Edge.json(Edge.as("ada", we.cs).get("/api/v1/requests/" + id + "/history"));
    assertThat(history.get("items").findValuesAsText("type"))
        .containsExactly("drafted", "draft-prioritized", "draft-discarded");
    // A later event of somebody else has come through, so one of this request would have, too.
    String other = idOf(we.submitted());
    told(other, 1);
    try (TopicReader topic = new TopicReader(kafka, "onus.request.v1")) {
      assertThat(topic.of(id)).isEmpty();
    }
  }

  private List<TopicReader.Read> told(String id, int count) {
    try (TopicReader topic = new TopicReader(kafka, "onus.request.v1")) {
      return topic.awaitOf(id, count);
    }
  }

  private static String type(CloudEvent event) {
    return event.type().replace("io.onus.request.", "").replace(".v1", "");
  }
}
