package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.local.ServiceProcess;
import io.onus.local.SuiteService;
import io.onus.local.identity.Person;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * One of two notification-services is killed at each point around a send. The other one takes over:
 * nothing is lost, at most one call is repeated, and a repeat bears the same id. The points are
 * held still from outside, by locks in the database and by a receiver that takes its time.
 */
@Order(5)
class AlertKillJourney {

  private static final Duration LEASE = Duration.ofSeconds(12);
  private static final Duration LONG_ENOUGH_TO_LOOK = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final AtomicInteger REPLICAS = new AtomicInteger();

  private static final Suite SUITE = Suite.running();

  private static ServiceProcess first;
  private static ServiceProcess second;

  private final Partners partners = Partners.named(SUITE, "AKILL" + REPLICAS.incrementAndGet());
  private SlowReceiver receiver;

  @BeforeAll
  static void twoReplicas() {
    SUITE.stack().service(SuiteService.NOTIFICATION).stop();
    first = replica();
    first.awaitReady(PATIENCE);
  }

  @AfterAll
  static void oneAgain() {
    first.stop();
    SUITE.stack().service(SuiteService.NOTIFICATION).start();
    SUITE.stack().service(SuiteService.NOTIFICATION).awaitReady(PATIENCE);
  }

  private static ServiceProcess replica() {
    ServiceProcess replica =
        SUITE
            .stack()
            .replica(
                SuiteService.NOTIFICATION,
                "notification-" + REPLICAS.incrementAndGet(),
                Map.of("ONUS_DELIVERY_LEASE", LEASE.toSeconds() + "S"));
    replica.start();
    return replica;
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  @Test
  void beforeTheAlertIsCommitted() throws Exception {
    String request;
    try (Connection test = SUITE.database(SuiteService.NOTIFICATION)) {
      // Given an alert that is being written and cannot be committed
      ready();
      hold(test, "lock table deliveries in share mode");
      request = partners.ask("P1", "before the commit").get("id").asText();
      awaitSomebodyWaiting();

      // When
      killAndTakeOver();
    }

    // Then
    receiver.awaitCalls(request, 1);
    assertOneAlertAndOneDelivery(request, "SENT");
    assertThat(receiver.calls(request)).hasSize(1);
  }

  @Test
  void afterTheAlertIsCommittedAndBeforeItIsClaimed() throws Exception {
    String request;
    try (Connection test = SUITE.database(SuiteService.NOTIFICATION)) {
      ready();
      // Who was told once has a mailbox, and while somebody holds that nothing in it is claimed.
      String before = partners.ask("P1", "for the mailbox").get("id").asText();
      receiver.awaitCalls(before, 1);
      hold(
          test,
          "select 1 from mailboxes where person_id = '" + partners.bot() + "' for no key update");
      request = partners.ask("P1", "after the commit").get("id").asText();
      awaitDelivery(request, "PENDING");

      killAndTakeOver();
    }

    receiver.awaitCalls(request, 1);
    assertOneAlertAndOneDelivery(request, "SENT");
    assertThat(receiver.calls(request)).hasSize(1);
  }

  @Test
  void afterTheSendAndBeforeTheAnswer() throws Exception {
    ready();
    receiver.holdNextAnswer();
    String request = partners.ask("P1", "after the send").get("id").asText();
    receiver.awaitHeld();

    killAndTakeOver();
    receiver.letGo();

    receiver.awaitCalls(request, 2);
    assertOneAlertAndOneDelivery(request, "SENT");
    assertSameId(request, 2);
  }

  @Test
  void afterTheAnswerAndBeforeItIsRecorded() throws Exception {
    ready();
    String request;
    receiver.holdNextAnswer();
    try (Connection test = SUITE.database(SuiteService.NOTIFICATION)) {
      request = partners.ask("P1", "after the answer").get("id").asText();
      receiver.awaitHeld();
      hold(test, "select 1 from deliveries where status = 'SENDING' for update");
      receiver.letGo();
      awaitSomebodyWaiting();

      killAndTakeOver();
    }

    receiver.awaitCalls(request, 2);
    assertOneAlertAndOneDelivery(request, "SENT");
    assertSameId(request, 2);
  }

  @Test
  void duringTheLeaseNobodyElseSends() throws Exception {
    // Given one of two replicas has made the call, and the other one is there
    ready();
    second = replica();
    second.awaitReady(PATIENCE);
    receiver.holdNextAnswer();
    String request = partners.ask("P1", "during the lease").get("id").asText();
    receiver.awaitHeld();
    Instant leasedUntil = leaseOf(request);
    Eventually.until(
        "some of the lease is over",
        () -> now().isAfter(leasedUntil.minus(LEASE).plus(LONG_ENOUGH_TO_LOOK)));
    assertThat(receiver.calls(request)).hasSize(1);

    // When whoever it was is no more
    first.kill();
    second.kill();
    receiver.letGo();
    first = replica();
    first.awaitReady(PATIENCE);

    // Then
    List<SlowReceiver.Call> calls = receiver.awaitCalls(request, 2);
    assertThat(calls.get(1).at()).isAfterOrEqualTo(leasedUntil);
    assertSameId(request, 2);
    assertOneAlertAndOneDelivery(request, "SENT");
  }

  @Test
  void whoReadsTheStreamOfEitherReplicaHearsOfIt() throws Exception {
    ready();
    second = replica();
    second.awaitReady(PATIENCE);
    Person bot = Person.human(partners.bot());
    try (OpenStream one = SUITE.at(first, bot).open("/stream");
        OpenStream other = SUITE.at(second, bot).open("/stream")) {

      String request = partners.ask("P1", "in both streams").get("id").asText();

      for (OpenStream stream : List.of(one, other)) {
        List<String> told =
            Eventually.until(
                "the breach in the stream",
                PATIENCE,
                () -> breaches(stream, request),
                found -> !found.isEmpty());
        assertThat(told).hasSize(1);
      }
    } finally {
      second.stop();
    }
  }

  private static List<String> breaches(OpenStream stream, String request) {
    return stream.lines().stream()
        .filter(line -> line.contains(request) && line.contains("Breached"))
        .toList();
  }

  /** Two departments that promise each other an answer in a second, and whom to call. */
  private void ready() throws IOException {
    receiver = new SlowReceiver();
    partners.sign(Map.of("P1", "PT1S"), "ALWAYS");
    partners.routeAlertsTo(SUITE.at(first, Partners.ON_CALL_ADMIN), receiver.url());
  }

  /** The second replica is there before the first one dies. */
  private void killAndTakeOver() {
    second = replica();
    // Ready or not: where a table is locked, one that starts may have to wait as well.
    Eventually.until("the second runs", () -> second.isRunning());
    takeOver();
  }

  private static void takeOver() {
    first.kill();
    first = second;
  }

  private static void hold(Connection test, String lock) throws SQLException {
    test.setAutoCommit(false);
    try (Statement statement = test.createStatement()) {
      statement.execute(lock);
    }
  }

  private static void awaitSomebodyWaiting() {
    Eventually.until(
        "somebody waits for what the test holds",
        PATIENCE,
        () ->
            count(
                """
                select count(*) from pg_locks where not granted and pid in (
                  select pid from pg_stat_activity where datname = current_database())
                """),
        found -> found > 0);
  }

  private static void awaitDelivery(String request, String status) {
    Eventually.until(
        "a delivery that is " + status,
        PATIENCE,
        () -> deliveries(request),
        found -> found.contains(status));
  }

  private static void assertOneAlertAndOneDelivery(String request, String status) {
    Eventually.until(
        "the call is recorded as " + status,
        PATIENCE,
        () -> deliveries(request),
        found -> found.equals(List.of(status)));
    assertThat(count("select count(*) from alerts where request_id = ?::uuid", request))
        .isEqualTo(1);
  }

  /** What became of each call about the breach; that it is overdue later is told apart. */
  private static List<String> deliveries(String request) {
    return query(
        """
        select d.status from deliveries d
        join alerts a on a.id = d.alert_id join notices n on n.id = d.notice_id
        where a.request_id = ?::uuid and d.channel = 'WEBHOOK'
          and n.event::jsonb ->> 'type' = 'io.onus.sla.clock-breached.v1'
        """,
        request);
  }

  /** Until when the call about the breach is somebody's to make. */
  private static Instant leaseOf(String request) {
    String until =
        query(
                """
                select to_char(d.next_attempt_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                from deliveries d join alerts a on a.id = d.alert_id
                where a.request_id = ?::uuid and d.channel = 'WEBHOOK' and d.status = 'SENDING'
                """,
                request)
            .getFirst();
    return Instant.parse(until);
  }

  private static long count(String sql, String... arguments) {
    return Long.parseLong(query(sql, arguments).getFirst());
  }

  private static List<String> query(String sql, String... arguments) {
    try (Connection connection = SUITE.database(SuiteService.NOTIFICATION);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.add(result.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void assertSameId(String request, int calls) {
    assertThat(receiver.calls(request)).hasSize(calls);
    assertThat(receiver.calls(request))
        .extracting(SlowReceiver.Call::id)
        .containsOnly(receiver.calls(request).getFirst().id());
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }
}
