package io.onus.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.standardwebhooks.Webhook;
import io.onus.kit.test.Await;
import io.onus.kit.test.LogCapture;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class WebhooksTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject WallClock clock;

  private final UUID clockId = UUID.randomUUID();
  private final String department = "HOOK" + NUMBER.incrementAndGet();
  private final String person = "hook-" + NUMBER.get();
  private final ClockFacts facts = new ClockFacts("CS", department);

  private SettableClock time;
  private Publisher publisher;
  private Receiver receiver;

  @BeforeEach
  void begin() {
    // The signature library checks timestamps against the machine's own time.
    time = SettableClock.drive(clock, clock.now());
    publisher = new Publisher(bootstrap);
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    receiver.close();
    publisher.close();
    time.close();
  }

  @Test
  void aCallCarriesTheEventsBytesAndASignatureTheLibraryAccepts() throws Exception {
    String secret = routed().getString("secret");
    ClockFacts.Fact breach = facts.breached(clockId);
    publisher.clock(breach);

    Receiver.Call call = receiver.await(1).getFirst();

    assertThat(call.body()).isEqualTo(breach.bytes());
    assertThat(call.header("content-type")).isEqualTo("application/cloudevents+json");
    new Webhook(secret)
        .verify(
            call.text(),
            Map.of(
                "webhook-id", List.of(call.header("webhook-id")),
                "webhook-timestamp", List.of(call.header("webhook-timestamp")),
                "webhook-signature", List.of(call.header("webhook-signature"))));
    Map<String, Object> delivery = awaitDelivery("SENT");
    assertThat(call.header("webhook-id")).isEqualTo(delivery.get("id"));
  }

  @Test
  void aFailureIsTriedAgainUnderTheSameIdUntilItIsTaken() {
    // Given
    receiver.then(500).then(503);
    routed();
    publisher.clock(facts.breached(clockId));
    Map<String, Object> delivery = awaitAttempts(1, "PENDING");
    assertThat(delivery.get("reason")).isEqualTo("answered 500");

    // When
    time.advance(Duration.ofSeconds(5));
    awaitAttempts(2, "PENDING");
    time.advance(Duration.ofMinutes(5));

    // Then
    Map<String, Object> sent = awaitDelivery("SENT");
    assertThat(sent.get("attempts")).isEqualTo(3);
    assertThat(receiver.calls())
        .extracting(call -> call.header("webhook-id"))
        .containsExactly(id(sent), id(sent), id(sent));
  }

  @Test
  void aReceiverThatAsksForTimeGetsIt() {
    receiver.then(429, "Retry-After", "3600");
    routed();
    publisher.clock(facts.breached(clockId));

    Map<String, Object> delivery = awaitAttempts(1, "PENDING");

    assertThat(Instant.parse(delivery.get("nextAttemptAt").toString()))
        .isEqualTo(clock.now().plusSeconds(3600));
    time.advance(Duration.ofHours(1));
    awaitDelivery("SENT");
  }

  @Test
  void aReceiverMayAskForTimeByADate() {
    Instant asked = clock.now().plusSeconds(7200);
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ENGLISH)
            .format(asked.atZone(ZoneOffset.UTC));
    receiver.then(503, "Retry-After", date);
    routed();
    publisher.clock(facts.breached(clockId));

    Map<String, Object> delivery = awaitAttempts(1, "PENDING");

    assertThat(Instant.parse(delivery.get("nextAttemptAt").toString()).getEpochSecond())
        .isEqualTo(asked.getEpochSecond());
  }

  @Test
  void aReceiverThatIsGoneIsNotCalledAgainAndTheLeadsAreToldInstead() {
    // Given
    receiver.then(410);
    routed();
    publisher.clock(facts.breached(clockId));
    Map<String, Object> failed = awaitDelivery("FAILED");
    assertThat(failed.get("reason")).isEqualTo("answered 410: gone");
    assertThat(
            Api.as("ada").get("/api/v1/people/" + person).jsonPath().getString("methods[0].status"))
        .isEqualTo("DISABLED");

    // When
    publisher.clock(facts.event("overdue", clockId, data -> data.put("percent", 200)));

    // Then: the route reaches nobody any more, and the directory knows nobody either
    JsonPath alert =
        Api.awaitAlert(
            facts.requestId(),
            "undeliverable, by the route as well",
            a ->
                a.getString("undeliverable") != null
                    && a.<String>getList("timeline.text").stream()
                        .anyMatch(t -> t.startsWith("route") && t.endsWith("reaches nobody")));
    assertThat(alert.getString("undeliverable")).contains("the directory does not know");
    assertThat(receiver.calls()).hasSize(1);
  }

  @Test
  void aRedirectIsNeverFollowed() {
    try (Receiver elsewhere = new Receiver()) {
      receiver.then(307, "Location", elsewhere.url("/stolen"));
      routed();
      publisher.clock(facts.breached(clockId));

      Map<String, Object> failed = awaitDelivery("FAILED");

      assertThat(failed.get("reason")).isEqualTo("answered 307: redirects are not followed");
      assertThat(elsewhere.calls()).isEmpty();
    }
  }

  @Test
  void aRefusedCallIsSeenAndCanBeSentAgain() {
    receiver.then(400);
    routed();
    publisher.clock(facts.breached(clockId));
    Map<String, Object> failed = awaitDelivery("FAILED");

    Api.post("/deliveries/" + id(failed) + "/resend")
        .then()
        .statusCode(200)
        .body("resentBy", equalTo("ada"));

    Map<String, Object> sent = awaitDelivery("SENT");
    assertThat(id(sent)).isEqualTo(id(failed));
    assertThat(receiver.calls())
        .extracting(call -> call.header("webhook-id"))
        .containsExactly(id(failed), id(failed));
  }

  @Test
  void whatIsTriedByItselfIsNotSentAgainByHand() {
    receiver.then(500);
    routed();
    publisher.clock(facts.breached(clockId));
    Map<String, Object> waiting = awaitAttempts(1, "PENDING");

    Api.post("/deliveries/" + id(waiting) + "/resend")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("delivery-still-pending"));
  }

  @Test
  void anAnswerOfTenMegabytesIsCutOffAndCountsByItsStatus() {
    receiver.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[64 * 1024];
          try {
            for (int i = 0; i < 160; i++) {
              exchange.getResponseBody().write(chunk);
            }
          } catch (IOException hungUp) {
            // As it should be.
          }
        });
    routed();
    publisher.clock(facts.breached(clockId));

    assertThat(awaitDelivery("SENT").get("attempts")).isEqualTo(1);
  }

  @Test
  void aReceiverThatHangsDoesNotStopTheOthers() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (Receiver slow = new Receiver()) {
      // Given: more calls to the slow one than its lane has places
      for (int i = 0; i < 20; i++) {
        slow.then(
            exchange -> {
              await(release);
              exchange.sendResponseHeaders(200, -1);
            });
      }
      String slowDepartment = department + "SLOW";
      Api.person(person + "-slow");
      Api.method(person + "-slow", "WEBHOOK", slow.url("/"));
      Api.route(slowDepartment, person + "-slow");
      for (int i = 0; i < 20; i++) {
        publisher.clock(new ClockFacts("CS", slowDepartment).breached(UUID.randomUUID()));
      }
      slow.await(8);
      routed();

      // When
      publisher.clock(facts.breached(clockId));

      // Then
      awaitDelivery("SENT");
      assertThat(slow.calls()).hasSize(8);
      release.countDown();
      slow.await(20);
    }
  }

  @Test
  void anAttemptWhoseLeaseEndedIsRepeatedUnderTheSameId() {
    // Given: a send whose answer is never recorded, as after a kill
    CountDownLatch release = new CountDownLatch(1);
    receiver.then(
        exchange -> {
          await(release);
          exchange.sendResponseHeaders(500, -1);
        });
    routed();
    publisher.clock(facts.breached(clockId));
    receiver.await(1);
    awaitAttempts(1, "SENDING");

    // When
    time.advance(Duration.ofSeconds(61));

    // Then
    Map<String, Object> sent = awaitDelivery("SENT");
    release.countDown();
    assertThat(sent.get("attempts")).isEqualTo(2);
    assertThat(receiver.calls())
        .extracting(call -> call.header("webhook-id"))
        .containsExactly(id(sent), id(sent));
  }

  @Test
  void whatIsAnsweredAfterItsLeaseDoesNotUndoWhatTheRepeatAchieved() {
    CountDownLatch release = new CountDownLatch(1);
    receiver.then(
        exchange -> {
          await(release);
          exchange.sendResponseHeaders(400, -1);
        });
    routed();
    publisher.clock(facts.breached(clockId));
    receiver.await(1);
    awaitAttempts(1, "SENDING");
    time.advance(Duration.ofSeconds(61));
    Map<String, Object> sent = awaitDelivery("SENT");

    try (LogCapture log = new LogCapture()) {
      release.countDown();
      Await.until(
          "the late answer", () -> log.text().contains("lease lost deliveryId=" + id(sent)));
    }

    assertThat(Api.as("ada").get("/api/v1/deliveries/" + id(sent)).jsonPath().getString("status"))
        .isEqualTo("SENT");
  }

  /** The person of this test, reached by its receiver, told of all its department owes. */
  private JsonPath routed() {
    Api.person(person);
    JsonPath method = Api.method(person, "WEBHOOK", receiver.url("/onus"));
    Api.route(department, person);
    return method;
  }

  private Map<String, Object> awaitDelivery(String status) {
    Object alertId = Api.awaitAlert(facts.requestId(), "an alert", a -> true).get("id");
    return Await.until(
            "delivery " + status,
            () -> Api.deliveries(alertId),
            all -> !all.isEmpty() && all.getFirst().get("status").equals(status))
        .getFirst();
  }

  private Map<String, Object> awaitAttempts(int attempts, String status) {
    Object alertId = Api.awaitAlert(facts.requestId(), "an alert", a -> true).get("id");
    return Await.until(
            attempts + " attempts " + status,
            () -> Api.deliveries(alertId),
            all ->
                !all.isEmpty()
                    && all.getFirst().get("status").equals(status)
                    && all.getFirst().get("attempts").equals(attempts))
        .getFirst();
  }

  private static String id(Map<String, Object> delivery) {
    return String.valueOf(delivery.get("id"));
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
