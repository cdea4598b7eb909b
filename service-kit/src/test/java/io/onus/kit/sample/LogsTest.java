package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.ada;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.test.LogCapture;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** What is secret or somebody's own stays out of the log, and may come from a file. */
@QuarkusTest
@TestProfile(LogsTest.SecretsInFiles.class)
@QuarkusTestResource(OnusStack.class)
class LogsTest {

  /** One file for each property, as Kubernetes mounts a secret; a line end is no part of it. */
  public static class SecretsInFiles implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path folder = Files.createTempDirectory("onus-secrets");
        Files.writeString(folder.resolve("ONUS_TEST_SECRET"), "from-a-file\n");
        Files.writeString(folder.resolve("onus.test.secret-by-name"), "by-name");
        return Map.of(
            "smallrye.config.source.file.locations",
            folder.toString(),
            "onus.test.secret",
            "${ONUS_TEST_SECRET}");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ConfigProperty(name = "onus.test.secret")
  String secret;

  @ConfigProperty(name = "onus.test.secret-by-name")
  String byName;

  @Test
  void aSecretComesFromAFileNamedAfterTheVariableOrTheProperty() {
    assertThat(secret).isEqualTo("from-a-file");
    assertThat(byName).isEqualTo("by-name");
  }

  @Test
  void whatIsCapturedIsWhatIsLogged() {
    try (LogCapture log = new LogCapture()) {
      Logger.getLogger("io.onus.kit.sample").debugf("planted %s", "whale");
      Logger.getLogger("org.example").warn("planted", new IllegalStateException("dolphin"));

      assertThat(log.linesWith("whale")).hasSize(1);
      assertThat(log.linesWith("dolphin")).hasSize(1);
    }
  }

  @Test
  void noBodyNoTokenNoHeaderAndNoQueryReachesTheLog() {
    List<String> planted =
        List.of("plantedtitle", "plantedpin", "plantedquery", "plantedheader", "plantedkey");
    String token = Tokens.member("planted.person@example.com", "CS");
    String forged = "plantedtoken." + token.substring(0, 40);

    try (LogCapture log = new LogCapture()) {
      // When: what goes well, and whatever can go wrong
      for (String body :
          List.of(
              "{\"title\":\"plantedtitle\",\"pin\":\"plantedpin\"}",
              "{\"title\":\"plantedtitle\",\"pin\":\"plantedpin\"}",
              "{\"title\":\"plantedtitle\",\"count\":\"plantedpin\"}",
              "{\"title\":\"plantedtitle\",\"colour\":\"plantedpin\"}",
              "{\"title\":\"plantedtitle\",\"plantedpin\":1}",
              "{\"title\":\"plantedtitle\" plantedpin",
              "{\"title\":\"plantedtitle\\u0000\"}",
              "plantedtitle",
              "[\"plantedtitle\"]",
              "{\"title\":\"broken\",\"pin\":\"plantedpin\"}",
              "{\"title\":\"busy\",\"pin\":\"plantedpin\"}",
              "{\"title\":\"refused\",\"pin\":\"plantedpin\"}")) {
        given()
            .auth()
            .oauth2(token)
            .contentType(ContentType.JSON)
            .header("Idempotency-Key", "plantedkey-" + body.hashCode())
            .header("X-Planted", "plantedheader")
            .body(body)
            .post(NOTES);
      }
      for (String query :
          List.of("?prefix=plantedquery", "?pageToken=plantedquery", "?pageSize=plantedquery")) {
        given().auth().oauth2(token).get(NOTES + query);
      }
      given().auth().oauth2(token).get(NOTES + "/plantedquery");
      given().get(NOTES + "/moby/feed?secret=plantedquery");
      given().auth().oauth2(token).put(NOTES + "/plantedquery?a=plantedquery");
      given().auth().oauth2(forged).get(NOTES + "?prefix=plantedquery");
      given().auth().preemptive().basic("plantedheader", "plantedkey").get(NOTES);
      ada().header("If-Match", "plantedheader").get(NOTES + "/unwritable?a=plantedquery");

      // Then
      assertThat(log.linesWith("internal error logId=")).as("the log is captured").isNotEmpty();
      assertThat(log.linesWith(planted.toArray(String[]::new))).isEmpty();
      assertThat(log.linesWith("planted.person", token, "plantedtoken")).isEmpty();
    }
  }
}
