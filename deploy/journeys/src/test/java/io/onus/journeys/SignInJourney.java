package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.local.SuiteService;
import io.onus.local.identity.Person;
import io.onus.local.identity.TokenMint;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From a person or a system to a token, and from a token into every service; with the local OIDC
 * server or a real Keycloak.
 */
@Order(0)
class SignInJourney {

  private static final String CALLBACK = "http://127.0.0.1:8080/callback";

  private final Suite suite = Suite.running();
  private final Provider provider = suite.provider();

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void everyServiceTakesAPersonsToken(SuiteService service) {
    assertThat(status(service, provider.personToken("ada"))).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void nobodyGetsInWithoutOne(SuiteService service) {
    assertThat(status(service, "")).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void aTokenSignedBySomebodyElseIsRefused(SuiteService service, @TempDir Path folder) {
    TokenMint forger = TokenMint.ofNewKey(folder.resolve("key.json"), provider.issuer());

    assertThat(status(service, forger.mint(Person.human("eve", "/onus/auditor")))).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void aSystemSignsInWithItsSecret(SuiteService service) {
    String token = Web.systemToken(provider.issuer(), "shop", "shop-demo");

    assertThat(status(service, token)).isEqualTo(200);
  }

  @Test
  void aSystemWithAnotherSecretDoesNot() {
    HttpResponse<String> answer =
        Web.postAs(endpoint("token"), "shop", "wrong", "grant_type", "client_credentials");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("access_token");
  }

  @Test
  void aPageSignsAPersonIn() throws Exception {
    // Given a page that sends the browser to the provider
    String verifier = "a-verifier-of-at-least-forty-three-characters-0123456789";
    String query =
        Web.form(
            "response_type",
            "code",
            "client_id",
            "onus-console",
            "scope",
            "openid",
            "state",
            "s-4711",
            "nonce",
            "n-4711",
            "redirect_uri",
            CALLBACK,
            "code_challenge",
            challenge(verifier),
            "code_challenge_method",
            "S256");

    // When
    URI back = provider.signIn(URI.create(endpoint("authorization") + "?" + query), "lena");

    // Then the page gets tokens for the code
    assertThat(back.toString()).startsWith(CALLBACK).contains("state=s-4711");
    HttpResponse<String> answer =
        Web.postAs(
            endpoint("token"),
            "onus-console",
            "onus-console-demo",
            "grant_type",
            "authorization_code",
            "code",
            back.getQuery().replaceAll("(?:.*&)?code=([^&]+).*", "$1"),
            "redirect_uri",
            CALLBACK,
            "code_verifier",
            verifier);
    JsonNode tokens = Web.json(answer);

    // and the access token is good for a service, the id token is not
    for (SuiteService service : SuiteService.values()) {
      assertThat(status(service, tokens.get("access_token").asText())).isEqualTo(200);
      assertThat(status(service, tokens.get("id_token").asText())).isEqualTo(401);
    }

    // and both say who it is
    for (String token : List.of("access_token", "id_token")) {
      JsonNode claims = claims(tokens.get(token).asText());
      assertThat(claims.get("preferred_username").asText()).isEqualTo("lena");
      assertThat(claims.get("email").asText()).isEqualTo("lena@onus.example");
      assertThat(claims.get("groups"))
          .extracting(JsonNode::asText)
          .containsExactlyInAnyOrder("/ENG", "/ENG/lead");
    }
  }

  /** What a list that everybody may ask for answers. */
  private int status(SuiteService service, String token) {
    String path =
        switch (service) {
          case REQUEST -> "/departments";
          case SLA -> "/calendars/company";
          case NOTIFICATION -> "/alerts";
        };
    return suite.withToken(service, token).get(path).status();
  }

  private URI endpoint(String name) {
    return Web.endpoint(provider.issuer(), name);
  }

  private static String challenge(String verifier) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static JsonNode claims(String token) throws Exception {
    return Api.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }
}
