package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.ada;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who sends drop by drop is cut off, and nobody else notices. */
@QuarkusTest
@TestProfile(SlowClientsTest.Impatient.class)
@QuarkusTestResource(OnusStack.class)
class SlowClientsTest {

  /** Long enough for the slowest machine to send a few bytes, which nothing else needs. */
  public static class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "onus.http.header-timeout", "6S",
          "onus.http.body-grace", "6S",
          "onus.http.body-min-rate", "1M",
          "onus.http.keep-alive", "6S");
    }
  }

  @TestHTTPResource URI root;

  @Test
  void manyWhoNeverFinishTheirHeadersAreCutOffWhileOthersAreServed() throws Exception {
    // Given
    List<Wire> tricklers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      tricklers.add(new Wire(root).send("GET " + NOTES + " HTTP/1.1\r\nHost: onus\r\n"));
    }

    // When
    ada().get(NOTES).then().statusCode(200);
    for (Wire trickler : tricklers) {
      cutOff(trickler, () -> "X-A: b\r\n");
    }

    // Then
    ada().get(NOTES).then().statusCode(200);
  }

  @Test
  void headersInPiecesAreTaken() throws Exception {
    try (Wire wire = new Wire(root)) {
      wire.send("GET /q/health/live HTT").send("P/1.1\r\nHo").send("st: onus\r\n").send("\r\n");

      assertThat(wire.answer()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void theSecondRequestOfAConnectionHasToComeTooNotOnlyTheFirst() throws Exception {
    try (Wire wire = new Wire(root)) {
      // Given
      wire.send("GET /q/health/live HTTP/1.1\r\nHost: onus\r\n\r\n");
      assertThat(wire.answer()).startsWith("HTTP/1.1 200");

      // When
      wire.send("GET /q/health/live HTTP/1.1\r\n");

      // Then
      cutOff(wire, () -> "X-A: b\r\n");
    }
  }

  @Test
  void aBodyThatTricklesIsAnsweredWithATimeout() throws Exception {
    try (Wire wire = new Wire(root)) {
      // Given
      wire.send(head("POST", 100_000)).send("{\"title\":\"");

      // When
      Await.until("an answer", () -> !wire.takes("x") || hasAnswer(wire));

      // Then
      assertThat(wire.rest())
          .startsWith("HTTP/1.1 408")
          .contains("application/problem+json", "/problems/request-timeout");
    }
  }

  @Test
  void aBodyInPiecesIsTaken() throws Exception {
    try (Wire wire = new Wire(root)) {
      String body = "{\"title\":\"in pieces\"}";
      wire.send(head("POST", body.length())).send(body.substring(0, 5)).send(body.substring(5));

      assertThat(wire.answer()).startsWith("HTTP/1.1 201");
    }
  }

  @Test
  void aConnectionWithoutQuestionsClosesAndOneThatWaitsForItsAnswerDoesNot() throws Exception {
    NoteResource.hasStarted = new CountDownLatch(1);
    NoteResource.mayFinish = new CountDownLatch(1);
    try (Wire waiting = new Wire(root)) {
      // Given
      String body = "{\"title\":\"slow\"}";
      waiting.send(head("POST", body.length()) + body);
      assertThat(NoteResource.hasStarted.await(60, TimeUnit.SECONDS)).isTrue();

      // When
      try (Wire idle = new Wire(root)) {
        assertThat(idle.rest()).isEmpty();
      }
      NoteResource.mayFinish.countDown();

      // Then
      assertThat(waiting.answer()).startsWith("HTTP/1.1 201");
    } finally {
      NoteResource.mayFinish.countDown();
    }
  }

  private static String head(String method, int length) {
    return method
        + " "
        + NOTES
        + " HTTP/1.1\r\nHost: onus\r\nAuthorization: Bearer "
        + Tokens.member("ada", "CS")
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  /** Sends on until the other side has hung up. */
  private static void cutOff(Wire wire, Supplier<String> more) throws Exception {
    Await.until("hanging up", () -> !wire.takes(more.get()));
    wire.close();
  }

  private static boolean hasAnswer(Wire wire) {
    try {
      return wire.hasAnswer();
    } catch (java.io.IOException e) {
      return true;
    }
  }
}
