package io.onus.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.time.WallClock;
import io.onus.notification.delivery.domain.Manners;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a digest, and of what it was to tell. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class DigestsOverRestTest {

  private static final Duration APART = Duration.ofMinutes(15);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject WallClock clock;
  @Inject Sql sql;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String person = "d-" + mark;
  private final String department = "DIG" + mark.toUpperCase(Locale.ROOT);
  private final List<ClockFacts> requests =
      IntStream.range(0, 4).mapToObj(i -> new ClockFacts("ASK" + mark, department)).toList();

  private SettableClock time;
  private Publisher publisher;
  private Receiver receiver;

  /** One goes alone, and three wait to be told together. */
  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, ClockFacts.DUE);
    publisher = new Publisher(bootstrap);
    receiver = new Receiver();
    Api.person(person);
    Api.method(person, "CHAT", receiver.url("/room"));
    Api.as(person)
        .body(
            Map.of(
                "throttle",
                Map.of("most", 1, "within", "PT30M"),
                "digestFrom",
                2,
                "digestEvery",
                APART.toString()))
        .put("/api/v1/people/" + person + "/preferences")
        .then()
        .statusCode(200);
    Api.route(department, person);
    requests.forEach(
        facts ->
            publisher.clock(
                facts.event(
                    "breached",
                    UUID.randomUUID(),
                    data -> data.put("priority", "P3").put("percent", 100))));
    receiver.await(1);
    // Recorded: a lease that is in use would end when time is advanced.
    awaitStatuses("SENT", 1);
    awaitStatuses("PENDING", 3);
    Await.until(
        "they wait",
        () -> deliveries().filter(d -> d.get("waitsFor") != null).count(),
        n -> n == 3);
  }

  @AfterEach
  void end() {
    receiver.close();
    publisher.close();
    time.close();
  }

  @Test
  void oneThatIsTakenToldThemAll() {
    time.advance(Manners.LONGEST_GATHERING);

    String digest = receiver.await(2).getLast().text();
    awaitStatuses("BUNDLED", 3);
    assertThat(requests.stream().filter(facts -> digest.contains(facts.requestId().toString())))
        .hasSize(3);
    Await.until(
        "it is on every timeline",
        () ->
            requests.stream()
                .filter(
                    facts ->
                        timeline(facts, "text").stream().anyMatch(t -> t.endsWith("in a digest")))
                .count(),
        n -> n == 3);
  }

  @Test
  void oneThatIsRefusedHasASecondAndAfterThatItsEndIsTheirs() {
    receiver.then(400).then(400);

    time.advance(Manners.LONGEST_GATHERING);
    receiver.await(2);
    awaitStatuses("PENDING", 3);
    time.advance(APART);
    receiver.await(3);

    awaitStatuses("FAILED", 3);
    assertThat(deliveries().filter(d -> "FAILED".equals(d.get("status"))).map(d -> d.get("reason")))
        .containsOnly("in a digest: answered 400");
    // Nobody else is there to be told, and each of these alerts says so.
    Await.until(
        "they are known to be untold",
        () ->
            requests.stream()
                .filter(facts -> timeline(facts, "kind").contains("UNDELIVERABLE"))
                .count(),
        n -> n == 3);
  }

  @Test
  void oneWhoseLeaseEndedAndThatHasNothingLeftToTellEnds() {
    // Given a digest that is being sent, by somebody who is gone
    receiver.then(503);
    time.advance(Manners.LONGEST_GATHERING);
    receiver.await(2);
    awaitStatuses("BUNDLED", 3);
    Await.until(
        "it is being sent and nobody will answer",
        () ->
            sql.update(
                "update deliveries set status = 'SENDING', next_attempt_at = ?"
                    + " where kind = 'DIGEST' and person_id = ? and status = 'PENDING'",
                clock.now().plusSeconds(60),
                person),
        changed -> changed == 1);

    // When
    requests.forEach(
        facts ->
            Api.alerts(facts.requestId())
                .forEach(
                    alert ->
                        Api.post("/alerts/" + alert.get("id") + "/acknowledge")
                            .then()
                            .statusCode(200)));
    time.advance(Duration.ofSeconds(61));

    // Then
    Await.until(
        "it has ended",
        () ->
            sql.one(
                    "select status from deliveries where kind = 'DIGEST' and person_id = ?",
                    row -> row.text("status"),
                    person)
                .orElseThrow(),
        "CANCELLED"::equals);
  }

  private void awaitStatuses(String status, int count) {
    Await.until(
        count + " " + status,
        () ->
            deliveries()
                .collect(Collectors.groupingBy(d -> d.get("status"), Collectors.counting())),
        counts -> counts.getOrDefault(status, 0L) == count);
  }

  private Stream<Map<String, Object>> deliveries() {
    return requests.stream()
        .flatMap(facts -> Api.alerts(facts.requestId()).stream())
        .flatMap(alert -> Api.deliveries(alert.get("id")).stream());
  }

  private static List<String> timeline(ClockFacts facts, String part) {
    return Api.alerts(facts.requestId()).stream()
        .flatMap(alert -> Api.alert(alert.get("id")).<String>getList("timeline." + part).stream())
        .toList();
  }
}
