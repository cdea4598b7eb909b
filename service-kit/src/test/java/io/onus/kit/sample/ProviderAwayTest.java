package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.assertProblem;
import static io.restassured.RestAssured.given;

import io.onus.kit.test.Await;
import io.onus.kit.test.Issuer;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The identity provider may be down when a service starts, and may change its keys. */
@QuarkusTest
@TestProfile(ProviderAwayTest.OwnProvider.class)
class ProviderAwayTest {

  private static final String PORT = "onus.test-issuer.away";

  /** An application of its own, so that no other test's calls come in between. */
  public static final class OwnProvider implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(OnusStack.class), new TestResourceEntry(NotYetThere.class));
    }
  }

  public static final class NotYetThere implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
      int port = Issuer.freePort();
      System.setProperty(PORT, String.valueOf(port));
      return Map.of("ONUS_OIDC_ISSUER", Issuer.at(port).url());
    }

    @Override
    public int order() {
      return 10; // After the stack, whose provider it replaces.
    }

    @Override
    public void stop() {}
  }

  @Test
  void aServiceStartsWithoutItsProviderAndLetsPeopleInOnceItIsThere() {
    try (Issuer issuer = Issuer.at(Integer.parseInt(System.getProperty(PORT)))) {
      // Given a provider that has not answered yet
      assertProblem(call(issuer, issuer.key()).then(), 503, "unavailable")
          .header("Retry-After", "5");
      given().get("/q/health/live").then().statusCode(200);

      // When it comes
      issuer.resume();

      // Then
      Await.until("a token is taken", () -> call(issuer, issuer.key()), is(200));

      // And when it signs with a new key, that one is taken and the old one no more
      Issuer.Key old = issuer.key();
      Issuer.Key next = issuer.rotate();
      Await.until("a token of the new key is taken", () -> call(issuer, next), is(200));
      Await.until("a token of the old key is refused", () -> call(issuer, old), is(401));

      // And when it is away again, who has a token of a known key still gets in
      issuer.pause();
      call(issuer, next).then().statusCode(200);
      issuer.resume();
    }
  }

  private static java.util.function.Predicate<Response> is(int status) {
    return response -> response.statusCode() == status;
  }

  private static Response call(Issuer issuer, Issuer.Key key) {
    return given()
        .auth()
        .oauth2(Tokens.of("ada").groups("/CS").issuer(issuer.url()).by(key).sign())
        .get(NOTES);
  }
}
