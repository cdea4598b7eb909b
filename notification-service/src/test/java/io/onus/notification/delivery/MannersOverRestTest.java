package io.onus.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Mailbox;
import io.onus.notification.test.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people want to be told, from the event to the mail server. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class MannersOverRestTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** {@link ClockFacts#DUE} is a Monday, 10:00 UTC. */
  private static final String QUIET_UNTIL_NOON =
      """
      {"quietHours": {"weekly": {"MON": ["09:00-12:00"]}}}\
      """;

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "onus.mail.port")
  int smtpPort;

  @Inject WallClock clock;
  @Inject DeliveryClaims claims;

  private final String department = "MANNERS" + NUMBER.incrementAndGet();
  private final String person = "manners-" + NUMBER.get();
  private final String address = person + "@example.com";
  private final UUID clockId = UUID.randomUUID();

  private SettableClock time;
  private Publisher publisher;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, ClockFacts.DUE);
    publisher = new Publisher(bootstrap);
    Api.person(person);
    Api.method(person, "EMAIL", address);
    Api.route(department, person);
  }

  @AfterEach
  void end() {
    publisher.close();
    time.close();
  }

  @Test
  void whatIsHeldInQuietHoursIsSentWhenTheyAreOverAndSaysSoMeanwhile() {
    // Given
    wishes(QUIET_UNTIL_NOON);
    ClockFacts facts = new ClockFacts("CS", department);
    publisher.clock(facts.atRisk(clockId, 75));
    Map<String, Object> held = await(d -> "QUIET_HOURS".equals(d.get("waitsFor")), 1).getFirst();
    assertThat(held)
        .containsEntry("status", "PENDING")
        .containsEntry("nextAttemptAt", "2026-11-23T12:00:00Z")
        .containsEntry("reason", "quiet hours until 2026-11-23T12:00:00Z");
    try (Mailbox mailbox = new Mailbox(smtpPort)) {

      // When
      time.set(NOON);

      // Then
      mailbox.await(address, 1);
      JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
      assertThat(kinds(alert)).containsOnlyOnce("HELD");
    }
  }

  @Test
  void aWarningOfAClockThatStandsStillWaitsAndThenSaysWhenItIsDueNow() {
    // Given
    wishes(QUIET_UNTIL_NOON);
    ClockFacts facts = new ClockFacts("CS", department);
    publisher.clock(facts.atRisk(clockId, 75));
    await(d -> "QUIET_HOURS".equals(d.get("waitsFor")), 1);
    try (Mailbox mailbox = new Mailbox(smtpPort)) {

      // When it is paused by the time its reader can be told
      publisher.clock(
          facts.event("paused", clockId, data -> data.put("phase", "PAUSED").putNull("dueAt")));
      Api.awaitAlert(facts.requestId(), "paused", a -> kinds(a).contains("CLOCK_REVISED"));
      time.set(NOON);
      await(d -> "PAUSED".equals(d.get("waitsFor")), 1);
      assertThat(mailbox.to(address)).isEmpty();

      // and runs on
      publisher.clock(
          facts.event("resumed", clockId, data -> data.put("dueAt", "2026-11-23T16:00:00Z")));

      // Then
      Mailbox.Letter letter = mailbox.await(address, 1).getFirst();
      assertThat(letter.text()).contains("due in 4 h").doesNotContain("overdue");
    }
  }

  @Test
  void whatWasHeldIsNotSentOnceItIsAnswered() {
    // Given
    wishes(QUIET_UNTIL_NOON);
    ClockFacts facts = new ClockFacts("CS", department);
    publisher.clock(facts.atRisk(clockId, 75));
    await(d -> "QUIET_HOURS".equals(d.get("waitsFor")), 1);

    // When
    publisher.clock(facts.met(clockId));

    // Then
    Map<String, Object> over = await(d -> d.get("status").equals("CANCELLED"), 1).getFirst();
    assertThat(over.get("reason")).isEqualTo("FIRST_RESPONSE cycle 1: kept in time");
  }

  @Test
  void aBrokenPromiseOfTheHighestPriorityPassesAndOvertakesWhatWasHeld() {
    wishes(QUIET_UNTIL_NOON);
    ClockFacts facts = new ClockFacts("CS", department);
    publisher.clock(facts.atRisk(clockId, 75));
    await(d -> "QUIET_HOURS".equals(d.get("waitsFor")), 1);
    time.advance(Duration.ofSeconds(1));
    try (Mailbox mailbox = new Mailbox(smtpPort)) {

      publisher.clock(facts.event("breached", clockId, data -> data.put("priority", "P1")));

      mailbox.await(address, 1);
      await(d -> d.get("status").equals("SUPERSEDED"), 1);
    }
  }

  @Test
  void whatIsBeyondTheThrottleWaitsInTheOpenAndWhatIsPressingDoesNot() {
    // Given
    wishes("{\"throttle\": {\"most\": 2, \"within\": \"PT10M\"}, \"digestFrom\": 50}");
    try (Mailbox mailbox = new Mailbox(smtpPort)) {
      breaches(5, "P3");
      List<Map<String, Object>> waiting = await(d -> "THROTTLE".equals(d.get("waitsFor")), 3);
      assertThat(waiting)
          .extracting(d -> String.valueOf(d.get("reason")))
          .allMatch(reason -> reason.startsWith("throttled until 2026-11-23T10:"));

      // When
      breaches(1, "P1");

      // Then
      mailbox.await(address, 3);
      assertThat(all(d -> "THROTTLE".equals(d.get("waitsFor")))).hasSize(3);
      time.advance(Duration.ofMinutes(10));
      mailbox.await(address, 5);
      time.advance(Duration.ofMinutes(10));
      mailbox.await(address, 6);
    }
  }

  @Test
  void whoeverWishesOtherwiseIsToldByTheNewWishAtOnce() {
    wishes(QUIET_UNTIL_NOON);
    publisher.clock(new ClockFacts("CS", department).atRisk(clockId, 75));
    await(d -> "QUIET_HOURS".equals(d.get("waitsFor")), 1);
    try (Mailbox mailbox = new Mailbox(smtpPort)) {

      Api.as(person)
          .header("If-Match", "\"1\"")
          .body("{}")
          .put("/api/v1/people/" + person + "/preferences")
          .then()
          .statusCode(200);

      mailbox.await(address, 1);
    }
  }

  @Test
  void manyClaimsAtOnceNeverTellMoreThanSomebodyTakes() throws Exception {
    // Given: no mail server is up, and the worker of this process is one of many
    wishes("{\"throttle\": {\"most\": 4, \"within\": \"PT10M\"}, \"digestFrom\": 100}");
    AtomicInteger claimed = new AtomicInteger();
    try (ExecutorService replicas = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        replicas.submit(() -> claimAndTake(claimed));
      }

      // When
      breaches(60, "P3");

      // Then
      await(d -> "THROTTLE".equals(d.get("waitsFor")), 56);
    }
    assertThat(all(d -> !"THROTTLE".equals(d.get("waitsFor")))).hasSize(4);
  }

  private void claimAndTake(AtomicInteger claimed) {
    Await.until(
        "all are judged",
        () -> {
          DeliveryClaims.Claim claim = claims.claim(Map.of(), 8, 20);
          claim.claimed().forEach(each -> claims.record(each, new Answer.Taken("taken")));
          claimed.addAndGet(claim.claimed().size());
          return all(d -> "THROTTLE".equals(d.get("waitsFor"))).size();
        },
        waiting -> waiting >= 56);
  }

  private void breaches(int count, String priority) {
    for (int i = 0; i < count; i++) {
      publisher.clock(
          new ClockFacts("CS", department)
              .event(
                  "breached",
                  UUID.randomUUID(),
                  data -> data.put("priority", priority).put("percent", 100)));
    }
  }

  private void wishes(String json) {
    Api.as(person)
        .body(json)
        .put("/api/v1/people/" + person + "/preferences")
        .then()
        .statusCode(200);
  }

  private List<Map<String, Object>> await(Predicate<Map<String, Object>> wished, int count) {
    return Await.until(count + " deliveries", () -> all(wished), found -> found.size() == count);
  }

  /** Those that are sent, newest first. */
  private List<Map<String, Object>> all(Predicate<Map<String, Object>> wished) {
    return Api.as("ada")
        .queryParam("person", person)
        .queryParam("pageSize", 200)
        .get("/api/v1/deliveries")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .<Map<String, Object>>getList("items")
        .stream()
        .filter(d -> !d.get("channel").equals("STREAM"))
        .filter(wished)
        .toList();
  }

  private static List<String> kinds(JsonPath alert) {
    return alert.getList("timeline.kind");
  }
}
