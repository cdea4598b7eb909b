package io.onus.notification.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.onus.kit.test.OnusStack;
import io.onus.notification.test.Api;
import io.onus.notification.test.FreePorts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies, the routes that use them, and what trying them answers. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class PoliciesTest {

  private final String number = UUID.randomUUID().toString().substring(0, 8);
  private final String department = "P" + number.toUpperCase(Locale.ROOT);
  private final String person = "p-" + number;
  private final String code = "policy-" + number;

  @BeforeEach
  void somebodyToTell() {
    Api.person(person);
    Api.method(person, "EMAIL", person + "@example.com");
  }

  @Test
  void aPolicyIsWrittenReadChangedByVersionAndRemoved() {
    put(null, policy(Map.of("targets", List.of(somebody()))), 201);
    Api.as("ada")
        .get("/api/v1/policies/" + code)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("steps[0].after", equalTo("PT0S"))
        .body("steps[0].time", equalTo("WALL"))
        .body("steps[0].targets[0].kind", equalTo("PERSON"))
        .body("repeat", equalTo(0))
        .body("pause", equalTo("PT15M"));

    put(null, policy(Map.of("targets", List.of(somebody()))), 428);
    put("\"9\"", policy(Map.of("targets", List.of(somebody()))), 412);
    put("\"1\"", policy(Map.of("due", "-PT1H", "targets", List.of(leads()))), 200);
    assertThat(Api.as("ada").get("/api/v1/policies/" + code).jsonPath().getString("steps[0].due"))
        .isEqualTo("PT-1H");

    Api.as("ada").delete("/api/v1/policies/" + code).then().statusCode(204);
    Api.as("ada").get("/api/v1/policies/" + code).then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | steps[0].targets",
        "{\"targets\":[]} | steps[0].targets",
        "{\"after\":\"-PT1S\",\"targets\":[{\"kind\":\"ASSIGNEE\"}]} | steps[0].after",
        "{\"after\":\"P31D\",\"targets\":[{\"kind\":\"ASSIGNEE\"}]} | steps[0].after",
        "{\"after\":\"PT1H\",\"due\":\"PT0S\",\"targets\":[{\"kind\":\"ASSIGNEE\"}]} |"
            + " steps[0].due",
        "{\"calendar\":\"company\",\"targets\":[{\"kind\":\"ASSIGNEE\"}]} | steps[0].calendar",
        "{\"targets\":[{}]} | steps[0].targets[0].kind",
        "{\"targets\":[{\"kind\":\"PERSON\"}]} | steps[0].targets[0].id",
        "{\"targets\":[{\"kind\":\"LEADS\"}]} | steps[0].targets[0].side",
        "{\"targets\":[{\"kind\":\"LEADS\",\"id\":\"ENG\",\"side\":\"OBLIGOR\"}]} |"
            + " steps[0].targets[0].side",
        "{\"targets\":[{\"kind\":\"ASSIGNEE\",\"id\":\"ada\"}]} | steps[0].targets[0].id"
      })
  void aStepThatMeansNothingIsSaidWithItsPlace(String step, String field) {
    Api.as("ada")
        .body("{\"name\":\"A policy\",\"steps\":[" + step + "]}")
        .put("/api/v1/policies/" + code)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("violations.field", hasItem(field));
  }

  @ParameterizedTest
  @CsvSource({
    "PERSON, nobody-at-all, unknown-people",
    "LEADS, NO-SUCH-DEPARTMENT, unknown-department",
    "SCHEDULE, no-such-schedule, unknown-schedule",
    "WEBHOOK, no-such-webhook, unknown-webhook"
  })
  void aStepThatNamesWhatIsNotThereIsRefused(String kind, String id, String refusal) {
    Api.as("ada")
        .body(policy(Map.of("targets", List.of(Map.of("kind", kind, "id", id)))))
        .put("/api/v1/policies/" + code)
        .then()
        .statusCode(422)
        .body("refusal", equalTo(refusal));
  }

  @Test
  void aCalendarNobodyHasHeardOfIsRefused() {
    Map<String, Object> step =
        Map.of("after", "PT1H", "time", "WORKING", "calendar", "mars", "targets", List.of(leads()));

    Api.as("ada")
        .body(policy(step))
        .put("/api/v1/policies/" + code)
        .then()
        .statusCode(422)
        .body("refusal", equalTo("unknown-calendar"));
  }

  @Test
  void whatPoliciesAndRoutesNeedStays() {
    String method =
        Api.as("ada")
            .get("/api/v1/people/" + person + "/methods")
            .jsonPath()
            .getString("items[0].id");
    put(null, policy(Map.of("targets", List.of(somebody()))), 201);
    route(Map.of("department", department, "policy", code));

    Api.as("ada")
        .delete("/api/v1/people/" + person + "/methods/" + method)
        .then()
        .statusCode(422)
        .body("refusal", equalTo("named-by-policies"))
        .body("policies", equalTo(List.of(code)));
    Api.as("ada")
        .delete("/api/v1/policies/" + code)
        .then()
        .statusCode(422)
        .body("refusal", equalTo("policy-in-use"));
  }

  @Test
  void aRouteSaysExactlyOneOfWhatToDo() {
    Api.as("ada")
        .body(Map.of("department", department, "mute", true, "people", List.of(person)))
        .post("/api/v1/routes")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("people"));
    Api.as("ada")
        .body(Map.of("department", department, "policy", "no-such-policy"))
        .post("/api/v1/routes")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("unknown-policy"));
    Api.as("ada")
        .body(Map.of("department", department, "mute", true, "customer", "a*b"))
        .post("/api/v1/routes")
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("customer"));
  }

  @Test
  void tryingSaysWhoWouldBeToldAndWhenAndTellsNobody() {
    // Given
    put(
        null,
        Map.of(
            "name",
            "A policy",
            "department",
            department,
            "steps",
            List.of(
                Map.of("targets", List.of(Map.of("kind", "ASSIGNEE"))),
                Map.of("after", "PT15M", "targets", List.of(somebody())),
                Map.of("due", "PT1H", "targets", List.of(somebody())))),
        201);
    route(Map.of("department", department, "policy", code, "priorities", List.of("P1", "P2")));
    Instant at = Instant.parse("2026-11-23T09:00:00Z");

    // When
    JsonPath forecast =
        Api.as("ada")
            .body(
                Map.of(
                    "type", "AT_RISK",
                    "requester", "CS",
                    "provider", department,
                    "priority", "P2",
                    "at", at.toString(),
                    "dueAt", "2026-11-23T10:00:00Z"))
            .post("/api/v1/routes/test")
            .then()
            .statusCode(200)
            .body("policy", equalTo(code))
            .body("muted", equalTo(false))
            .body("turns[0].notTold[0]", containsString("nobody is assigned"))
            .extract()
            .jsonPath();

    // Then: the first step has nobody, so the second one comes at once
    assertThat(forecast.<String>getList("turns.at"))
        .startsWith("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23T11:00:00Z");
    assertThat(forecast.<String>getList("turns[1].told.person")).containsExactly(person);
    assertThat(forecast.getString("turns[3].what")).isEqualTo("the fallback contact");
    assertThat(forecast.<Object>getList("turns[1].told.address")).containsOnlyNulls();

    Api.as("ada")
        .body(
            Map.of("type", "AT_RISK", "requester", "CS", "provider", department, "priority", "P4"))
        .post("/api/v1/routes/test")
        .then()
        .statusCode(200)
        .body("route", equalTo(null))
        .body("turns[0].what", containsString("no route"));
    Api.as("ada")
        .body(Map.of("event", Map.of("type", "io.onus.sla.clock-met.v1", "data", Map.of())))
        .post("/api/v1/routes/test")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("event"));
  }

  private Map<String, Object> policy(Map<String, ?> step) {
    return Map.of("name", "A policy", "department", department, "steps", List.of(step));
  }

  private Map<String, Object> somebody() {
    return Map.of("kind", "PERSON", "id", person);
  }

  private static Map<String, Object> leads() {
    return Map.of("kind", "LEADS", "side", "OBLIGOR");
  }

  private void put(String ifMatch, Map<String, Object> body, int status) {
    var request = Api.as("ada").body(body);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    request.put("/api/v1/policies/" + code).then().statusCode(status);
  }

  private static void route(Map<String, Object> body) {
    Api.as("ada").body(body).post("/api/v1/routes").then().statusCode(201);
  }
}
