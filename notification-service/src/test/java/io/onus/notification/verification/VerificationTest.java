package io.onus.notification.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.secret.SecretBox;
import io.onus.notification.test.Api;
import io.onus.notification.test.Codes;
import io.onus.notification.test.FreePorts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class VerificationTest {

  private static final String HOOK = "https://hooks.example.com/onus";

  private final String person = "p-" + UUID.randomUUID();
  private final String email = person + "@example.com";

  @Inject WallClock clock;
  @Inject Sql sql;
  @Inject Transactions transactions;
  @Inject Codes codes;

  private SettableClock time;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, Instant.parse("2026-06-01T10:00:00Z"));
    Api.person(person);
  }

  @AfterEach
  void end() {
    time.close();
  }

  @Test
  void aMethodIsNotUsedUntilItsCodeIsEntered() {
    // Given
    String method = unverified();
    Api.as(person)
        .get("/api/v1/people/" + person)
        .then()
        .body("reachable", equalTo(false))
        .body("methods[0].status", equalTo("UNVERIFIED"));
    routed().statusCode(422).body("refusal", equalTo("unreachable-people"));

    // When
    verify(method, codes.of(method))
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("status", equalTo("ACTIVE"));

    // Then
    Api.as(person).get("/api/v1/people/" + person).then().body("reachable", equalTo(true));
    routed().statusCode(201);
    verify(method, codes.of(method))
        .statusCode(422)
        .body("refusal", equalTo("method-works-already"));
  }

  @Test
  void whoIsNotReachableIsShownBeforeItMatters() {
    unverified();
    String works = "w-" + UUID.randomUUID();
    Api.person(works);
    Api.method(works, "EMAIL", works + "@example.com");

    assertThat(listed("false")).contains(person).doesNotContain(works);
    assertThat(listed("true")).contains(works).doesNotContain(person);
    Api.as("ada")
        .get("/api/v1/people?reachable=maybe")
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("reachable"));
  }

  @Test
  void aCodeIsGoodForFiveTriesAndWrongOnesCountThoughTheyAreRefused() {
    String method = unverified();
    String wrong = codes.notOf(method);
    for (int left = 4; left >= 1; left--) {
      verify(method, wrong)
          .statusCode(422)
          .body("refusal", equalTo("wrong-code"))
          .body("triesLeft", equalTo(left));
    }
    verify(method, wrong).statusCode(422).body("refusal", equalTo("code-used-up"));

    verify(method, codes.of(method)).statusCode(422).body("refusal", equalTo("code-used-up"));

    time.advance(Duration.ofMinutes(1));
    ask(method).statusCode(202).header("Location", startsWith("/api/v1/deliveries/"));
    verify(method, codes.of(method)).statusCode(200);
  }

  @Test
  void aCodeIsGoodForAQuarterOfAnHour() {
    String method = unverified();
    String code = codes.of(method);

    time.advance(Duration.ofMinutes(15));

    verify(method, code)
        .statusCode(422)
        .body("refusal", equalTo("code-expired"))
        .body("validUntil", equalTo("2026-06-01T10:15:00Z"));
  }

  @Test
  void onlyTheLatestCodeCounts() {
    String method = unverified();
    String first = codes.of(method);
    time.advance(Duration.ofMinutes(2));
    ask(method).statusCode(202).body("validUntil", equalTo("2026-06-01T10:17:00Z"));
    String second = codes.of(method);

    if (!first.equals(second)) {
      verify(method, first).statusCode(422).body("refusal", equalTo("wrong-code"));
    }
    verify(method, second).statusCode(200);
  }

  @Test
  void codesAreAMinuteApartAndTakingTheMethodAwayDoesNotHelp() {
    String method = unverified();
    time.advance(Duration.ofSeconds(20));

    ask(method).statusCode(429).header("Retry-After", "40");
    Api.as(person).delete(path(method)).then().statusCode(204);
    Api.as(person)
        .body(Map.of("kind", "EMAIL", "address", email.toUpperCase()))
        .post("/api/v1/people/" + person + "/methods")
        .then()
        .statusCode(429);
    time.advance(Duration.ofSeconds(40));
    unverified();
  }

  @Test
  void theAddressThatTheIdentityProviderHasVerifiedNeedsNoCode() {
    String token = Tokens.of(person).claim("email", email).claim("email_verified", true).sign();

    RestAssured.given()
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .body(Map.of("kind", "EMAIL", "address", email))
        .post("/api/v1/people/" + person + "/methods")
        .then()
        .statusCode(201)
        .body("status", equalTo("ACTIVE"));
  }

  @Test
  void onlyAnAdminVouches() {
    Map<String, Object> vouched = Map.of("kind", "EMAIL", "address", email, "verified", true);
    String path = "/api/v1/people/" + person + "/methods";

    Api.as(person).body(vouched).post(path).then().statusCode(403);
    Api.asAdmin().body(vouched).post(path).then().statusCode(201).body("status", equalTo("ACTIVE"));
  }

  @Test
  void anAdminVouchesForWhatIsThereToo() {
    String method = unverified();
    Map<String, Object> vouched = Map.of("urgency", "LOW", "verified", true);

    Api.as(person)
        .header("If-Match", "\"1\"")
        .body(vouched)
        .put(path(method))
        .then()
        .statusCode(403);
    Api.asAdmin()
        .header("If-Match", "\"1\"")
        .body(vouched)
        .put(path(method))
        .then()
        .statusCode(200)
        .body("status", equalTo("ACTIVE"));
  }

  @Test
  void whatIsKeptOfACodeIsSealed() {
    String method = unverified();
    String code = codes.of(method);

    List<String> kept =
        transactions.call(
            () ->
                sql.list(
                    """
                    select n.content::text || c.code as kept from deliveries d
                    join notices n on n.id = d.notice_id
                    join method_codes c on c.method_id = d.method_id
                    where d.method_id = ?
                    """,
                    row -> row.text("kept"),
                    UUID.fromString(method)));

    assertThat(kept).hasSize(1);
    assertThat(SecretBox.isSealed(kept.getFirst().substring(kept.getFirst().indexOf("sealed:"))))
        .isTrue();
    assertThat(kept.getFirst()).doesNotContain(code);
  }

  @Test
  void aTestIsSentToWhatIsVerifiedAndItsResultIsThePersonsToSee() {
    String method = unverified();
    Api.as(person)
        .post(path(method) + "/test")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("method-not-verified"));
    verify(method, codes.of(method)).statusCode(200);

    String delivery =
        Api.as(person)
            .post(path(method) + "/test")
            .then()
            .statusCode(202)
            .extract()
            .path("deliveryId");

    Api.as(person)
        .get("/api/v1/deliveries/" + delivery)
        .then()
        .statusCode(200)
        .body("alertId", nullValue())
        .body("channel", equalTo("EMAIL"))
        .body("person", equalTo(person));
  }

  @Test
  void fromWhichUrgencyOnAMethodIsUsedCanChange() {
    String method = Api.method(person, "EMAIL", email).getString("id");
    Map<String, String> high = Map.of("urgency", "HIGH");

    Api.as(person).body(high).put(path(method)).then().statusCode(428);
    Api.as(person).header("If-Match", "\"2\"").body(high).put(path(method)).then().statusCode(412);
    Api.as(person)
        .header("If-Match", "\"1\"")
        .body(high)
        .put(path(method))
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("urgency", equalTo("HIGH"));
  }

  @Test
  void aNewSecretIsShownOnceAndTheOldOneSignsForADay() {
    String method = Api.method(person, "WEBHOOK", HOOK).getString("id");

    String first =
        Api.as(person)
            .header("Idempotency-Key", method)
            .post(path(method) + "/rotate-secret")
            .then()
            .statusCode(200)
            .body("oldSecretUntil", equalTo("2026-06-02T10:00:00Z"))
            .body("secret", startsWith("whsec_"))
            .extract()
            .path("secret");
    Api.as(person)
        .header("Idempotency-Key", method)
        .post(path(method) + "/rotate-secret")
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("secret", nullValue());
    Api.as(person)
        .body(Map.of("retireOld", "now"))
        .post(path(method) + "/rotate-secret")
        .then()
        .statusCode(200)
        .body("oldSecretUntil", nullValue())
        .body("secret", not(equalTo(first)));
    Api.as(person)
        .body(Map.of("retireOld", "never"))
        .post(path(method) + "/rotate-secret")
        .then()
        .statusCode(400);
  }

  @Test
  void whatIsNotSignedHasNoSecretToRotate() {
    String method = Api.method(person, "EMAIL", email).getString("id");

    Api.as(person)
        .post(path(method) + "/rotate-secret")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("nothing-to-rotate"));
  }

  private String unverified() {
    return Api.unverifiedMethod(person, "EMAIL", email).getString("id");
  }

  private ValidatableResponse verify(String method, String code) {
    return Api.as(person).body(Map.of("code", code)).post(path(method) + "/verify").then();
  }

  private ValidatableResponse ask(String method) {
    return Api.as(person).post(path(method) + "/code").then();
  }

  private ValidatableResponse routed() {
    return Api.as("ada")
        .body(Map.of("department", "VERIFIED", "people", List.of(person)))
        .post("/api/v1/routes")
        .then();
  }

  /** All pages: other tests have made people too. */
  private static List<String> listed(String reachable) {
    List<String> ids = new ArrayList<>();
    String token = null;
    do {
      RequestSpecification asked =
          Api.as("ada").queryParam("pageSize", 200).queryParam("reachable", reachable);
      if (token != null) {
        asked.queryParam("pageToken", token);
      }
      JsonPath page = asked.get("/api/v1/people").then().statusCode(200).extract().jsonPath();
      ids.addAll(page.getList("items.id"));
      token = page.getString("nextPageToken");
    } while (token != null);
    return ids;
  }

  private String path(String method) {
    return "/api/v1/people/" + person + "/methods/" + method;
  }
}
