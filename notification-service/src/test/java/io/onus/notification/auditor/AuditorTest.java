package io.onus.notification.auditor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.LogCapture;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.ClockFacts.Fact;
import io.onus.notification.test.Mailbox;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Receiver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * With a database and a broker of its own: what tests of other things leave undone would be found,
 * too.
 */
@QuarkusTest
@TestProfile(AuditorTest.OnItsOwn.class)
class AuditorTest {

  /** The resources of other tests are everybody's, unless they are switched off. */
  public static final class OnItsOwn implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(OnusStack.class, Map.of("fresh", "onus_notification_watched")),
          new TestResourceEntry(Watched.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  private static final String SWITCH = "onus.auditor.enabled";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofMillis(300);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "onus.auditor.heartbeat-url")
  Optional<String> heartbeat;

  @ConfigProperty(name = "onus.mail.port")
  int smtpPort;

  @Inject WallClock clock;
  @Inject Sql sql;
  @Inject DataSource dataSource;
  @Inject AuditorService auditor;

  private final String department =
      "AUD" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
  private final UUID clockId = UUID.randomUUID();

  private SettableClock time;
  private Publisher publisher;
  private Mailbox mail;
  private Receiver outside;
  private ClockFacts facts;

  @BeforeEach
  void begin() {
    Instant last = auditor.vigil().lastRunAt();
    Instant now = clock.now();
    time = SettableClock.drive(clock, last != null && last.isAfter(now) ? last : now);
    publisher = new Publisher(bootstrap);
    mail = new Mailbox(smtpPort);
    outside = new Receiver(URI.create(heartbeat.orElseThrow()).getPort());
    facts = new ClockFacts("CS", department);
    publisher.department(department, 1, "lena@" + department + ".example");
    nextRound();
    nextRound();
    awaitOk();
    awaitQuiet();
  }

  @AfterEach
  void end() {
    System.clearProperty(SWITCH);
    outside.close();
    mail.close();
    publisher.close();
    time.close();
  }

