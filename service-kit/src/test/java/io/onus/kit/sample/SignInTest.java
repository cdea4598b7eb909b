package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.assertProblem;
import static io.onus.kit.sample.Calls.title;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.Issuer;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and who is not, whatever they send. */
@QuarkusTest
@QuarkusTestResource(OnusStack.class)
class SignInTest {

  @Inject Sql sql;

  @Test
  void aCallerIsWhoTheTokenSays() {
    given()
        .auth()
        .oauth2(Tokens.of("ada").groups("/CS/lead", "/ENG", "/onus/auditor").sign())
        .get(NOTES + "/caller")
        .then()
        .statusCode(200)
        .body("id", equalTo("ada"))
        .body("kind", equalTo("HUMAN"))
        .body("departments.sort()", contains("CS", "ENG"))
        .body("leads", contains("CS"))
        .body("roles", contains("AUDITOR"));
  }

  @Test
  void aSystemIsNamedByItsClient() {
    given()
        .auth()
        .oauth2(Tokens.robot("shop", "CS"))
        .get(NOTES + "/caller")
        .then()
        .statusCode(200)
        .body("id", equalTo("shop"))
        .body("kind", equalTo("ROBOT"))
        .body("leads", empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/notes",
        "/api/v1/nowhere",
        "/nowhere",
        "/",
        "/q/openapi",
        "/q/swagger-ui/",
        "/q/metrics",
        "/q/health/../openapi",
        "/q/health/%2e%2e/openapi",
        "//q/openapi",
        "/q/health/../../api/v1/notes"
      })
  void nothingButHealthAnswersWithoutAToken(String path) {
    assertProblem(
            given().urlEncodingEnabled(false).redirects().follow(false).get(path).then(),
            401,
            "unauthenticated")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("detail", containsString("Bearer"));
  }

  @Test
  void healthNeedsNoToken() {
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health").then().statusCode(200);
  }

  @Test
  void aPathThatBringsItsOwnSecretNeedsNoToken() {
    given()
        .get(NOTES + "/moby/feed?secret=whale")
        .then()
        .statusCode(200)
        .body(equalTo("nobody reads moby"));
    given()
        .auth()
        .oauth2(Tokens.member("ada", "CS"))
        .get(NOTES + "/moby/feed?secret=whale")
        .then()
        .statusCode(200)
        .body(equalTo("ada reads moby"));
    assertProblem(given().get(NOTES + "/moby/feed?secret=shark").then(), 404, "not-found");
    assertProblem(
        given().auth().oauth2("no.token.at-all").get(NOTES + "/moby/feed?secret=whale").then(),
        401,
        "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/notes/feed?secret=whale",
        "/api/v1/notes//feed?secret=whale",
        "/api/v1/notes/moby/feed/?secret=whale",
        "/api/v1/notes/moby/dick/feed?secret=whale",
        "/api/v1/notes/moby/feed/../../caller?secret=whale",
        "/api/v1/notes/moby/feed;x=y?secret=whale"
      })
  void aPathLikeItNeedsOne(String path) {
    assertProblem(given().urlEncodingEnabled(false).get(path).then(), 401, "unauthenticated");
  }

  @Test
  void whatBringsItsOwnSecretIsReadAndNothingElse() {
    assertProblem(
        given().contentType(ContentType.JSON).body("{}").post(NOTES + "/moby/feed").then(),
        401,
        "unauthenticated");
  }

