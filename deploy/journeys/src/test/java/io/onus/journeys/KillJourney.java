package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.journeys.Topic.Event;
import io.onus.local.SuiteService;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Each service in turn is killed during a burst of requests. Nobody may notice afterwards. */
@Order(4)
class KillJourney {

  private static final int REQUESTS = 2_000;
  private static final int CLIENTS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Suite suite = Suite.running();

  @Test
  void killingAnyServiceLosesNothingAndDoublesNothing() throws Exception {
    // Given a promise of three seconds that nobody keeps
    Partners partners = Partners.withoutLeads(suite, "KILL");
    partners.sign(Map.of("P1", "PT3S"), "ALWAYS");

    // When
    Set<String> created = burst(partners);

    // Then each request exists once
    assertThat(created).hasSize(REQUESTS);
    assertThat(
            ids(
                SuiteService.REQUEST,
                "select id::text from requests where from_department = ?",
                partners.requester()))
        .hasSize(REQUESTS)
        .containsExactlyInAnyOrderElementsOf(created);

    // and each event of it, in order and without a gap
    try (Topic requests = suite.topic("onus.request.v1");
        Topic sla = suite.topic("onus.sla.v1")) {
      awaitOnePerRequest(
          "submissions", requests, created, event -> event.type().equals("submitted"));
      assertInOrderWithoutGap(of(requests, created));

      // and each clock, and each breach of it once
      awaitOnePerRequest("breaches", sla, created, KillJourney::isFirstResponseBreach);
      assertInOrderWithoutGap(of(sla, created));
      assertThat(
              ids(
                  SuiteService.SLA,
                  "select request_id::text from clocks where metric = ? and verdict = 'BREACHED'",
                  "FIRST_RESPONSE"))
          .filteredOn(created::contains)
          .hasSize(REQUESTS)
          .containsExactlyInAnyOrderElementsOf(created);
    }

    // and one alert
    List<String> alerts =
        Eventually.until(
            "an alert for each breach",
            PATIENCE,
            () ->
                ids(
                    SuiteService.NOTIFICATION,
                    "select request_id::text from alerts where obligor = ?",
                    partners.provider()),
            found -> found.size() >= REQUESTS);
    assertThat(alerts).containsExactlyInAnyOrderElementsOf(created);
  }

  /**
   * Asks for everything at once, while one service after the other is killed, and answers the
   * requests' ids.
   */
  private Set<String> burst(Partners partners) throws Exception {
    Set<String> created = ConcurrentHashMap.newKeySet();
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(
            clients.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < REQUESTS; n = next.getAndIncrement()) {
                    created.add(createSurely(partners, n));
                  }
                  return null;
                }));
      }
      running.add(
          clients.submit(
              () -> {
                int share = REQUESTS / (SuiteService.values().length + 1);
                for (SuiteService service : SuiteService.values()) {
                  int after = share * (service.ordinal() + 1);
                  Eventually.until(
                      after + " requests", PATIENCE, next::get, count -> count >= after);
                  suite.killAndRestart(service);
                }
                return null;
              }));
      for (Future<?> each : running) {
        each.get();
      }
    }
    return created;
  }

  /** As a careful client does: the same key until there is an answer. */
  private static String createSurely(Partners partners, int n) {
    String body = partners.body("P1", "burst " + n);
    Api api = partners.requests();
    return Eventually.until(
            "request " + n,
            PATIENCE,
            () -> tryCreate(api, body, "kill-" + n),
            answer -> answer != null && answer.status() / 100 == 2)
        .text("id");
  }

  private static Api.@Nullable Answer tryCreate(Api api, String body, String key) {
    try {
      Api.Answer answer = api.tryPost("/requests", body, "Idempotency-Key", key);
      if (answer.status() / 100 == 4 && answer.status() != 409 && answer.status() != 429) {
        throw new AssertionError("answered " + answer.status() + ": " + answer.body());
      }
      return answer;
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean isFirstResponseBreach(Event event) {
    return event.type().equals("clock-breached")
        && event.data().get("metric").asText().equals("FIRST_RESPONSE");
  }

  private static void awaitOnePerRequest(
      String what, Topic topic, Set<String> requests, Predicate<Event> wanted) {
    Eventually.until(
        what,
        PATIENCE,
        () -> of(topic, requests).stream().filter(wanted).map(Event::key).distinct().count(),
        count -> count == REQUESTS);
    Map<String, Integer> count = new HashMap<>();
    of(topic, requests).stream()
        .filter(wanted)
        .forEach(event -> count.merge(event.key(), 1, Integer::sum));
    assertThat(count).hasSize(REQUESTS);
    assertThat(count.values()).as(what).containsOnly(1);
  }

  private static List<Event> of(Topic topic, Set<String> requests) {
    return topic.firsts().stream().filter(event -> requests.contains(event.key())).toList();
  }

  private static void assertInOrderWithoutGap(List<Event> events) {
    Map<String, Long> last = new TreeMap<>();
    for (Event event : events) {
      long expected = last.getOrDefault(event.key(), 0L) + 1;
      assertThat(event.sequence()).as("%s of %s", event.type(), event.key()).isEqualTo(expected);
      last.put(event.key(), expected);
    }
  }

  private List<String> ids(SuiteService service, String sql, String argument) throws SQLException {
    try (Connection connection = suite.database(service);
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, argument);
      List<String> ids = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      return ids;
    }
  }
}
