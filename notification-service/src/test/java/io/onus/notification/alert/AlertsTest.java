package io.onus.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.TopicReader;
import io.onus.kit.time.WallClock;
import io.onus.notification.directory.DirectoryService;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class AlertsTest {

  /** Short of the first retry, long enough that newest first means something. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "onus.mail.port")
  int smtpPort;

  @Inject WallClock clock;
  @Inject DirectoryService directory;

  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();

  private SettableClock time;
  private Publisher publisher;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, ClockFacts.DUE);
    publisher = new Publisher(bootstrap);
  }

  @AfterEach
  void end() {
    publisher.close();
    time.close();
  }

  @Test
  void aBreachIsToldToTheLeadsOnceEvenIfTheEventIsRepeated() {
    // Given
    ClockFacts facts = new ClockFacts("CS", "ONCE");
    publisher.department("ONCE", 1, "lena@once.example", "leo@once.example");
    ClockFacts.Fact breach = facts.breached(first);
    try (Mailbox mailbox = new Mailbox(smtpPort)) {

      // When
      publisher.clock(breach, breach, breach);

      // Then
      JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
      Api.awaitDeliveries(alert.get("id"), "SENT", "SENT");
      publisher.clock(breach, facts.met(first));
      Api.awaitAlert(facts.requestId(), "resolved", a -> a.get("status").equals("RESOLVED"));
      List<Mailbox.Letter> letters = mailbox.to("lena@once.example");
      assertThat(letters).hasSize(1);
      assertThat(mailbox.to("leo@once.example")).hasSize(1);
      assertThat(letters.getFirst().subject())
          .isEqualTo(
              "[ONCE-1042] Breached: ONCE promised CS a first answer by Mon 23 Nov 2026 11:00"
                  + " – Which bolt fits the übergröße bracket?");
      assertThat(letters.getFirst().text())
          .contains("ORD-4711, ACME")
          .contains("125,000 USD")
          .contains("/requests/" + facts.requestId());
      assertThat(Api.alerts(facts.requestId())).hasSize(1);
    }
  }

  @Test
  void lettersAboutOneRequestAreOneThreadAndARepeatWouldBeRecognised() {
    ClockFacts facts = new ClockFacts("CS", "THREAD");
    publisher.department("THREAD", 1, "lena@thread.example");
    try (Mailbox mailbox = new Mailbox(smtpPort)) {
      publisher.clock(facts.breached(first));
      JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
      publisher.clock(facts.event("overdue", first, data -> data.put("percent", 200)));
      List<Mailbox.Letter> letters = mailbox.await("lena@thread.example", 2);

      assertThat(letters)
          .extracting(Mailbox.Letter::references)
          .containsOnly("<request-" + facts.requestId() + "@example.com>");
      List<Map<String, Object>> deliveries = Api.deliveries(alert.get("id"));
      assertThat(letters)
          .extracting(Mailbox.Letter::messageId)
          .containsExactlyInAnyOrderElementsOf(
              deliveries.stream().map(d -> "<" + d.get("id") + "@example.com>").toList());
    }
  }

  @Test
  void twoBreachesOfOneRequestAreOneOpenAlertThatShowsBothClocks() {
    ClockFacts facts = new ClockFacts("CS", "TWO");
    publisher.clock(
        facts.breached(first),
        facts.event("breached", second, data -> data.put("metric", "RESOLUTION")));

    JsonPath alert =
        Api.awaitAlert(facts.requestId(), "both", a -> a.getList("clocks").size() == 2);

    assertThat(Api.alerts(facts.requestId())).hasSize(1);
    assertThat(alert.<String>getList("clocks.metric"))
        .containsExactly("FIRST_RESPONSE", "RESOLUTION");
    publisher.clock(facts.met(first));
    JsonPath still =
        Api.awaitAlert(facts.requestId(), "one settled", a -> kinds(a).contains("CLOCK_SETTLED"));
    assertThat(still.getString("status")).isEqualTo("OPEN");
    publisher.clock(facts.event("finished-late", second, data -> data.put("metric", "RESOLUTION")));
    JsonPath over =
        Api.awaitAlert(facts.requestId(), "resolved", a -> a.get("status").equals("RESOLVED"));
    assertThat(over.getString("resolution")).isEqualTo("fulfilled, late");
  }

  @Test
  void aClockMetBeforeItsWarningWasSentIsNeverTold() {
    // Given: the mail server is down, so the warning waits for its next attempt
    ClockFacts facts = new ClockFacts("CS", "MET");
    publisher.department("MET", 1, "lena@met.example");
    publisher.clock(facts.atRisk(first, 75));
    JsonPath alert =
        Api.awaitAlert(facts.requestId(), "put off", a -> kinds(a).contains("PUT_OFF"));

    // When
    publisher.clock(facts.met(first));

    // Then
    Api.awaitDeliveries(alert.get("id"), "CANCELLED");
    try (Mailbox mailbox = new Mailbox(smtpPort)) {
      time.advance(Duration.ofHours(1));
      ClockFacts later = new ClockFacts("CS", "MET");
      publisher.clock(later.breached(second));
      mailbox.await("lena@met.example", 1);
      assertThat(mailbox.to("lena@met.example"))
          .singleElement()
          .satisfies(letter -> assertThat(letter.text()).contains(later.requestId().toString()));
    }
    assertThat(Api.deliveries(alert.get("id")).getFirst().get("reason"))
        .isEqualTo("FIRST_RESPONSE cycle 1: kept in time");
  }

  @Test
  void importedClocksAndHalfUsedOnesAlertNobody() {
    ClockFacts facts = new ClockFacts("CS", "PAST");
    publisher.clock(
        facts.event("breached", first, data -> data.put("imported", true)),
        facts.atRisk(first, 50),
        facts.atRisk(second, 75));

    JsonPath alert = Api.awaitAlert(facts.requestId(), "a warning", a -> true);

    assertThat(Api.alerts(facts.requestId())).hasSize(1);
    assertThat(alert.<String>getList("clocks.clockId")).containsExactly(second.toString());
    assertThat(alert.getString("severity")).isEqualTo("WARNING");
  }

  @Test
  void aBreachSupersedesAWarningThatWasNotSent() {
    ClockFacts facts = new ClockFacts("CS", "WORSE");
    publisher.department("WORSE", 1, "lena@worse.example");
    publisher.clock(facts.atRisk(first, 75));
    JsonPath alert =
        Api.awaitAlert(facts.requestId(), "put off", a -> kinds(a).contains("PUT_OFF"));
    time.advance(MOMENT);
    try (Mailbox mailbox = new Mailbox(smtpPort)) {
      publisher.clock(facts.breached(first));

      Api.awaitDeliveries(alert.get("id"), "SENT", "SUPERSEDED");
      JsonPath now = Api.alert(alert.get("id"));
      assertThat(now.getString("severity")).isEqualTo("CRITICAL");
      assertThat(kinds(now)).contains("ESCALATED", "SUPERSEDED");
      assertThat(mailbox.to("lena@worse.example"))
          .singleElement()
          .satisfies(letter -> assertThat(letter.subject()).contains("Breached"));
    }
  }

  @Test
  void anAcknowledgedAlertIsSilentUntilTheNextMilestone() {
    // Given
    ClockFacts facts = new ClockFacts("CS", "ACK");
    publisher.department("ACK", 1, "lena@ack.example");
    publisher.clock(facts.breached(first));
    JsonPath alert =
        Api.awaitAlert(facts.requestId(), "put off", a -> kinds(a).contains("PUT_OFF"));
    String id = alert.getString("id");

    // When
    Api.post("/alerts/" + id + "/acknowledge").then().statusCode(200);

    // Then
    Api.awaitDeliveries(id, "CANCELLED");
    assertThat(Api.alert(id).getString("acknowledgedBy")).isEqualTo("ada");
    Api.post("/alerts/" + id + "/acknowledge")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("alert-already-acknowledged"))
        .body("acknowledgedBy", equalTo("ada"));
    time.advance(MOMENT);
    try (Mailbox mailbox = new Mailbox(smtpPort)) {
      publisher.clock(facts.event("overdue", first, data -> data.put("percent", 200)));
      mailbox.await("lena@ack.example", 1);
      Api.awaitDeliveries(id, "SENT", "CANCELLED");
      JsonPath open = Api.alert(id);
      assertThat(open.getString("status")).isEqualTo("OPEN");
      assertThat(kinds(open)).containsSubsequence("ACKNOWLEDGED", "REOPENED", "SENT");
    }
  }

  @Test
  void anAlertNobodyCanBeToldOfIsVisibleAndToldOnceThereIsALead() {
    // Given
    ClockFacts facts = new ClockFacts("CS", "NOBODY");
    publisher.clock(facts.breached(first));
    JsonPath alert = Api.awaitAlert(facts.requestId(), "an alert", a -> true);
    assertThat(alert.getString("undeliverable")).contains("the directory does not know NOBODY");
    publisher.department("NOBODY", 1);
    try (Mailbox mailbox = new Mailbox(smtpPort)) {

      // When
      publisher.department("NOBODY", 2, "lena@nobody.example");

      // Then
      mailbox.await("lena@nobody.example", 1);
      Api.awaitDeliveries(alert.get("id"), "SENT");
      JsonPath told = Api.alert(alert.get("id"));
      assertThat(told.getString("undeliverable")).isNull();
      assertThat(kinds(told))
          .startsWith("OPENED", "MILESTONE")
          .containsSubsequence("UNDELIVERABLE", "SENT");
    }
  }

  @Test
  void aRouteThatComesLateTellsWhatWasMissed() {
    // Given
    ClockFacts facts = new ClockFacts("CS", "LATEROUTE");
    publisher.clock(facts.breached(first));
    JsonPath alert =
        Api.awaitAlert(
            facts.requestId(), "undeliverable", a -> a.getString("undeliverable") != null);
    try (Mailbox mailbox = new Mailbox(smtpPort)) {

      // When
      Api.person("late");
      Api.method("late", "EMAIL", "late@example.com");
      Api.route("LATEROUTE", "late");

      // Then
      mailbox.await("late@example.com", 1);
      Api.awaitDeliveries(alert.get("id"), "SENT");
    }
  }

  @Test
  void anOlderVersionOfADepartmentChangesNothing() {
    ClockFacts facts = new ClockFacts("CS", "OLDER");
    publisher.department("OLDER", 2, "new@older.example");
    publisher.department("OLDER", 1, "old@older.example");
    publisher.department("OLDER-MARK", 1, "mark@older.example");
    ClockFacts mark = new ClockFacts("CS", "OLDER-MARK");
    publisher.clock(mark.breached(first));
    try (Mailbox mailbox = new Mailbox(smtpPort)) {
      mailbox.await("mark@older.example", 1);
      publisher.clock(facts.breached(second));
      mailbox.await("new@older.example", 1);
      assertThat(mailbox.to("old@older.example")).isEmpty();
    }
  }

  @Test
  void aBreachOfHouseTermsIsToldAsExpectedAndNotAsPromised() {
    ClockFacts facts = new ClockFacts("CS", "HOUSE");
    publisher.department("HOUSE", 1, "lena@house.example");
    try (Mailbox mailbox = new Mailbox(smtpPort)) {
      publisher.clock(
          facts.event("breached", first, data -> data.put("expected", true).putNull("agreement")));

      assertThat(mailbox.await("lena@house.example", 1).getFirst().subject())
          .contains("HOUSE is expected to give CS a first answer")
          .doesNotContain("promised");
    }
  }

  @Test
  void aClockThatMovedToAnotherDepartmentLeavesTheAlertOfTheFormerOne() {
    ClockFacts facts = new ClockFacts("CS", "FORMER");
    publisher.clock(facts.atRisk(first, 75));
    JsonPath former = Api.awaitAlert(facts.requestId(), "a warning", a -> true);
    time.advance(MOMENT);
    publisher.clock(
        facts.event(
            "breached",
            first,
            data -> data.putObject("obligor").put("side", "PROVIDER").put("department", "NEXT")));

    JsonPath next =
        Api.awaitAlert(facts.requestId(), "the next", a -> a.get("obligor").equals("NEXT"));

    assertThat(next.getString("status")).isEqualTo("OPEN");
    JsonPath over = Api.alert(former.get("id"));
    assertThat(over.getString("status")).isEqualTo("RESOLVED");
    assertThat(over.getString("resolution")).isEqualTo("now owed by another department");
  }

  @Test
  void whoeverTakesTheRequestOverHearsAtOnceOfWhatIsAtRisk() {
    publisher.department("TAKER", 1, "lena@taker.example");
    Await.until("the department", () -> directory.find("TAKER").isPresent());
    try (Mailbox mailbox = new Mailbox(smtpPort)) {
      ClockFacts facts = new ClockFacts("CS", "GIVER");
      publisher.clock(facts.atRisk(first, 75));
      JsonPath giver = Api.awaitAlert(facts.requestId(), "a warning", a -> true);
      time.advance(MOMENT);

      ClockFacts.Fact passedOn = passedOn(facts, "TAKER");
      publisher.clock(passedOn, passedOn);

      Mailbox.Letter letter = mailbox.await("lena@taker.example", 1).getFirst();
      assertThat(letter.text()).contains("TAKER promised CS");
      assertThat(letter.subject()).contains("At risk (75 %)");
      JsonPath over = Api.alert(giver.get("id"));
      assertThat(over.getString("status")).isEqualTo("RESOLVED");
      assertThat(over.getString("resolution")).isEqualTo("now owed by another department");
      assertThat(Api.alerts(facts.requestId())).hasSize(2);
    }
  }

  @Test
  void whatIsSaidLateOfTheTimeBeforeATransferMovesNothingBack() {
    ClockFacts facts = new ClockFacts("CS", "BEFORE");
    publisher.clock(facts.atRisk(first, 75), passedOn(facts, "AFTER"));
    Api.awaitAlert(facts.requestId(), "of the receiver", a -> a.get("obligor").equals("AFTER"));

    publisher.clock(
        facts.event(
            "resumed",
            first,
            data -> data.put("provider", "AFTER").put("dueAt", "2026-11-23T12:00:00Z")));

    JsonPath alert =
        Api.awaitAlert(
            facts.requestId(),
            "revised",
            a -> a.<String>getList("timeline.kind").contains("CLOCK_REVISED"));
    assertThat(alert.getString("obligor")).isEqualTo("AFTER");
    assertThat(alert.getString("status")).isEqualTo("OPEN");
    assertThat(Api.alerts(facts.requestId())).hasSize(2);
  }

  @Test
  void whoeverTakesOverHearsOfItThoughTheGiverResolvedItByHand() {
    ClockFacts facts = new ClockFacts("CS", "HANDS");
    publisher.clock(facts.atRisk(first, 75));
    JsonPath giver = Api.awaitAlert(facts.requestId(), "a warning", a -> true);
    Api.post("/alerts/" + giver.get("id") + "/resolve").then().statusCode(200);
    time.advance(MOMENT);

    publisher.clock(passedOn(facts, "RECEIVER"));

    Api.awaitAlert(facts.requestId(), "of the receiver", a -> a.get("obligor").equals("RECEIVER"));

    // And who resolves it in turn is not told of it once more
    String id = String.valueOf(Api.alerts(facts.requestId()).getFirst().get("id"));
    Api.post("/alerts/" + id + "/resolve").then().statusCode(200);
    time.advance(MOMENT);
    publisher.clock(
        facts.event("resumed", first, data -> owedBy(data, "RECEIVER")), facts.breached(second));
    Api.awaitAlert(facts.requestId(), "a later one", a -> a.get("obligor").equals("HANDS"));
    assertThat(Api.alerts(facts.requestId())).hasSize(3);
  }

  private ClockFacts.Fact passedOn(ClockFacts facts, String receiver) {
    return facts.event("passed-on", first, data -> owedBy(data, receiver));
  }

  private static void owedBy(ObjectNode data, String department) {
    data.put("provider", department);
    data.putObject("obligor").put("side", "PROVIDER").put("department", department);
  }

  @Test
  void whatBrokeStaysWithWhoBrokeItWhoeverTakesTheRequestOver() {
    ClockFacts facts = new ClockFacts("CS", "BROKE-IT");
    publisher.clock(
        facts.breached(first), facts.event("passed-on", first, d -> d.put("provider", "LATER")));
    publisher.clock(facts.breached(second));

    JsonPath alert =
        Api.awaitAlert(facts.requestId(), "both", a -> a.getList("clocks").size() == 2);
    assertThat(alert.getString("status")).isEqualTo("OPEN");
    assertThat(alert.getString("obligor")).isEqualTo("BROKE-IT");
    assertThat(Api.alerts(facts.requestId())).hasSize(1);
  }

  @Test
  void aClockThatPromisesNothingAnyMoreEndsItsAlert() {
    ClockFacts facts = new ClockFacts("CS", "LOWERED");
    publisher.clock(
        facts.atRisk(first, 75),
        facts.event(
            "renegotiated",
            first,
            data -> data.put("verdict", "NONE").putNull("dueAt").putNull("target")));

    JsonPath alert =
        Api.awaitAlert(facts.requestId(), "over", a -> a.get("status").equals("RESOLVED"));
    assertThat(alert.getString("resolution")).isEqualTo("nothing is promised any more");
    assertThat(alert.getString("nextStepAt")).isNull();
  }

  @Test
  void aResolvedAlertStaysSilentAndTheNextMilestoneOpensANewOne() {
    ClockFacts facts = new ClockFacts("CS", "BYHAND");
    publisher.clock(facts.breached(first));
    String id = Api.awaitAlert(facts.requestId(), "an alert", a -> true).getString("id");
    Api.post("/alerts/" + id + "/resolve").then().statusCode(200);
    Api.post("/alerts/" + id + "/resolve")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("alert-already-resolved"));
    time.advance(MOMENT);

    publisher.clock(facts.event("overdue", first, data -> data.put("percent", 200)));

    Api.awaitAlert(facts.requestId(), "a new one", a -> !a.get("id").equals(id));
    assertThat(Api.alerts(facts.requestId()))
        .extracting(a -> a.get("status"))
        .containsExactly("OPEN", "RESOLVED");
  }

  @Test
  void aPoisonRecordGoesToTheDeadLettersAndTheOthersGoOn() {
    ClockFacts facts = new ClockFacts("CS", "POISON");
    String key = facts.requestId().toString();
    try (TopicReader dead = new TopicReader(bootstrap, "onus.sla.v1.dlt")) {
      ClockFacts.Fact nobodyOwes = facts.event("breached", first, data -> data.putNull("obligor"));
      publisher.raw("onus.sla.v1", key, "{not json");
      publisher.clock(nobodyOwes, facts.breached(second));

      JsonPath alert = Api.awaitAlert(facts.requestId(), "the good one", a -> true);

      assertThat(alert.<String>getList("clocks.clockId")).containsExactly(second.toString());
      // Whoever else reads the topic buries what nobody can read as well.
      Predicate<TopicReader.Read> ofAlerts =
          read ->
              key.equals(read.key()) && ClockEventsConsumer.GROUP.equals(read.header("onus-group"));
      assertThat(
              dead.await("two letters", all -> all.stream().filter(ofAlerts).count() >= 2).stream()
                  .filter(ofAlerts))
          .extracting(TopicReader.Read::text)
          .containsExactlyInAnyOrder("{not json", nobodyOwes.text());
    }
  }

  @Test
  void newFieldsAndWordsOfLaterProducersAreNoTrouble() {
    ClockFacts facts = new ClockFacts("CS", "LATER");
    publisher.clock(
        facts.event("snoozed", first, data -> data.put("whatever", true)),
        facts.event(
            "breached",
            first,
            data -> {
              data.put("metric", "TEA_BREAK").put("priority", "P0").put("phase", "DREAMING");
              data.putObject("weather").put("rain", true);
            }));

    JsonPath alert = Api.awaitAlert(facts.requestId(), "an alert", a -> true);

    assertThat(alert.<String>getList("clocks.metric")).containsExactly("TEA_BREAK");
  }

  @Test
  void alertsAreListedByDepartmentStatusAndSeverityInPages() {
    for (int i = 0; i < 3; i++) {
      ClockFacts facts = new ClockFacts("CS", "PAGES");
      publisher.clock(facts.breached(UUID.randomUUID()));
      Api.awaitAlert(facts.requestId(), "an alert", a -> true);
      time.advance(MOMENT);
    }
    String filter = "/api/v1/alerts?department=PAGES&status=OPEN&severity=CRITICAL&pageSize=2";

    JsonPath one = Api.as("ada").get(filter).then().statusCode(200).extract().jsonPath();
    JsonPath two =
        Api.as("ada")
            .queryParam("pageToken", one.getString("nextPageToken"))
            .get(filter)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(one.getList("items")).hasSize(2);
    assertThat(two.getList("items")).hasSize(1);
    assertThat(two.getString("nextPageToken")).isNull();
    assertThat(
            Api.as("ada")
                .get("/api/v1/alerts?department=PAGES&severity=WARNING")
                .jsonPath()
                .getList("items"))
        .isEmpty();
    Api.as("ada").get("/api/v1/alerts?status=ASLEEP").then().statusCode(400);
  }

  private static List<String> kinds(JsonPath alert) {
    return alert.getList("timeline.kind");
  }
}
