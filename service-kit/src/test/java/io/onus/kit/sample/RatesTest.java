package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Buckets that fill so slowly that no test sees it: one token in half an hour. */
@QuarkusTest
@TestProfile(RatesTest.Scarce.class)
@QuarkusTestResource(OnusStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RatesTest {

  public static class Scarce implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "onus.rate.per-second", "0.0005",
          "onus.rate.burst", "5",
          "onus.rate.robot.per-second", "0.0005",
          "onus.rate.robot.burst", "8",
          "onus.rate.unknown.per-second", "0.0005",
          "onus.rate.unknown.burst", "10");
    }
  }

  @Test
  @Order(1)
  void aPersonsCallTooManyIsRefusedWithTheTimeToComeAgain() {
    // Given
    for (int i = 0; i < 5; i++) {
      as(Tokens.member("ada", "CS")).get(NOTES).then().statusCode(200);
    }

    // When
    Response refused = as(Tokens.member("ada", "CS")).get(NOTES);

    // Then
    assertProblem(refused.then(), 429, "too-many-requests");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2000);
    as(Tokens.member("ben", "CS")).get(NOTES).then().statusCode(200);
  }

  @Test
  @Order(2)
  void aSystemHasARateOfItsOwnEvenUnderAPersonsName() {
    for (int i = 0; i < 8; i++) {
      as(Tokens.robot("ada", "CS")).get(NOTES).then().statusCode(200);
    }
    assertProblem(as(Tokens.robot("ada", "CS")).get(NOTES).then(), 429, "too-many-requests");
  }

  @Test
  @Order(3)
  void aRefusedCallDoesNothing() {
    String token = Tokens.member("eve", "CS");
    for (int i = 0; i < 5; i++) {
      as(token).get(NOTES).then().statusCode(200);
    }

    as(token)
        .contentType("application/json")
        .body("{\"title\":\"one too many\"}")
        .post(NOTES)
        .then()
        .statusCode(429);

    assertThat(NoteResource.WORKED).doesNotContainKey("one too many");
  }

  @Test
  @Order(4)
  void whoBringsASecretInsteadOfATokenIsCountedByAddressToo() {
    for (int i = 0; i < 4; i++) {
      given().get(NOTES + "/moby/feed?secret=whale").then().statusCode(200);
    }
  }

  /** After the test before, the address has six calls left. */
  @Test
  @Order(5)
  void anAddressWithTooManyBadTokensIsNotAskedAnyMoreButGoodOnesPass() {
    // Given
    String good = Tokens.member("fay", "CS");
    as(good).get(NOTES).then().statusCode(200);

    // When
    for (int i = 0; i < 6; i++) {
      given().auth().oauth2("no.token.at-all").get(NOTES).then().statusCode(401);
    }

    // Then
    assertProblem(
        given().auth().oauth2("no.token.at-all").get(NOTES).then(), 429, "too-many-requests");
    assertProblem(given().get(NOTES).then(), 429, "too-many-requests");
    assertProblem(given().get(NOTES + "/moby/feed?secret=whale").then(), 429, "too-many-requests");
    given().get("/q/health/live").then().statusCode(200);
    as(good).get(NOTES).then().statusCode(200);
    String metrics = as(good).get("/q/metrics").asString();
    assertThat(metrics).contains("onus_rate_refused_total{kind=\"unknown\"}");
    assertThat(metrics).contains("onus_rate_buckets");
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }
}
