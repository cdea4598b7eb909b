package io.onus.notification.schedule;

import static io.onus.notification.test.OnCallScene.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.LogCapture;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.Traces;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.Api;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.OnCallScene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calendars for programs that cannot sign in. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class FeedsTest {

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
  void theCalendarOfAScheduleHasEverybodysShifts() throws Exception {
    String text =
        Api.as("ada")
            .get(scene.path + "/calendar.ics")
            .then()
            .statusCode(200)
            .contentType("text/calendar")
            .extract()
            .asString();

    assertThat(summaries(text))
        .hasSizeGreaterThan(20)
        .anyMatch(summary -> summary.startsWith("Name of " + scene.ann + ": on call"))
        .anyMatch(summary -> summary.startsWith("Name of " + scene.ben + ": on call"));
    given().get(scene.path + "/calendar.ics").then().statusCode(401);
  }

  @Test
  void aPrivateFeedHasOnesOwnShiftsForWhoeverHasItsUrl() throws Exception {
    String url = feed();

    String text =
        given()
            .get(url)
            .then()
            .statusCode(200)
            .contentType("text/calendar")
            .header("Cache-Control", equalTo("no-store"))
            .extract()
            .asString();

    assertThat(summaries(text)).hasSizeGreaterThan(10).allMatch(s -> s.startsWith("On call: "));
    assertThat(text)
        .contains("DTSTART:20260601T070000Z")
        .doesNotContain("DTSTART:20260608T070000Z");
    assertThat(text).doesNotContain(scene.ann, scene.ben);
  }

  @Test
  void aNewFeedEndsTheOldOneAndARevokedOneOpensNothing() {
    String old = feed();
    String url = feed();

    given().get(old).then().statusCode(404);
    given().get(url).then().statusCode(200);
    as(scene.ann).delete(scene.path + "/feed").then().statusCode(204);
    given().get(url).then().statusCode(404);
    as(scene.ann).delete(scene.path + "/feed").then().statusCode(404);
  }

  @Test
  void aWrongTokenAndNoScheduleAnswerTheSame() {
    feed();

    for (String query : List.of("", "?token=", "?token=wrong", "?token=" + "x".repeat(3_000))) {
      String hidden = notFound(scene.path + "/feed.ics" + query);
      String absent = notFound("/api/v1/schedules/s-nowhere/feed.ics" + query);

      assertThat(hidden.replace(scene.code, "*")).isEqualTo(absent.replace("s-nowhere", "*"));
    }
  }

  @Test
  void theTokenIsNowhereButInTheFirstAnswer() {
    try (LogCapture log = new LogCapture()) {
      String url =
          as(scene.ann)
              .header("Idempotency-Key", scene.code)
              .post(scene.path + "/feed")
              .then()
              .statusCode(201)
              .body("url", containsString("/feed.ics?token="))
              .extract()
              .path("url");
      String token = url.substring(url.indexOf("token=") + "token=".length());
      given().get(url).then().statusCode(200);
      given().get(url.replace(scene.code, "s-nowhere")).then().statusCode(404);
      given().get(url + "x").then().statusCode(404);

      as(scene.ann)
          .header("Idempotency-Key", scene.code)
          .post(scene.path + "/feed")
          .then()
          .statusCode(201)
          .body("url", nullValue());
      assertThat(token).hasSizeGreaterThan(40);
      assertThat(Traces.of(token, sql)).isEmpty();
      assertThat(log.linesWith(token)).isEmpty();
    }
  }

  @Test
  void aFeedIsAPersonsAndEndsWithTheSchedule() {
    String url = feed();
    OnCallScene.with(Tokens.robot("shop", scene.department))
        .post(scene.path + "/feed")
        .then()
        .statusCode(403);
    as("eve").post(scene.path + "/feed").then().statusCode(404);

    Api.as("ada").delete(scene.path).then().statusCode(204);

    given().get(url).then().statusCode(404);
  }

  private String feed() {
    return as(scene.ann).post(scene.path + "/feed").then().statusCode(201).extract().path("url");
  }

  private static String notFound(String path) {
    return given().get(path).then().statusCode(404).extract().path("detail");
  }

  private static List<String> summaries(String text) throws Exception {
    Calendar calendar = new CalendarBuilder().build(new StringReader(text));
    return calendar.getComponents().stream()
        .map(event -> event.getProperty("SUMMARY").orElseThrow().getValue())
        .toList();
  }
}
