package io.onus.notification.forgetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.person.PersonPseudonymised;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.PersonalColumns;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.Traces;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.OnCallScene;
import io.onus.notification.test.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person who was told and acted is a pseudonym afterwards, and is told no more. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class PseudonymServiceTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final String PSEUDONYM = "person-7f3a09c41be2d856";

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String person = "hedy." + mark;
  private final String email = "hedy." + mark + "@example.com";
  private final String department = "GONE" + mark.toUpperCase();

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject WallClock clock;
  @Inject Sql sql;

  private SettableClock time;
  private Publisher publisher;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, ClockFacts.DUE);
    publisher = new Publisher(bootstrap);
  }

  @AfterEach
  void end() {
    publisher.close();
    time.close();
  }

  @Test
  void everyColumnThatCanHoldTextIsInTheHandbook() {
    assertThat(PersonalColumns.differences("notification-service", sql)).isEmpty();
  }

  @Test
  void aPersonIsFoundNowhereAfterwardsAndIsToldNoMore() {
    // Given: no mail server is up, so what she was to be told waits
    Api.person(person);
    String method = Api.method(person, "EMAIL", email).getString("id");
    Api.person("ben-" + mark);
    Api.method("ben-" + mark, "EMAIL", "ben." + mark + "@example.org");
    Api.route(department, person, "ben-" + mark);
    ClockFacts facts = new ClockFacts("CS", department);
    publisher.clock(facts.breached(UUID.randomUUID()));
    JsonPath alert =
        Api.awaitAlert(
            facts.requestId(),
            "two put off",
            a -> a.getList("timeline.kind").stream().filter("PUT_OFF"::equals).count() >= 2);
    Response acknowledged =
        Api.as(person).post("/api/v1/alerts/" + alert.getString("id") + "/acknowledge");
    assertThat(acknowledged.statusCode()).isEqualTo(200);
    assertThat(Traces.of(person, sql))
        .contains("people", "contact_methods", "deliveries", "routes", "alerts", "alert_entries");
    int deliveries = Api.deliveries(alert.get("id")).size();
    int entries = alert(alert).getList("timeline").size();

    // When
    pseudonymise(PersonPseudonymised.of(PSEUDONYM, "0011", person, List.of(email)));

    // Then
    Await.until("she is gone", () -> Traces.of(person, sql), List::isEmpty);
    assertThat(Traces.of(email, sql)).isEmpty();
    JsonPath after = alert(alert);
    assertThat(after.getString("acknowledgedBy")).isEqualTo(PSEUDONYM);
    assertThat(after.getList("timeline")).hasSize(entries);
    assertThat(after.<String>getList("timeline.text").toString()).contains(PSEUDONYM);
    assertThat(Api.deliveries(alert.get("id"))).hasSize(deliveries);
    assertThat(Api.deliveries(alert.get("id")))
        .filteredOn(delivery -> PSEUDONYM.equals(delivery.get("recipient")))
        .isNotEmpty()
        .allSatisfy(delivery -> assertThat(delivery.get("status")).isEqualTo("CANCELLED"));
    assertThat(
            sql.one(
                "select status from contact_methods where id = ?",
                row -> row.text("status"),
                UUID.fromString(method)))
        .contains("REMOVED");
    assertThat(
            sql.one(
                "select people from routes where department = ?",
                row -> row.texts("people"),
                department))
        .contains(List.of("ben-" + mark));
    Traces.awaitSealed(sql);
    Api.as("vera")
        .auth()
        .oauth2(Tokens.auditor("vera"))
        .get("/api/v1/audit/verify")
        .then()
        .statusCode(200)
        .body("intact", equalTo(true));
  }

  @Test
  void aLeadOnlyTheDirectoryKnewIsForgottenByAddress() {
    // Given
    publisher.department(department, 1, email);
    ClockFacts facts = new ClockFacts("CS", department);
    publisher.clock(facts.breached(UUID.randomUUID()));
    JsonPath alert =
        Api.awaitAlert(
            facts.requestId(), "put off", a -> a.getList("timeline.kind").contains("PUT_OFF"));

    // When
    publisher.department(department, 2);
    pseudonymise(PersonPseudonymised.of(PSEUDONYM, "0011", person, List.of(email.toUpperCase())));

    // Then
    Await.until("she is gone", () -> Traces.of(email, sql), List::isEmpty);
    assertThat(Traces.of("hedy." + mark, sql)).isEmpty();
    assertThat(Api.deliveries(alert.get("id")))
        .extracting(delivery -> delivery.get("recipient"))
        .containsExactly(PSEUDONYM);
  }

  @Test
  void whoWasOnCallKeepsTheTurnAsThePseudonym() {
    // Given
    OnCallScene scene = new OnCallScene();
    time.set(OnCallScene.NOW);
    Map<String, Object> form = scene.weekly(scene.ann, scene.ben);
    form.put("handOverNotice", "PT15M");
    scene.put(form).statusCode(201);
    Map<String, String> friday =
        Map.of("start", "2026-06-05T07:00:00Z", "end", "2026-06-06T07:00:00Z");
    String overrides = scene.path + "/overrides";
    OnCallScene.as(scene.ann)
        .body(
            Map.of(
                "start",
                friday.get("start"),
                "end",
                friday.get("end"),
                "people",
                List.of(scene.ann)))
        .post(overrides)
        .then()
        .statusCode(201);
    OnCallScene.as(scene.ann)
        .body(Map.of("to", scene.ben, "gives", friday))
        .post(scene.path + "/swaps")
        .then()
        .statusCode(201);
    OnCallScene.as(scene.ann).post(scene.path + "/feed").then().statusCode(201);
    assertThat(Traces.of(scene.ann, sql))
        .contains("schedules", "schedule_overrides", "schedule_swaps", "schedule_feeds")
        .contains("schedule_watches", "notices");

    // When
    pseudonymise(
        PersonPseudonymised.of(PSEUDONYM, "0011", scene.ann, List.of(scene.ann + "@example.com")));

    // Then
    Await.until("she is gone", () -> Traces.of(scene.ann, sql), List::isEmpty);
    Api.as("ada")
        .get(scene.path)
        .then()
        .statusCode(200)
        .body("layers[0].people", equalTo(List.of(List.of(PSEUDONYM), List.of(scene.ben))));
    Api.as("ada").get(scene.path + "/swaps/1").then().body("status", equalTo("WITHDRAWN"));
  }

  private JsonPath alert(JsonPath known) {
    return Api.alert(known.get("id"));
  }

  private void pseudonymise(PersonPseudonymised event) {
    String key = "person/" + event.pseudonym();
    ObjectNode record = MAPPER.createObjectNode();
    record.put("specversion", "1.0");
    record.put("id", UUID.randomUUID().toString());
    record.put("source", "/onus/request-service");
    record.put("type", PersonPseudonymised.TYPE);
    record.put("subject", key);
    record.put("time", ClockFacts.STARTED.toString());
    record.put("sequence", "000000000001");
    record.set("data", MAPPER.valueToTree(event));
    publisher.raw("onus.directory.v1", key, record.toString());
  }
}
