package io.onus.sla.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.Scene;
import io.onus.sla.calendar.CalendarService;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.clock.RequestFactsOnTopic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Open clocks keep the hours they began under, until somebody moves them. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class MoveFlowTest {

  private static final AtomicInteger SCENES = new AtomicInteger();
  private static final Duration TARGET = Duration.ofHours(40);

  /** Twice as long from any instant on as with {@link #ALL_DAY}. */
  private static final String HALF_DAYS = everyDay("00:00-12:00");

  private static final String ALL_DAY = everyDay("00:00-24:00");

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject WallClock clock;
  @Inject Sql sql;
  @Inject CalendarService calendars;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private Scene scene;
  private String calendar;
  private String agreement;

  @BeforeEach
  void agreed() {
    scene = Scene.of(Scene.departments(sql, "MOVE-" + SCENES.incrementAndGet()));
    calendar = scene.provider() + "-" + UUID.randomUUID();
    write(ALL_DAY, null, 201);
    agreement =
        Scene.as(scene.requesterLead())
            .body(
                """
                {"requester":"%s","provider":"%s","service":null,"terms":
                  {"targets":[{"metric":"RESOLUTION","priority":"P2","duration":"%s"}],
                   "hours":"%s","validFrom":"2015-01-01"}}
                """
                    .formatted(scene.requester(), scene.provider(), TARGET, calendar))
            .post("/api/v1/agreements")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Scene.as(scene.providerLead())
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + agreement + "/accept")
        .then()
        .statusCode(200);
  }

  @Test
  void anEditAloneMovesNothingAndAppliedItMovesWhatIsOpen() {
    RequestFactsOnTopic request = request();
    Instant submitted = clock.now();
    request.publish(request.submitted(submitted));
    JsonNode began = resolution(request, 1);
    assertThat(due(began)).isEqualTo(began(began).plus(TARGET));

    previewOf(HALF_DAYS)
        .then()
        .statusCode(200)
        .body("requests", equalTo(1))
        .body("all.later", equalTo(1))
        .body("all.earlier", equalTo(0))
        .body("departments[0].department", equalTo(scene.provider()))
        .body("departments[0].counts.later", equalTo(1))
        .body("examples", hasSize(1))
        .body("examples[0].requestId", equalTo(request.id.toString()))
        .body("examples[0].metric", equalTo("RESOLUTION"))
        .body("examples[0].dueBefore", equalTo(began.path("dueAt").asText()));
    write(HALF_DAYS, "\"1\"", 200);

    assertThat(resolution(request, 1).path("dueAt")).isEqualTo(began.path("dueAt"));
    assertThat(resolution(request, 1).path("calendar").path("version").asInt()).isEqualTo(1);

    JsonNode done = applied();

    assertThat(done.path("version").asInt()).isEqualTo(2);
    assertThat(done.path("requestsMoved").asInt()).isEqualTo(1);
    // Its RESOLUTION and, measured without a target, its FIRST_RESPONSE.
    assertThat(done.path("clocksMoved").asInt()).isEqualTo(2);
    JsonNode event = told(request).getFirst();
    Instant moved = Instant.parse(event.path("time").asText());
    BusinessCalendar before = calendars.calendar(calendar, 1);
    BusinessCalendar after = calendars.calendar(calendar, 2);
    Instant expected = after.add(moved, TARGET.minus(before.between(submitted, moved)));
    JsonNode now = resolution(request, 1);
    assertThat(due(now)).isEqualTo(expected);
    assertThat(now.path("calendar").path("version").asInt()).isEqualTo(2);
    assertThat(now.path("phase").asText()).isEqualTo("RUNNING");
    assertThat(event.path("data").path("dueAt").asText()).isEqualTo(now.path("dueAt").asText());
    assertThat(event.path("data").path("because").asText())
        .isEqualTo("calendar " + calendar + " version 2");
    assertThat(event.path("data").path("actor").path("id").asText()).isEqualTo("lena");
    Scene.as(scene.requesterLead())
        .get("/api/v1/clocks/" + now.path("id").asText() + "/explanation")
        .then()
        .statusCode(200)
        .body("intervals.cause.why", hasItem("calendar " + calendar + " version 2"))
        .body("clock.dueAt", equalTo(now.path("dueAt").asText()));

    JsonNode again = applied();
    assertThat(again.path("number").asInt()).isEqualTo(2);
    assertThat(again.path("clocksAtStart").asInt()).isZero();
    assertThat(again.path("requestsMoved").asInt()).isZero();
    assertThat(told(request)).hasSize(1);
  }

  @Test
  void aPausedClockStaysPausedAndAFinishedOneIsNotJudgedAgain() {
    RequestFactsOnTopic paused = request();
    RequestFactsOnTopic finished = request();
    Instant at = clock.now();
    paused.publish(paused.submitted(at), paused.byProvider("asked", at.plusMillis(1)));
    finished.publish(finished.submitted(at), finished.byProvider("resolved", at.plusMillis(1)));
    resolution(paused, 2);
    JsonNode kept = resolution(finished, 2);
    write(HALF_DAYS, "\"1\"", 200);

    previewOf(HALF_DAYS).then().statusCode(200).body("all.later", equalTo(0));
    assertThat(applied().path("requestsMoved").asInt()).isEqualTo(1);

    JsonNode clock = resolution(paused, 2);
    assertThat(clock.path("phase").asText()).isEqualTo("PAUSED");
    assertThat(clock.path("calendar").path("version").asInt()).isEqualTo(2);
    JsonNode still = resolution(finished, 2);
    assertThat(still.path("verdict").asText()).isEqualTo("MET");
    assertThat(still.path("dueAt")).isEqualTo(kept.path("dueAt"));
    assertThat(still.path("calendar").path("version").asInt()).isEqualTo(1);
    assertThat(told(finished)).isEmpty();
  }

  @Test
  void aMoveThatWasBrokenOffGoesOnBehindTheLastBatchThatWasWritten() {
    List<RequestFactsOnTopic> requests = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      RequestFactsOnTopic request = request();
      request.publish(request.submitted(clock.now()));
      requests.add(request);
    }
    requests.forEach(request -> resolution(request, 1));
    // As the database orders them, and not as Java does.
    requests.sort(Comparator.comparing(request -> request.id.toString()));
    write(HALF_DAYS, "\"1\"", 200);

    sql.update(
        """
        insert into moves (subject_kind, subject, number, version, act_kind, act, actor, status,
          at_binding, after_request, clocks_at_start, requests_moved, clocks_moved, started_at,
          updated_at)
        values ('CALENDAR', ?, 1, 2, 'MoveToCalendar', ?, ?, 'RUNNING', ?, ?, 14, 3, 6, now(), now())
        """,
        calendar,
        new Sql.Json("{\"calendar\":\"" + calendar + "\",\"version\":2}"),
        new Sql.Json("{\"id\":\"lena\",\"department\":null,\"side\":null,\"kind\":\"HUMAN\"}"),
        agreement + ":1@" + calendar + ":1",
        requests.get(2).id);
    JsonNode done = done(1);

    assertThat(done.path("requestsMoved").asInt()).isEqualTo(7);
    for (int i = 0; i < requests.size(); i++) {
      assertThat(resolution(requests.get(i), 1).path("calendar").path("version").asInt())
          .isEqualTo(i < 3 ? 1 : 2);
    }
  }

  @Test
  void aMoveIsAskedForByNameAndFollowed() {
    write(HALF_DAYS, "\"1\"", 200);
    apply("{\"version\":3}").then().statusCode(422).body("refusal", equalTo("no-such-version"));
    apply("{\"version\":0}").then().statusCode(400);
    apply("{\"to\":2}").then().statusCode(400);

    Response first = apply("{\"version\":2}");
    first.then().statusCode(202).header("Location", containsString("/applications/1"));
    done(1);
    String key = UUID.randomUUID().toString();
    for (int call = 0; call < 2; call++) {
      Scene.as(scene.providerLead())
          .header("Idempotency-Key", key)
          .post(path() + "/apply")
          .then()
          .statusCode(202)
          .body("number", equalTo(2));
    }
    done(2);
    Scene.as(scene.requesterLead())
        .get(path() + "/applications?pageSize=1")
        .then()
        .statusCode(200)
        .body("items.number", equalTo(List.of(2)));
    Scene.as(scene.requesterLead()).get(path() + "/applications/3").then().statusCode(404);
    Scene.as(scene.requesterLead())
        .get("/api/v1/calendars/no-such-calendar/applications")
        .then()
        .statusCode(404);
  }

  @Test
  void aTrialOfWhatIsStoredDoesNothing() {
    RequestFactsOnTopic request = request();
    request.publish(request.submitted(clock.now()));
    JsonNode began = resolution(request, 1);
    write(HALF_DAYS, "\"1\"", 200);

    Scene.as(scene.providerLead())
        .post(path() + "/apply?preview=true")
        .then()
        .statusCode(200)
        .body("all.clocks", equalTo(2))
        .body("all.later", equalTo(1));
    Scene.as(scene.providerLead()).post(path() + "/apply?preview=yes").then().statusCode(400);

    assertThat(resolution(request, 1).path("dueAt")).isEqualTo(began.path("dueAt"));
    Scene.as(scene.providerLead())
        .get(path() + "/applications")
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  @Test
  void onlyWhoWritesTheCalendarMovesItsClocks() {
    for (String token : List.of(scene.requesterLead(), Tokens.auditor("vera"))) {
      Scene.as(token).body(HALF_DAYS).post(path() + "/preview").then().statusCode(403);
      Scene.as(token).post(path() + "/apply").then().statusCode(403);
    }
    Scene.as(Tokens.admin("root")).body(HALF_DAYS).post(path() + "/preview").then().statusCode(200);
    Scene.as(Tokens.admin("root")).post("/api/v1/calendars/ALWAYS/apply").then().statusCode(404);
    Scene.as(Tokens.admin("root"))
        .body("{\"zone\":\"UTC\"}")
        .post(path() + "/preview")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("no-working-time"));
  }

  @Test
  void openRequestsAreMovedToANewerVersionOfTheirAgreement() {
    RequestFactsOnTopic request = request();
    Instant submitted = clock.now();
    request.publish(request.submitted(submitted));
    JsonNode began = resolution(request, 1);
    String path = "/api/v1/agreements/" + agreement;
    Scene.as(scene.providerLead())
        .post(path + "/apply")
        .then()
        .statusCode(202)
        .body("clocksAtStart", equalTo(0));
    amended(path, "PT10H");
    assertThat(resolution(request, 1).path("dueAt")).isEqualTo(began.path("dueAt"));

    Scene.as(scene.requesterLead())
        .post(path + "/apply?preview=true")
        .then()
        .statusCode(200)
        .body("all.earlier", equalTo(1))
        .body("examples[0].dueBefore", equalTo(began.path("dueAt").asText()));
    Scene.as(scene.requesterLead())
        .body("{\"version\":3}")
        .post(path + "/apply")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("no-such-version"));
    int number =
        Scene.as(scene.requesterLead())
            .post(path + "/apply")
            .then()
            .statusCode(202)
            .extract()
            .path("number");
    JsonNode done =
        Await.until(
            "application " + number,
            () -> json(Scene.as(scene.providerLead()).get(path + "/applications/" + number)),
            move -> move.path("status").asText().equals("DONE"));

    assertThat(done.path("requestsMoved").asInt()).isEqualTo(1);
    JsonNode now = resolution(request, 1);
    assertThat(now.path("agreement").path("version").asInt()).isEqualTo(2);
    assertThat(due(now)).isEqualTo(began(began).plus(Duration.ofHours(10)));
    JsonNode event = told(request).getFirst();
    assertThat(event.path("data").path("because").asText())
        .isEqualTo("agreement " + agreement + " version 2");
    assertThat(event.path("data").path("actor").path("side").asText()).isEqualTo("REQUESTER");
    Scene.as(Tokens.lead("sam", scene.other())).post(path + "/apply").then().statusCode(404);
    Scene.as(Tokens.member("ada", scene.requester())).post(path + "/apply").then().statusCode(403);
  }

  private void amended(String path, String resolution) {
    String etag = Scene.as(scene.requesterLead()).get(path).header("ETag");
    Response offered =
        Scene.as(scene.requesterLead())
            .header("If-Match", etag)
            .body(
                """
                {"terms":{"targets":[{"metric":"RESOLUTION","priority":"P2","duration":"%s"}],
                 "hours":"%s"}}
                """
                    .formatted(resolution, calendar))
            .post(path + "/amend");
    offered.then().statusCode(200);
    Scene.as(scene.providerLead())
        .header("If-Match", offered.header("ETag"))
        .post(path + "/accept")
        .then()
        .statusCode(200);
  }

  private RequestFactsOnTopic request() {
    return new RequestFactsOnTopic(outbox, transactions, scene.requester(), scene.provider());
  }

  private String path() {
    return "/api/v1/calendars/" + calendar;
  }

  private void write(String hours, String ifMatch, int status) {
    var call = Scene.as(scene.providerLead()).body(hours);
    (ifMatch == null ? call : call.header("If-Match", ifMatch))
        .put(path())
        .then()
        .statusCode(status);
  }

  private Response previewOf(String hours) {
    return Scene.as(scene.providerLead()).body(hours).post(path() + "/preview");
  }

  private Response apply(String body) {
    return Scene.as(scene.providerLead()).body(body).post(path() + "/apply");
  }

  private JsonNode applied() {
    int number =
        Scene.as(scene.providerLead())
            .post(path() + "/apply")
            .then()
            .statusCode(202)
            .extract()
            .path("number");
    return done(number);
  }

  private JsonNode done(int number) {
    return Await.until(
        "application " + number,
        () -> json(Scene.as(scene.providerLead()).get(path() + "/applications/" + number)),
        move -> move.path("status").asText().equals("DONE"));
  }

  private JsonNode resolution(RequestFactsOnTopic request, long sequence) {
    JsonNode clocks =
        Await.until(
            "clocks of " + request.id,
            () ->
                json(Scene.as(scene.requesterLead()).get("/api/v1/clocks?requestId=" + request.id)),
            found -> found.path("sequence").asLong() >= sequence);
    for (JsonNode one : clocks.path("items")) {
      if (one.path("metric").asText().equals("RESOLUTION")) {
        return one;
      }
    }
    throw new AssertionError("no resolution in " + clocks);
  }

  /** What was told of the move; read up to something told after it. */
  private List<JsonNode> told(RequestFactsOnTopic request) {
    RequestFactsOnTopic later = request();
    later.publish(later.submitted(clock.now()));
    return new TopicReader(bootstrap, "onus.sla.v1")
            .await(
                "what follows " + request.id,
                all ->
                    all.stream().anyMatch(read -> later.id.toString().equals(read.key()))
                        && sequencesOf(all, request) >= outSequence(request))
            .stream()
            .filter(read -> request.id.toString().equals(read.key()))
            .map(TopicReader.Read::event)
            .filter(event -> event.type().equals("io.onus.sla.clock-renegotiated.v1"))
            .map(
                event ->
                    EventSchemas.json(
                        "{\"time\":\"" + event.time() + "\",\"data\":" + event.data() + "}"))
            .toList();
  }

  private static long sequencesOf(List<TopicReader.Read> all, RequestFactsOnTopic request) {
    return all.stream().filter(read -> request.id.toString().equals(read.key())).count();
  }

  private long outSequence(RequestFactsOnTopic request) {
    return sql.one(
            "select out_sequence from tracked_requests where request_id = ?",
            row -> row.number("out_sequence"),
            request.id)
        .orElseThrow();
  }

  private static Instant due(JsonNode clock) {
    return Instant.parse(clock.path("dueAt").asText());
  }

  private static Instant began(JsonNode clock) {
    return Instant.parse(clock.path("startedAt").asText());
  }

  private static JsonNode json(Response response) {
    return EventSchemas.json(response.then().statusCode(200).extract().asString());
  }

  private static String everyDay(String hours) {
    StringBuilder week = new StringBuilder();
    for (String day : List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")) {
      week.append(week.isEmpty() ? "" : ",").append("\"%s\":[\"%s\"]".formatted(day, hours));
    }
    return "{\"zone\":\"UTC\",\"weekly\":{" + week + "}}";
  }
}
