package io.onus.notification.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.OnCallScene;
import io.onus.notification.test.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes on call hears of it, once, and leads hear of what nobody is on call for. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class HandOversTest {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject WallClock clock;
  @Inject Sql sql;
  @Inject HandOverService service;

  private SettableClock time;
  private OnCallScene scene;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, OnCallScene.NOW);
    scene = new OnCallScene();
  }

  @AfterEach
  void end() {
    time.close();
  }

  @Test
  void aHandOverIsToldAQuarterOfAnHourAheadToWhoComesAndWhoLeaves() {
    // Given: nobody is told that a schedule was made
    made(scene.weekly(scene.ann, scene.ben));
    at("2026-06-08T06:44:59Z");
    assertThat(news(scene.ann)).isEmpty();

    // When
    at("2026-06-08T06:45:00Z");

    // Then
    assertThat(scene.awaitNews(scene.ben, 1, sql))
        .containsExactly(
            "Name of "
                + scene.ben
                + " is on call from Mon 8 Jun 2026 09:00 on: First line of "
                + scene.department);
    assertThat(news(scene.ann)).isEqualTo(news(scene.ben));
    assertThat(content(scene.ben))
        .contains("\"heading\": \"Comes on call\"", "\"heading\": \"Leaves\"")
        .contains("\"Mon 15 Jun 2026 09:00\"", "\"zone\": \"Europe/Berlin\"");
  }

  @Test
  void whatSeveralReplicasAndRestartsSeeIsToldOnce() {
    made(scene.weekly(scene.ann, scene.ben));
    time.set(Instant.parse("2026-06-08T06:45:00Z"));

    // When: many at the same moment, again and again
    IntStream.range(0, 40).parallel().forEach(i -> service.tell(scene.code));
    at("2026-06-08T06:50:00Z");
    at("2026-06-08T07:00:00Z");
    at("2026-06-08T09:00:00Z");

    assertThat(news(scene.ben)).hasSize(1);
  }

  @Test
  void afterTimeDownWhoIsOnCallNowIsToldAndNotWhatWasMissed() {
    Map<String, Object> days = OnCallScene.layer(scene.ann, scene.ben);
    days.put("every", "P1D");
    made(scene.schedule(days));

    at("2026-06-08T18:00:00Z");

    assertThat(news(scene.ben))
        .containsExactly(
            "Name of " + scene.ben + " is on call now: First line of " + scene.department);
  }

  @Test
  void anOverrideThatBeginsNowIsAHandOverOfNow() {
    made(scene.weekly(scene.ann, scene.ben));

    OnCallScene.with(Tokens.lead("lena", scene.department))
        .body(
            Map.of(
                "start", "2026-06-01T10:00:00Z",
                "end", "2026-06-01T12:00:00Z",
                "people", List.of(scene.ben)))
        .post(scene.path + "/overrides")
        .then()
        .statusCode(201);

    assertThat(scene.awaitNews(scene.ben, 1, sql).getFirst()).contains("is on call now");
    assertThat(scene.awaitNews(scene.ann, 1, sql)).hasSize(1);
  }

  @Test
  void aScheduleThatTellsNothingTellsNothingAndBeginsWithWhatIsAhead() {
    // Given
    scene.put(scene.weekly(scene.ann, scene.ben)).statusCode(201);
    at("2026-06-09T10:00:00Z");
    assertThat(news(scene.ben)).isEmpty();

    // When
    Map<String, Object> telling = scene.weekly(scene.ann, scene.ben);
    telling.put("handOverNotice", "PT1H");
    scene.put(telling).statusCode(200);
    at("2026-06-09T10:05:00Z");
    assertThat(news(scene.ben)).isEmpty();
    at("2026-06-15T06:00:00Z");

    // Then
    assertThat(scene.awaitNews(scene.ann, 1, sql).getFirst()).contains("Mon 15 Jun 2026 09:00");
  }

  @Test
  void aGapAheadIsToldToTheLeadsOnce() {
    // Given
    String lead = "lena@" + scene.department.toLowerCase() + ".example";
    try (Publisher publisher = new Publisher(bootstrap)) {
      publisher.department(scene.department, 1, lead);
      Await.until(
          "the department",
          () ->
              sql.one(
                  "select 1 as one from departments where code = ?", row -> true, scene.department),
          Optional::isPresent);
    }
    Map<String, Object> ends = OnCallScene.layer(scene.ann, scene.ben);
    ends.put("until", "2026-06-22");
    made(scene.schedule(ends));

    // When
    at("2026-06-01T11:00:00Z");

    // Then
    assertThat(OnCallScene.news(lead, sql))
        .containsExactly("Nobody will be on call: First line of " + scene.department);
    at("2026-06-02T11:00:00Z");
    at("2026-06-03T11:00:00Z");
    assertThat(OnCallScene.news(lead, sql)).hasSize(1);
    ends.put("until", "2026-06-15");
    scene.put(scene.schedule(ends)).statusCode(200);
    at("2026-06-03T12:00:00Z");
    assertThat(OnCallScene.news(lead, sql)).as("the gap only grew").hasSize(1);
  }

  private void made(Map<String, Object> form) {
    form.put("handOverNotice", "PT15M");
    scene.put(form).statusCode(201);
  }

  /** Does what the loop does, now, and not some time within the next second. */
  private void at(String moment) {
    time.set(Instant.parse(moment));
    // Held by the loop at this very moment: then it is done when that lets go.
    Await.until(
        "nothing due of " + scene.code,
        () -> {
          service.tell(scene.code);
          return service.due();
        },
        due -> !due.contains(scene.code));
  }

  private List<String> news(String person) {
    return OnCallScene.news(person + "@example.com", sql);
  }

  private String content(String person) {
    return sql.list(
            """
            select n.content::text as content from notices n join deliveries d on d.notice_id = n.id
            where n.kind = 'NEWS' and d.address = ? order by n.number desc limit 1
            """,
            row -> row.text("content"),
            person + "@example.com")
        .getFirst();
  }
}