  @Test
  void whileAllIsWellSomebodyOutsideIsToldSo() {
    int before = outside.calls().size();
    tell(breached());
    Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));

    time.advance(MINUTE);
    JsonPath after = nextRound();

    assertThat(after.getBoolean("ok")).isTrue();
    assertThat(after.getList("findings")).isEmpty();
    assertThat(after.getString("lastOkAt")).isEqualTo(after.getString("lastRunAt"));
    Await.until("another call", () -> outside.calls().size(), calls -> calls > before);
    assertThat(outside.calls().getLast().path()).isEqualTo(Watched.PATH);
    awaitWell(true);
    Await.until(
        "a metric",
        this::metrics,
        all -> all.contains("onus_auditor_last_ok_seconds " + ok(after)));
  }

  @Test
  void aMilestoneTheAlertsLostIsFoundToldAndRepaired() {
    // Given
    Fact lost = breached();
    loseToTheAlerts(lost);
    tell(lost);
    awaitHeard(lost);
    int beats = outside.calls().size();

    // When: past the time it has, at once
    JsonPath found = nextRound(MINUTE.multipliedBy(2));

    // Then
    assertThat(found.getBoolean("ok")).isFalse();
    assertThat(found.getList("findings.kind")).containsExactly("MILESTONE_WITHOUT_ALERT");
    assertThat(found.getList("findings[0].examples")).containsExactly(lost.eventId().toString());
    assertThat(found.getString("findings[0].repair"))
        .isEqualTo("1 reported to the alerts once more");
    Api.awaitAlert(facts.requestId(), "told late", a -> kinds(a).contains("SENT"));
    assertThat(news())
        .first()
        .asString()
        .contains("does not work as it should")
        .contains(lost.eventId().toString());
    Await.until(
        "a metric",
        this::metrics,
        all -> all.contains("onus_auditor_findings{kind=\"MILESTONE_WITHOUT_ALERT\"} 1.0"));
    awaitWell(false);
    assertThat(outside.calls()).hasSize(beats);

    // And, once that is over
    assertThat(nextRound().getBoolean("ok")).isTrue();
    assertThat(news()).first().asString().contains("all is well again");
    Await.until("another call", () -> outside.calls().size(), calls -> calls > beats);
    assertThat(Api.alerts(facts.requestId())).hasSize(1);
  }

  @Test
  void aMilestoneThatIsOverByNowIsFoundAndNotToldAnyMore() {
    Fact lost = breached();
    loseToTheAlerts(lost);
    tell(lost, facts.met(clockId));
    Await.until("it is over", () -> overtaken(lost));

    time.advance(MINUTE);
    JsonPath found = nextRound();

    assertThat(found.getString("findings[0].repair")).isEqualTo("1 over by now");
    assertThat(nextRound().getBoolean("ok")).isTrue();
    assertThat(Api.alerts(facts.requestId())).isEmpty();
  }

  @Test
  void aMilestoneNoAlertCanBeMadeOfIsFoundOnceAndWrittenDown() {
    Fact unreadable =
        facts.event("breached", clockId, data -> data.putObject("obligor").putNull("department"));
    tell(unreadable);
    awaitHeard(unreadable);

    time.advance(MINUTE);
    JsonPath found = nextRound();

    assertThat(found.getString("findings[0].repair")).isEqualTo("1 cannot be read");
    assertThat(nextRound().getBoolean("ok")).isTrue();
    assertThat(suppressed(unreadable)).isEqualTo(1);
  }

  @Test
  void anOpenAlertThatWaitsForNothingIsFoundAndLookedAtOnceMore() {
    tell(breached());
    JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
    sql.update(
        "update alerts set next_step_at = null, waits_because = null where id = ?",
        UUID.fromString(alert.getString("id")));

    JsonPath found = nextRound();

    assertThat(found.getList("findings.kind")).containsExactly("ALERT_WITHOUT_STEP");
    assertThat(found.getString("findings[0].repair")).isEqualTo("1 looked at once more");
    Api.awaitAlert(
        facts.requestId(),
        "a reason or a step",
        a -> a.get("nextStepAt") != null || a.get("waitsBecause") != null);
    awaitOk();
  }

  @Test
  void whatNobodyHasToKnowIsNotMissed() {
    Fact early = facts.atRisk(clockId, 50);
    Fact history = facts.event("breached", UUID.randomUUID(), d -> d.put("imported", true));
    Fact last = breached();
    tell(early, history, last);
    Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
    awaitHeardOrAnswered(last);

    time.advance(MINUTE);

    assertThat(nextRound().getBoolean("ok")).isTrue();
  }

  @Test
  void aMessageThatIsNotSentIsFoundUntilItIs() throws SQLException {
    // Given
    mail.close();
    tell(breached());
    JsonPath alert =
        Api.awaitAlert(facts.requestId(), "put off", a -> kinds(a).contains("PUT_OFF"));
    UUID delivery =
        UUID.fromString(String.valueOf(Api.deliveries(alert.get("id")).getFirst().get("id")));
    JsonPath found;
    try (Connection other = dataSource.getConnection()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("select 1 from deliveries where id = '" + delivery + "' for update");

      // When
      time.advance(Duration.ofMinutes(6));
      found = nextRound();
      other.rollback();
    }

    // Then
    assertThat(found.getList("findings.kind")).contains("DELIVERY_OVERDUE");
    assertThat(found.<List<String>>get("findings.find{it.kind=='DELIVERY_OVERDUE'}.examples"))
        .contains(delivery.toString());
    mail = new Mailbox(smtpPort);
    awaitOk();
  }

  @Test
  void oneReplicaAuditsAtATime() throws SQLException {
    time.advance(Duration.ofSeconds(70));
    try (Connection other = dataSource.getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("select pg_advisory_xact_lock(7136, 0)");

      assertThat(auditor.round()).isEmpty();
      other.rollback();
    }
  }

  @Test
  void anAuditorThatIsSwitchedOffIsMissed() {
    // Given
    long rounds = rounds();
    int toldBefore = news().size();
    awaitWell(true);

    // When
    System.setProperty(SWITCH, "false");
    int beats = outside.calls().size();
    time.advance(Duration.ofMinutes(4));

    // Then
    awaitWell(false);
    Await.until("it is told", this::news, told -> told.size() == toldBefore + 1);
    assertThat(news()).first().asString().contains("Nobody checks any more");
    awaitQuiet();
    time.advance(Duration.ofMinutes(10));
    Await.until(
        "it is shown",
        () -> auditorNow().getString("missingSince"),
        since -> since != null && !auditorNow().getBoolean("ok"));
    assertThat(rounds()).isEqualTo(rounds);
    assertThat(outside.calls()).hasSize(beats);
    assertThat(news()).hasSize(toldBefore + 1);

    // And
    System.setProperty(SWITCH, "true");
    Await.until("a round", this::rounds, now -> now > rounds);
    awaitWell(true);
    assertThat(news()).hasSize(toldBefore + 2).first().asString().contains("looks again");
    Await.until("a call", () -> outside.calls().size(), calls -> calls > beats);
  }

  @Test
  void whereNobodyOutsideAnswersTheSecretOfTheUrlStaysOutOfTheLogs() {
    outside.close();
    try (LogCapture log = new LogCapture()) {
      nextRound();

      Await.until("a warning", () -> log.text().contains("heartbeat not taken"));
      assertThat(log.text()).doesNotContain("5e7a11");
    }
  }

  @Test
  void itIsForThoseWhoAnswerForItAndThoseWhoCheck() {
    for (String token :
        List.of(Tokens.onCallAdmin("otto"), Tokens.auditor("vera"), Tokens.admin("root"))) {
      given()
          .auth()
          .oauth2(token)
          .get("/api/v1/auditor")
          .then()
          .statusCode(200)
          .header("ETag", "\"" + (rounds() + 1) + "\"");
    }
    given()
        .auth()
        .oauth2(Tokens.lead("lena", department))
        .get("/api/v1/auditor")
        .then()
        .statusCode(403);
  }

  /**
   * Advances by a period and waits for the round of that very minute: one of the minute before may
   * be under way.
   */
  private JsonPath nextRound() {
    return nextRound(MINUTE);
  }

  private JsonPath nextRound(Duration later) {
    time.advance(later);
    Instant now = clock.now();
    Await.until(
        "a round",
        () -> auditor.vigil().lastRunAt(),
        looked -> looked != null && !looked.isBefore(now));
    return auditorNow();
  }

  /** What was told is recorded, and whoever is called while all is well has been. */
  private void awaitQuiet() {
    Await.until(
        "nothing is being sent",
        () ->
            sql.one(
                    "select count(*) as n from deliveries where status = 'SENDING'",
                    row -> row.number("n"))
                .orElseThrow(),
        n -> n == 0);
    AtomicInteger calls = new AtomicInteger(outside.calls().size());
    AtomicLong since = new AtomicLong(System.nanoTime());
    Await.until(
        "no call is on its way",
        () -> {
          int now = outside.calls().size();
          if (calls.getAndSet(now) != now) {
            since.set(System.nanoTime());
          }
          return now > 0 && System.nanoTime() - since.get() > QUIET.toNanos();
        });
  }

  private void awaitOk() {
    for (int round = 0; round < 5 && !auditorNow().getBoolean("ok"); round++) {
      nextRound();
    }
    assertThat(auditorNow().getBoolean("ok")).isTrue();
  }

  private JsonPath auditorNow() {
    return Api.as("otto").get("/api/v1/auditor").then().statusCode(200).extract().jsonPath();
  }

  private long rounds() {
    return auditor.vigil().rounds();
  }

  private static String ok(JsonPath view) {
    return String.valueOf((double) Instant.parse(view.getString("lastOkAt")).getEpochSecond());
  }

  private String metrics() {
    return Api.as("otto").get("/q/metrics").asString();
  }

  private void awaitWell(boolean well) {
    Await.until(
        "health " + well,
        () -> given().get("/q/health/well").statusCode(),
        status -> status == (well ? 200 : 503));
    assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
  }

  private Fact breached() {
    return facts.breached(clockId);
  }

  /** As the producer would say it now. */
  private void tell(Fact... told) {
    for (Fact fact : told) {
      publisher.raw(
          "onus.sla.v1",
          fact.key(),
          fact.text()
              .replace(
                  "\"recordedtime\":\"" + ClockFacts.DUE, "\"recordedtime\":\"" + clock.now()));
    }
  }

  /** What the alerts take for known has no effect. */
  private void loseToTheAlerts(Fact fact) {
    sql.update(
        "insert into inbox (consumer, event_id) values ('notification-service.alerts', ?)",
        fact.eventId());
  }

  private void awaitHeard(Fact fact) {
    Await.until("heard of", () -> heard(fact));
  }

  private void awaitHeardOrAnswered(Fact fact) {
    Await.until("heard of", () -> heard(fact) || answered(fact));
  }

  private boolean heard(Fact fact) {
    return count("select count(*) as n from audited_milestones where event_id = ?", fact) == 1;
  }

  private boolean answered(Fact fact) {
    return count("select count(*) as n from notices where event_id = ?", fact) > 0;
  }

  private boolean overtaken(Fact fact) {
    return count(
            "select count(*) as n from audited_milestones where event_id = ? and overtaken", fact)
        == 1;
  }

  private long suppressed(Fact fact) {
    return count("select count(*) as n from suppressions where event_id = ?", fact);
  }

  private long count(String query, Fact fact) {
    return sql.one(query, row -> row.number("n"), fact.eventId()).orElseThrow();
  }

  /** What the fallback contact was told, the latest first. */
  private List<String> news() {
    return sql.list(
        """
        select n.content::text as content from notices n
        where n.kind = 'NEWS' and n.content ->> 'topic' = 'AUDIT'
          and exists (select 1 from deliveries d where d.notice_id = n.id and d.address = ?)
        order by n.number desc
        """,
        row -> row.text("content"),
        Watched.CONTACT);
  }

  private static List<String> kinds(JsonPath alert) {
    return alert.getList("timeline.kind");
  }
}
