package io.onus.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the cells of the table cannot say. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class AccessTest {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private Scene scene;
  private String lead;
  private String stranger;

  @BeforeEach
  void begin() {
    scene = new Scene(bootstrap);
    lead = Tokens.lead("lena", scene.provider());
    stranger = Tokens.lead("sam", scene.other());
  }

  @AfterEach
  void end() {
    scene.close();
  }

  @Test
  void somebodyMakesTheirOwnRecordAndNobodyElses() {
    String me = "me-" + UUID.randomUUID();
    Map<String, String> name = Map.of("name", "Me");

    as(Tokens.member(me)).body(name).put("/api/v1/people/" + me).then().statusCode(201);
    as(Tokens.member(me)).body(name).put("/api/v1/people/" + me + "2").then().statusCode(404);
    as(Tokens.robot(me)).body(name).put("/api/v1/people/" + me).then().statusCode(404);
    as(lead).body(name).put("/api/v1/people/" + me + "2").then().statusCode(403);
  }

  @Test
  void aPersonUnknownAndAPersonHiddenAnswerTheSame() {
    String member = Tokens.member("mia", scene.provider());
    String unknown = "nobody-" + UUID.randomUUID();

    JsonPath hidden = notFound(member, "/api/v1/people/" + scene.person());
    JsonPath absent = notFound(member, "/api/v1/people/" + unknown);

    assertThat(hidden.getString("detail").replace(scene.person(), "*"))
        .isEqualTo(absent.getString("detail").replace(unknown, "*"));
  }

  @Test
  void leadsKnowNamesAndNoAddresses() {
    as(lead)
        .get("/api/v1/people/" + scene.person())
        .then()
        .statusCode(200)
        .body("reachable", equalTo(true))
        .body("$", not(hasKey("methods")));
    String list = as(lead).get("/api/v1/people?pageSize=200").asString();
    assertThat(list).contains(scene.person()).doesNotContain("http://", "address");
  }

  @Test
  void whoSeesNobodyElseSeesThemselvesInTheList() {
    JsonPath list = as(Tokens.member(scene.person())).get("/api/v1/people").jsonPath();

    assertThat(list.<String>getList("items.id")).containsExactly(scene.person());
    assertThat(list.<Object>get("items[0].methods")).asList().isNotEmpty();
  }

  @Test
  void aRouteThatCatchesWhatOthersOweTakesAnOnCallAdmin() {
    Map<String, Object> everybody = Map.of("people", List.of(scene.person()));
    Map<String, Object> either =
        Map.of("people", List.of(scene.person()), "department", scene.provider(), "side", "EITHER");
    for (Map<String, Object> form : List.of(everybody, either)) {
      as(lead).body(form).post("/api/v1/routes").then().statusCode(403);
      as(lead)
          .body(form)
          .header("If-Match", "\"1\"")
          .put("/api/v1/routes/" + scene.newRoute())
          .then()
          .statusCode(403);
    }

    // When: there is one for every department
    String id =
        as(Tokens.onCallAdmin("otto"))
            .body(everybody)
            .post("/api/v1/routes")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    // Then: every department knows, and none changes it
    String path = "/api/v1/routes/" + id;
    as(lead).get(path).then().statusCode(200);
    as(Tokens.member("mia", scene.other())).get(path).then().statusCode(200);
    as(Tokens.of("ada").sign()).get(path).then().statusCode(404);
    as(lead).delete(path).then().statusCode(403);
    assertThat(as(lead).get("/api/v1/routes?pageSize=200").asString()).contains(id);
    as(Tokens.onCallAdmin("otto")).delete(path).then().statusCode(204);
  }

  @Test
  void aRouteIsNotHandedToAnotherDepartmentNorTakenFromOne() {
    Map<String, Object> theirs =
        Map.of("people", List.of(scene.person()), "department", scene.other());

    as(lead)
        .body(theirs)
        .header("If-Match", "\"1\"")
        .put("/api/v1/routes/" + scene.newRoute())
        .then()
        .statusCode(403)
        .body("department", equalTo(scene.other()));
    as(stranger)
        .body(theirs)
        .header("If-Match", "\"1\"")
        .put("/api/v1/routes/" + scene.newRoute())
        .then()
        .statusCode(404);
  }

  @Test
  void noFilterShowsWhatIsHidden() {
    for (String path :
        List.of(
            "/api/v1/alerts?department=" + scene.provider(),
            "/api/v1/alerts?requestId=" + scene.request(),
            "/api/v1/alerts?severity=CRITICAL&status=OPEN",
            "/api/v1/deliveries?person=" + scene.person(),
            "/api/v1/deliveries?alertId=" + scene.alert(),
            "/api/v1/deliveries?status=SENT&channel=WEBHOOK")) {
      as(stranger).get(path).then().statusCode(200).body("items", empty());
    }
  }

  @Test
  void aPageIsFullOfWhatMayBeSeen() {
    // Given: newer alerts of others
    String mine = scene.newAlert();
    String mineToo = scene.newAlert();
    try (Scene others = new Scene(bootstrap)) {
      others.newAlert();

      // When
      JsonPath page =
          as(Tokens.member("mia", scene.requester())).get("/api/v1/alerts?pageSize=2").jsonPath();

      // Then
      assertThat(page.<String>getList("items.id")).containsExactly(mineToo, mine);
    }
  }

  @Test
  void anAlertDoesNotShowTheAddressesItWentTo() {
    String alert =
        as(Tokens.member("rita", scene.requester()))
            .get("/api/v1/alerts/" + scene.alert())
            .then()
            .statusCode(200)
            .body("timeline.text.join()", containsString("webhook"))
            .extract()
            .asString();

    assertThat(alert).doesNotContain("http://", "whsec_");
  }

  private static JsonPath notFound(String token, String path) {
    return as(token).get(path).then().statusCode(404).extract().jsonPath();
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }
}
