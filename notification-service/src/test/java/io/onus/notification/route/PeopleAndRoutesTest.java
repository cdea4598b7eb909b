package io.onus.notification.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class PeopleAndRoutesTest {

  private static final String HOOK = "https://hooks.example.com/onus";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private final String person = "p-" + UUID.randomUUID();

  @Test
  void aPersonIsCreatedAndChangedOnlyByWhoKnowsTheVersion() {
    String path = "/api/v1/people/" + person;
    Api.as("ada")
        .body(Map.of("name", "Grace"))
        .put(path)
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"");

    Api.as("ada").body(Map.of("name", "G.")).put(path).then().statusCode(428);
    Api.as("ada")
        .header("If-Match", "\"7\"")
        .body(Map.of("name", "G."))
        .put(path)
        .then()
        .statusCode(412);
    Api.as("ada")
        .header("If-Match", "\"1\"")
        .body(Map.of("name", "Grace H."))
        .put(path)
        .then()
        .statusCode(200)
        .body("name", equalTo("Grace H."))
        .body("version", equalTo(2))
        .body("reachable", equalTo(false));
  }

  @Test
  void aSigningSecretIsShownOnceAndNeverAgain() {
    // Given
    Api.person(person);
    Map<String, String> body = Map.of("kind", "WEBHOOK", "address", HOOK);
    String path = "/api/v1/people/" + person + "/methods";

    // When
    JsonPath created =
        Api.as("ada")
            .header("Idempotency-Key", person)
            .body(body)
            .post(path)
            .then()
            .statusCode(201)
            .header("Location", startsWith(path))
            .body("secret", startsWith("whsec_"))
            .extract()
            .jsonPath();

    // Then
    Api.as("ada")
        .header("Idempotency-Key", person)
        .body(body)
        .post(path)
        .then()
        .statusCode(201)
        .body("id", equalTo(created.getString("id")))
        .body("$", not(hasKey("secret")));
    Api.as("ada").get(path).then().statusCode(200).body("items[0]", not(hasKey("secret")));
    assertThat(Api.as("ada").get("/api/v1/people/" + person).asString()).doesNotContain("whsec_");
  }

  @Test
  void whatIsAllItTakesToWriteInAChatIsNotShownToWhomItIsNot() {
    String department =
        "CHAT-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    String person = "chatty-" + department.toLowerCase(Locale.ROOT);
    String url = "http://127.0.0.1:9/services/T0/B0/secret";
    Api.person(person);
    Api.method(person, "CHAT", url);
    Api.route(department, person);
    ClockFacts facts = new ClockFacts("CS", department);
    try (Publisher publisher = new Publisher(bootstrap)) {
      publisher.clock(facts.breached(UUID.randomUUID()));
      Api.awaitAlert(facts.requestId(), "an alert", a -> true);
    }

    assertThat(chats(Tokens.lead("lena", department), person)).containsOnly("http://127.0.0.1:9/…");
    assertThat(chats(Tokens.member(person), person)).containsOnly(url);
    assertThat(chats(Tokens.onCallAdmin("ada"), person)).containsOnly(url);
  }

  private static List<String> chats(String token, String person) {
    return given()
        .auth()
        .oauth2(token)
        .get("/api/v1/deliveries?channel=CHAT&person=" + person)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.address");
  }

  @Test
  void anEmailAddressHasNoSecret() {
    Api.person(person);

    assertThat(Api.method(person, "EMAIL", "grace@example.com").<Object>get("secret")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, grace",
    "EMAIL, 'grace@example.com, eve@example.com'",
    "EMAIL, 'Grace <grace@example.com>'",
    "WEBHOOK, ftp://example.com/x",
    "WEBHOOK, file:///etc/passwd",
    "WEBHOOK, not a url",
    "WEBHOOK, http://user:pass@example.com/",
    "WEBHOOK, https:///nohost"
  })
  void anAddressThatCannotBeIsRefusedWithItsReason(String kind, String address) {
    Api.person(person);

    Api.as("ada")
        .body(Map.of("kind", kind, "address", address))
        .post("/api/v1/people/" + person + "/methods")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/malformed"))
        .body("violations.field", hasItem("address"));
  }

  @Test
  void theSameMethodTwiceIsAConflictUntilItIsRemoved() {
    Api.person(person);
    String id = Api.method(person, "WEBHOOK", HOOK).getString("id");
    String path = "/api/v1/people/" + person + "/methods";
    Map<String, String> body = Map.of("kind", "WEBHOOK", "address", HOOK);
    Api.as("ada").body(body).post(path).then().statusCode(409);

    Api.as("ada").delete(path + "/" + id).then().statusCode(204);

    Api.as("ada").delete(path + "/" + id).then().statusCode(404);
    Api.as("ada").body(body).post(path).then().statusCode(201);
  }

  @Test
  void aRouteToSomebodyUnknownOrUnreachableIsRefusedWhenItIsSaved() {
    Api.as("ada")
        .body(Map.of("department", "ENG", "people", List.of("nobody-at-all")))
        .post("/api/v1/routes")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("unknown-people"))
        .body("people", equalTo(List.of("nobody-at-all")));
    Api.person(person);
    Api.as("ada")
        .body(Map.of("department", "ENG", "people", List.of(person)))
        .post("/api/v1/routes")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("unreachable-people"))
        .body("detail", containsString(person));
  }

  @Test
  void theLastWayToAPersonWhomRoutesNameStays() {
    Api.person(person);
    String id = Api.method(person, "EMAIL", "last@example.com").getString("id");
    Api.route("LASTWAY", person);
    String path = "/api/v1/people/" + person + "/methods/" + id;

    Api.as("ada")
        .delete(path)
        .then()
        .statusCode(422)
        .body("refusal", equalTo("last-way-to-routed-person"));

    Api.method(person, "EMAIL", "other@example.com");
    Api.as("ada").delete(path).then().statusCode(204);
  }

  @Test
  void routesAreKeptInOrderChangedByVersionAndRemoved() {
    // Given
    Api.person(person);
    Api.method(person, "EMAIL", "route@example.com");
    JsonPath created =
        Api.as("ada")
            .body(Map.of("department", "KEPT", "severity", "CRITICAL", "people", List.of(person)))
            .post("/api/v1/routes")
            .then()
            .statusCode(201)
            .body("side", equalTo("OBLIGOR"))
            .extract()
            .jsonPath();
    String path = "/api/v1/routes/" + created.getString("id");
    int position = created.getInt("position");

    // When
    Map<String, Object> change = Map.of("side", "EITHER", "people", List.of(person));
    Api.as("ada").body(change).put(path).then().statusCode(428);
    Api.as("ada")
        .header("If-Match", "\"1\"")
        .body(change)
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("position", equalTo(position))
        .body("department", nullValue())
        .body("side", equalTo("EITHER"));

    // Then
    Api.as("ada")
        .body(Map.of("position", position, "people", List.of(person)))
        .post("/api/v1/routes")
        .then()
        .statusCode(409)
        .body("position", equalTo(position));
    List<Integer> positions =
        Api.as("ada").get("/api/v1/routes?pageSize=200").jsonPath().getList("items.position");
    assertThat(positions).isSorted().contains(position);
    Api.as("ada").delete(path).then().statusCode(204);
    Api.as("ada").get(path).then().statusCode(404).contentType("application/problem+json");
  }

  @Test
  void everyErrorIsAProblemDocument() {
    RestAssured.given()
        .get("/api/v1/alerts")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    Api.as("ada")
        .body(Map.of("name", "x", "nickname", "y"))
        .put("/api/v1/people/" + person)
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("nickname"));
    Api.as("ada").body("{\"name\":\"\"}").put("/api/v1/people/" + person).then().statusCode(400);
    Api.as("ada").body("{").put("/api/v1/people/" + person).then().statusCode(400);
    Api.as("ada").body(Map.of("name", "x")).put("/api/v1/people/a b").then().statusCode(400);
    Api.as("ada")
        .body(Map.of("people", List.of()))
        .post("/api/v1/routes")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("people"));
    Api.as("ada").get("/api/v1/people?pageSize=201").then().statusCode(400);
    Api.as("ada").get("/api/v1/deliveries?status=LOST").then().statusCode(400);
    Api.as("ada").get("/api/v1/alerts/" + UUID.randomUUID()).then().statusCode(404);
    Api.post("/deliveries/" + UUID.randomUUID() + "/resend").then().statusCode(404);
  }
}