  @Test
  void theContractAndTheMetricsAreThereForWhoeverIsKnown() {
    String token = Tokens.of("nobody-in-particular").sign();

    given().auth().oauth2(token).get("/q/openapi").then().statusCode(200);
    given().auth().oauth2(token).get("/q/metrics").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Onus-Actor", "Onus-For", "Onus-Robot"})
  void theHeadersOfOldAreNoSignInAndAreRefusedBesideOne(String header) {
    assertProblem(given().header(header, "ada").get(NOTES).then(), 401, "unauthenticated")
        .body("detail", containsString("Bearer"));
    assertProblem(
            given()
                .auth()
                .oauth2(Tokens.member("ada", "CS"))
                .header(header, "ada")
                .get(NOTES)
                .then(),
            400,
            "malformed")
        .body("detail", containsString(header));
  }

  static Stream<Arguments> badTokens() {
    Issuer.Key stranger = Issuer.Key.fresh();
    return Stream.of(
        Arguments.of("another issuer", Tokens.of("m").issuer("https://other.example").sign()),
        Arguments.of("no issuer", Tokens.of("m").claim("iss", null).sign()),
        Arguments.of("another audience", Tokens.of("m").audience("payroll").sign()),
        Arguments.of("no audience", Tokens.of("m").claim("aud", null).sign()),
        Arguments.of("expired", Tokens.of("m").expiresIn(-120).issuedIn(-3600).sign()),
        Arguments.of("never expires", Tokens.of("m").claim("exp", null).sign()),
        Arguments.of("expires in words", Tokens.of("m").claim("exp", "tomorrow").sign()),
        Arguments.of("issued in the future", Tokens.of("m").issuedIn(3600).expiresIn(7200).sign()),
        Arguments.of("no issue time", Tokens.of("m").claim("iat", null).sign()),
        Arguments.of(
            "not yet valid",
            Tokens.of("m").claim("nbf", System.currentTimeMillis() / 1000 + 3600).sign()),
        Arguments.of("of a foreign key", Tokens.of("m").by(stranger).sign()),
        Arguments.of("forged under our key's name", Tokens.of("m").forgedBy(stranger).sign()),
        Arguments.of("no key named", Tokens.of("m").by(stranger).header("kid", null).sign()),
        Arguments.of("alg none", Tokens.of("m").unsigned()),
        Arguments.of("alg None", unsigned("None")),
        Arguments.of("alg nOnE", unsigned("nOnE")),
        Arguments.of("signed with the public key as a secret", signedAsSecret()),
        Arguments.of("its signature cut off", cut(Tokens.member("m", "CS"))),
        Arguments.of("its claims exchanged", exchanged()),
        Arguments.of("another algorithm named", Tokens.of("m").header("alg", "RS1").sign()),
        Arguments.of(
            "a key of its own in the header",
            Tokens.of("m").forgedBy(stranger).header("jku", "http://127.0.0.1:1/keys").sign()),
        Arguments.of("names nobody", nobody()),
        Arguments.of("no token", "abc"),
        Arguments.of("three dots", "a.b.c"),
        Arguments.of("five parts", "a.b.c.d.e"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void aTokenThatDoesNotHoldIsRefusedAndLeavesNoTrace(String what, String token) {
    long before = notes();

    assertProblem(
            given()
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(title("hostile"))
                .post(NOTES)
                .then(),
            401,
            "unauthenticated")
        .header("WWW-Authenticate", startsWith("Bearer"));

    assertThat(notes()).isEqualTo(before);
  }

  @Test
  void anExpiredTokenIsCalledExpired() {
    assertProblem(
            given()
                .auth()
                .oauth2(Tokens.of("m").expiresIn(-120).issuedIn(-3600).sign())
                .get(NOTES)
                .then(),
            401,
            "unauthenticated")
        .body("detail", containsString("expired"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YWRhOmFkYQ==", "Bearer", "Bearer ", "Token abc", "bearer"})
  void otherWaysToSignInAreNone(String authorization) {
    assertProblem(
        given().header("Authorization", authorization).get(NOTES).then(), 401, "unauthenticated");
  }

  private long notes() {
    return sql.one("select count(*) as n from notes", row -> row.number("n")).orElseThrow();
  }

  private static String unsigned(String algorithm) {
    return Tokens.of("m").header("alg", algorithm).header("kid", null).content() + ".";
  }

  private static String cut(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1);
  }

  private static String exchanged() {
    String[] ours = Tokens.member("m", "CS").split("\\.");
    String[] other = Tokens.admin("root").split("\\.");
    return String.join(".", List.of(ours[0], other[1], ours[2]));
  }

  private static String nobody() {
    return Tokens.of("m").claim("preferred_username", null).claim("sub", null).sign();
  }

  /** The public key is known to all: as the secret of an HMAC it must prove nothing. */
  private static String signedAsSecret() {
    Tokens token = Tokens.of("m").header("alg", "HS256");
    try {
      Map<String, List<Map<String, String>>> keys =
          given()
              .get(System.getProperty("onus.test-issuer.url") + "/keys")
              .jsonPath()
              .getObject("$", Map.class);
      byte[] open = Base64.getUrlDecoder().decode(keys.get("keys").getFirst().get("n"));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(open, "HmacSHA256"));
      String content = token.content();
      return content
          + "."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
