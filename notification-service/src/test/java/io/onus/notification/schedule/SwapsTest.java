package io.onus.notification.schedule;

import static io.onus.notification.test.OnCallScene.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.Api;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.OnCallScene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exceptions from a schedule: decided by a lead, or agreed by two. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class SwapsTest {

  private static final Map<String, String> ANNS_FRIDAY =
      Map.of("start", "2026-06-05T07:00:00Z", "end", "2026-06-06T07:00:00Z");
  private static final Map<String, String> BENS_FRIDAY =
      Map.of("start", "2026-06-12T07:00:00Z", "end", "2026-06-13T07:00:00Z");

  @Inject WallClock clock;
  @Inject Sql sql;

  private SettableClock time;
  private OnCallScene scene;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, OnCallScene.NOW);
    scene = new OnCallScene();
    scene.put(scene.weekly(scene.ann, scene.ben)).statusCode(201);
  }

  @AfterEach
  void end() {
    time.close();
  }

  @Test
  void anOverridePutsOthersOnCallAndIsTakenBack() {
    String id =
        override("lena", ANNS_FRIDAY, scene.ben)
            .statusCode(201)
            .body("people.name", contains("Name of " + scene.ben))
            .body("madeBy.id", equalTo("lena"))
            .body("inPlaceOf", nullValue())
            .extract()
            .path("id");

    onCall("2026-06-05T12:00:00Z").body("people.id", contains(scene.ben));
    get("/overrides").statusCode(200).body("items.id", contains(id));
    get("/overrides?from=2026-06-06T07:00:00Z").statusCode(200).body("items", empty());
    get("/overrides/" + id).statusCode(200).body("id", equalTo(id));
    get("/shifts?from=2026-06-05T12:00:00Z&until=2026-06-05T13:00:00Z")
        .body("items.overrideId", contains(id))
        .body("items.layer", contains(nullValue()));
    Api.as("ada").delete(scene.path + "/overrides/" + id).then().statusCode(204);
    onCall("2026-06-05T12:00:00Z").body("people.id", contains(scene.ann));
    get("/overrides/" + id).statusCode(404);
  }

  @Test
  void whatWasStaysAsItWas() {
    // Given: from an hour ago on, as far as that is possible
    Map<String, String> today =
        Map.of("start", "2026-06-01T09:00:00Z", "end", "2026-06-01T12:00:00Z");
    String id =
        override("lena", today, scene.ben)
            .statusCode(201)
            .body("start", equalTo("2026-06-01T10:00:00Z"))
            .extract()
            .path("id");

    // When
    time.set(Instant.parse("2026-06-01T11:00:00Z"));
    Api.as("ada").delete(scene.path + "/overrides/" + id).then().statusCode(204);

    // Then
    onCall("2026-06-01T10:30:00Z").body("people.id", contains(scene.ben));
    onCall("2026-06-01T11:00:00Z").body("people.id", contains(scene.ann));
    Api.as("ada")
        .delete(scene.path + "/overrides/" + id)
        .then()
        .statusCode(422)
        .body("refusal", equalTo("override-over"));
    override(
            "lena",
            Map.of("start", "2026-06-01T08:00:00Z", "end", "2026-06-01T11:00:00Z"),
            scene.ben)
        .statusCode(422)
        .body("refusal", equalTo("override-over"));
  }

  @Test
  void anOverrideOfNobodyIsShownAsAGap() {
    override("lena", ANNS_FRIDAY).statusCode(201).body("people", empty());

    onCall("2026-06-05T12:00:00Z").body("people", empty());
    get("/gaps").body("items.start", hasItem(ANNS_FRIDAY.get("start")));
  }

  @Test
  void somebodyPutsThemselvesOnCallAndNobodyElse() {
    Map<String, Object> own = body(ANNS_FRIDAY, scene.ben);

    as(scene.ben).body(own).post(scene.path + "/overrides").then().statusCode(201);
    as(scene.ben)
        .body(body(ANNS_FRIDAY, scene.ann))
        .post(scene.path + "/overrides")
        .then()
        .statusCode(403);
    as(scene.ben).body(body(ANNS_FRIDAY)).post(scene.path + "/overrides").then().statusCode(403);
    String id = get("/overrides").extract().path("items[0].id");
    as(scene.ann).delete(scene.path + "/overrides/" + id).then().statusCode(403);
    as(scene.ben).delete(scene.path + "/overrides/" + id).then().statusCode(204);
  }

  @Test
  void anOverrideThatCannotBeIsRefused() {
    override("lena", ANNS_FRIDAY, "nobody-at-all")
        .statusCode(422)
        .body("refusal", equalTo("unknown-people"));
    override(
            "lena",
            Map.of("start", "2026-06-05T07:00:00Z", "end", "2026-06-05T07:00:00Z"),
            scene.ben)
        .statusCode(400)
        .body("violations.field", hasItem("end"));
    override(
            "lena",
            Map.of("start", "2026-06-05T07:00:00Z", "end", "2027-06-07T07:00:00Z"),
            scene.ben)
        .statusCode(400);
    get("/overrides/" + UUID.randomUUID()).statusCode(404);
  }

  @Test
  void whatTwoAgreeOnMovesTheirPlacesAndEachHearsOfTheOther() {
    // Given
    propose(scene.ann, scene.ben, ANNS_FRIDAY, BENS_FRIDAY)
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("number", equalTo(1))
        .body("status", equalTo("PROPOSED"))
        .body("expiresAt", equalTo(ANNS_FRIDAY.get("start")))
        .body("from.name", equalTo("Name of " + scene.ann));
    assertThat(scene.awaitNews(scene.ben, 1, sql).getFirst())
        .startsWith("Name of " + scene.ann + " asks you to take a shift");
    onCall("2026-06-05T12:00:00Z").body("people.id", contains(scene.ann));

    // When
    move(scene.ben, 1, "accept").statusCode(200).body("status", equalTo("ACCEPTED"));

    // Then
    assertThat(scene.awaitNews(scene.ann, 1, sql).getFirst())
        .startsWith("Name of " + scene.ben + " takes your shift");
    onCall("2026-06-05T12:00:00Z").body("people.id", contains(scene.ben));
    onCall("2026-06-12T12:00:00Z").body("people.id", contains(scene.ann));
    onCall("2026-06-13T07:00:00Z").body("people.id", contains(scene.ben));
    get("/overrides").body("items.swap", contains(1, 1));
    move(scene.ben, 1, "decline").statusCode(422).body("refusal", equalTo("swap-over"));
    String id = get("/overrides").extract().path("items[0].id");
    as(scene.ben).delete(scene.path + "/overrides/" + id).then().statusCode(403);
  }

  @Test
  void onlyWhoWasAskedAnswersAndOnlyWhoAskedTakesItBack() {
    propose(scene.ann, scene.ben, ANNS_FRIDAY, null).statusCode(201);

    for (String verb : List.of("accept", "decline")) {
      move(scene.ann, 1, verb).statusCode(403).body("person", equalTo(scene.ben));
      Api.as("ada").post(scene.path + "/swaps/1/" + verb).then().statusCode(403);
    }
    move(scene.ben, 1, "withdraw").statusCode(403);
    OnCallScene.with(Tokens.robot(scene.ben, scene.department))
        .post(scene.path + "/swaps/1/accept")
        .then()
        .statusCode(403);
    as(scene.ben)
        .header("If-Match", "\"7\"")
        .post(scene.path + "/swaps/1/accept")
        .then()
        .statusCode(412);
    move(scene.ann, 1, "withdraw").statusCode(200).body("status", equalTo("WITHDRAWN"));
    assertThat(scene.awaitNews(scene.ben, 2, sql).getLast())
        .startsWith("Name of " + scene.ann + " does not ask for it any more");
  }

  @Test
  void whoIsAskedSeesTheScheduleUntilItIsAnswered() {
    String eve = "eve-" + scene.code;
    Api.person(eve);
    Api.method(eve, "EMAIL", eve + "@example.com");
    as(eve).get(scene.path).then().statusCode(404);

    propose(scene.ann, eve, ANNS_FRIDAY, null).statusCode(201);

    as(eve).get(scene.path).then().statusCode(200);
    assertThat(as(eve).get("/api/v1/schedules").jsonPath().<String>getList("items.code"))
        .containsExactly(scene.code);
    move(eve, 1, "decline").statusCode(200).body("status", equalTo("DECLINED"));
    as(eve).get(scene.path).then().statusCode(404);
  }

  @Test
  void whatNobodyAnsweredIsOverAndWhoAskedIsTold() {
    propose(scene.ann, scene.ben, ANNS_FRIDAY, null).statusCode(201);

    time.set(Instant.parse(ANNS_FRIDAY.get("start")));

    move(scene.ben, 1, "accept").statusCode(422).body("refusal", equalTo("swap-too-late"));
    assertThat(scene.awaitNews(scene.ann, 1, sql).getFirst()).contains("did not answer in time");
    get("/swaps/1").statusCode(200).body("status", equalTo("EXPIRED"));
    get("/swaps").statusCode(200).body("items.status", contains("EXPIRED"));
  }

  @Test
  void aSwapThatCannotBeIsRefused() {
    propose(scene.ann, scene.ben, BENS_FRIDAY, null)
        .statusCode(422)
        .body("refusal", equalTo("not-on-call-then"));
    propose(scene.ann, scene.ann, ANNS_FRIDAY, null)
        .statusCode(422)
        .body("refusal", equalTo("swap-with-oneself"));
    propose(scene.ann, "nobody-at-all", ANNS_FRIDAY, null)
        .statusCode(422)
        .body("refusal", equalTo("unknown-people"));
    as("ada-" + scene.code)
        .body(Map.of("to", scene.ben, "gives", ANNS_FRIDAY))
        .post(scene.path + "/swaps")
        .then()
        .statusCode(404);
    OnCallScene.with(Tokens.member("mia", scene.department))
        .body(Map.of("to", scene.ben, "gives", ANNS_FRIDAY))
        .post(scene.path + "/swaps")
        .then()
        .statusCode(403)
        .body("detail", containsString("on call in"));
    as(scene.ann)
        .body(Map.of("to", scene.ben, "gives", Map.of("start", "2026-06-05T07:00:00Z")))
        .post(scene.path + "/swaps")
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("gives.end"));
    get("/swaps/9").statusCode(404);
  }

  @Test
  void aRepeatedAnswerIsTheSame() {
    propose(scene.ann, scene.ben, ANNS_FRIDAY, null).statusCode(201);

    for (int i = 0; i < 2; i++) {
      as(scene.ben)
          .header("Idempotency-Key", scene.code)
          .post(scene.path + "/swaps/1/accept")
          .then()
          .statusCode(200)
          .body("status", equalTo("ACCEPTED"));
    }
    get("/overrides").body("items.swap", contains(1));
  }

  private ValidatableResponse override(String by, Map<String, String> span, String... people) {
    return OnCallScene.with(Tokens.lead(by, scene.department))
        .body(body(span, people))
        .post(scene.path + "/overrides")
        .then();
  }

  private static Map<String, Object> body(Map<String, String> span, String... people) {
    Map<String, Object> body = new HashMap<>(span);
    body.put("people", List.of(people));
    return body;
  }

  private ValidatableResponse propose(
      String from, String to, Map<String, String> gives, @Nullable Map<String, String> takes) {
    Map<String, Object> body = new HashMap<>(Map.of("to", to, "gives", gives, "note", "Dentist"));
    if (takes != null) {
      body.put("takes", takes);
    }
    return as(from).body(body).post(scene.path + "/swaps").then();
  }

  private ValidatableResponse move(String person, int number, String verb) {
    return as(person).post(scene.path + "/swaps/" + number + "/" + verb).then();
  }

  private ValidatableResponse onCall(String at) {
    return get("/on-call?at=" + at).statusCode(200);
  }

  private ValidatableResponse get(String path) {
    return Api.as("ada").get(scene.path + path).then();
  }
}
