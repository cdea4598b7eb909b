package io.onus.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.onus.local.LocalStackException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CALLBACK = "http://127.0.0.1:8080/callback";

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private OidcServer server;

  @BeforeEach
  void start() {
    server = OidcServer.start("127.0.0.1", 0, keyFile());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "10.1.2.3"})
  void anythingButLoopbackIsRefused(String address) {
    assertThatThrownBy(() -> OidcServer.start(address, 0, keyFile()))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("127.0.0.1 only, never on " + address);
  }

  @Test
  void theIssuerIsPinnedWhateverNameItIsCalledBy() throws IOException {
    String answer = raw("evil.example:4711", "X-Forwarded-Proto: https", "X-Forwarded-Port: 443");

    JsonNode configuration = JSON.readTree(answer.substring(answer.indexOf('{')));
    assertThat(configuration.get("issuer").asText()).isEqualTo(server.issuer().toString());
    assertThat(configuration.get("token_endpoint").asText()).isEqualTo(server.issuer() + "/token");
    assertThat(configuration.get("jwks_uri").asText()).isEqualTo(server.issuer() + "/jwks");
  }

  @Test
  void aPageOfElsewhereCannotReadItsAnswers() throws IOException {
    assertThat(raw("127.0.0.1", "Origin: http://evil.example").toLowerCase(java.util.Locale.ROOT))
        .contains("200 ok")
        .doesNotContain("access-control");
  }

  @Test
  void theKeyIsReadableByItsOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void tokensSurviveARestart() throws Exception {
    // Given
    String token = TokenMint.of(keyFile(), server.issuer()).mint(Person.human("ada", "/CS"));

    // When
    int port = server.issuer().getPort();
    server.close();
    server = OidcServer.start("127.0.0.1", port, keyFile());

    // Then
    assertThat(verified(token).getSubject()).isEqualTo("ada");
  }

  @Test
  void anotherStackHasAnotherKey() throws Exception {
    try (OidcServer other = OidcServer.start("127.0.0.1", 0, folder.resolve("other.json"))) {
      assertThat(keys(other).getKeys()).hasSize(1);
      assertThat(keys(other).getKeys().getFirst().getKeyID())
          .isNotEqualTo(keys(server).getKeys().getFirst().getKeyID());
      assertThat(keys(other).getKeys().getFirst().isPrivate()).isFalse();
    }
  }

  @Test
  void aMintedTokenSaysWhoAndForWhomAndUntilWhen() throws Exception {
    String token = TokenMint.of(keyFile(), server.issuer()).mint(DemoPeople.load().named("lena"));

    JWTClaimsSet claims = verified(token);
    assertThat(claims.getIssuer()).isEqualTo(server.issuer().toString());
    assertThat(claims.getAudience()).containsExactly("onus");
    assertThat(claims.getStringClaim("preferred_username")).isEqualTo("lena");
    assertThat(claims.getStringClaim("email")).isEqualTo("lena@onus.example");
    assertThat(claims.getBooleanClaim("email_verified")).isTrue();
    assertThat(claims.getStringListClaim("groups")).containsExactly("/ENG", "/ENG/lead");
    assertThat(claims.getStringClaim("azp")).isNotBlank();
    assertThat(claims.getClaim("robot")).isNull();
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aSystemGetsItsTokenForItsSecret() throws Exception {
    HttpResponse<String> answer = token("bridge", "bridge-demo", "grant_type=client_credentials");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    JWTClaimsSet claims = verified(JSON.readTree(answer.body()).get("access_token").asText());
    assertThat(claims.getAudience()).containsExactly("onus");
    assertThat(claims.getStringClaim("azp")).isEqualTo("bridge");
    assertThat(claims.getStringClaim("client_id")).isEqualTo("bridge");
    assertThat(claims.getBooleanClaim("robot")).isTrue();
    assertThat(claims.getStringListClaim("groups")).containsExactly("/CS", "/ENG", "/onus/relay");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop:wrong", "nobody:nobody", "ada:null", "ada:", "onus:onus"})
  void noOtherClientGetsOne(String client) throws Exception {
    String[] parts = client.split(":", 2);

    HttpResponse<String> answer = token(parts[0], parts[1], "grant_type=client_credentials");

    assertThat(answer.statusCode() / 100).isEqualTo(4);
    assertThat(answer.body()).contains("error").doesNotContain("access_token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant_type=password&username=admin&password=x",
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&scope=x&assertion=FORGED",
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
            + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt&subject_token=FORGED",
        "grant_type=refresh_token&refresh_token=made-up",
        "grant_type=authorization_code&code=made-up",
        "grant_type=",
        ""
      })
  void theCallersOwnWordsAreNoReasonForAToken(String form) throws Exception {
    // Given somebody who signed a token himself
    Path own = folder.resolve("own.json");
    SigningKey.readOrMake(own);
    String forged = TokenMint.of(own, server.issuer()).mint(Person.human("eve", "/onus/admin"));

    // When
    HttpResponse<String> answer = token("shop", "shop-demo", form.replace("FORGED", forged));

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("access_token");
  }

  @Test
  void aPageSignsInWithOneClick() throws Exception {
    // Given
    String authorize =
        "/authorize?response_type=code&client_id=onus-console&scope=openid&state=s1&nonce=n1&redirect_uri="
            + encoded(CALLBACK);
    HttpResponse<String> page = get(authorize);
    assertThat(page.body()).contains("value=\"ada\"", "value=\"otto\"").contains(warning());

    // When somebody clicks, with more in the form than the page has
    HttpResponse<String> clicked =
        post(authorize, "username=ada&claims=" + encoded("{\"groups\":[\"/onus/admin\"]}"));

    // Then
    URI back = URI.create(clicked.headers().firstValue("Location").orElseThrow());
    assertThat(back.toString()).startsWith(CALLBACK).contains("state=s1");
    String code = back.getQuery().replaceAll(".*code=([^&]+).*", "$1");
    String form =
        "grant_type=authorization_code&client_id=onus-console&code="
            + code
            + "&redirect_uri="
            + encoded(CALLBACK);
    JsonNode tokens = JSON.readTree(post("/token", form).body());
    JWTClaimsSet access = verified(tokens.get("access_token").asText());
    assertThat(access.getStringClaim("preferred_username")).isEqualTo("ada");
    assertThat(access.getStringListClaim("groups")).containsExactly("/CS");
    assertThat(access.getAudience()).containsExactly("onus");
    assertThat(access.getStringClaim("azp")).isEqualTo("onus-console");
    JWTClaimsSet id = verified(tokens.get("id_token").asText());
    assertThat(id.getAudience()).containsExactly("onus-console");
    assertThat(id.getStringClaim("nonce")).isEqualTo("n1");

    // and a code is good once
    assertThat(post("/token", form).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/cb",
        "http://127.0.0.1.evil.example/cb",
        "http://127.0.0.1@evil.example/cb",
        "javascript:alert(1)",
        "//evil.example",
        ""
      })
  void nobodyIsSentElsewhere(String elsewhere) throws Exception {
    String query =
        "?response_type=code&client_id=x&scope=openid&redirect_uri=" + encoded(elsewhere);

    assertThat(get("/authorize" + query).statusCode()).isEqualTo(400);
    assertThat(post("/authorize" + query, "username=ada").statusCode()).isEqualTo(400);
    assertThat(get("/endsession?post_logout_redirect_uri=" + encoded(elsewhere)).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "shop", "", "<b>"})
  void nobodyElseSignsIn(String username) throws Exception {
    String query = "?response_type=code&client_id=x&scope=openid&redirect_uri=" + encoded(CALLBACK);

    HttpResponse<String> answer = post("/authorize" + query, "username=" + encoded(username));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("There is no demo person").doesNotContain("<b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/debugger", "/debugger/callback", "/isalive", "/../other/jwks", "/x/jwks"})
  void nothingElseOfTheLibraryIsReached(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void thereIsOneIssuer() throws Exception {
    URI other = server.issuer().resolve("/other/.well-known/openid-configuration");

    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(other).build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyWithoutEndIsRefused() throws Exception {
    assertThat(post("/token", "x=" + "y".repeat(70_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void everyPageSaysThatItIsForTrying() throws Exception {
    assertThat(get("").body()).contains(warning()).contains("./onus token ada", "shop-demo");
    assertThat(get("/nothing").body()).contains(warning());
  }

  private static String warning() {
    return OidcPages.WARNING;
  }

  private Path keyFile() {
    return folder.resolve("oidc/signing-key.json");
  }

  private JWTClaimsSet verified(String token) throws Exception {
    SignedJWT jwt = SignedJWT.parse(token);
    var key = keys(server).getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    return jwt.getJWTClaimsSet();
  }

  private JWKSet keys(OidcServer of) throws Exception {
    URI jwks = URI.create(of.issuer() + "/jwks");
    return JWKSet.parse(
        http.send(HttpRequest.newBuilder(jwks).build(), BodyHandlers.ofString()).body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.issuer() + path)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.issuer() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> token(String client, String secret, String form) throws Exception {
    byte[] credentials = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return post(
        "/token",
        form,
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  /** The configuration, asked for by another name than the client would send. */
  private String raw(String host, String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.issuer().getPort())) {
      String request =
          "GET /onus/.well-known/openid-configuration HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\n"
              + String.join("\r\n", List.of(headers))
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
