package io.onus.notification.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.time.WallClock;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.hours.HoursService;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Mailbox;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One after the other is told until somebody acknowledges; time is moved, not waited for. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class EscalationFlowTest {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "onus.mail.port")
  int smtpPort;

  @Inject WallClock clock;
  @Inject Sql sql;
  @Inject HoursService calendars;
  @Inject DirectoryService directory;

  private final UUID first = UUID.randomUUID();
  private final String number = UUID.randomUUID().toString().substring(0, 8);
  private final String department = "E" + number.toUpperCase(Locale.ROOT);
  private final ClockFacts facts = new ClockFacts("CS", department);

  private SettableClock time;
  private Publisher publisher;
  private Receiver receiver;
  private Mailbox mailbox;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, ClockFacts.STARTED);
    publisher = new Publisher(bootstrap);
    receiver = new Receiver();
    mailbox = new Mailbox(smtpPort);
    publisher.department(department, 1, mail("lead"));
    // Departments and clocks come by different topics.
    Await.until("the department", () -> directory.find(department).isPresent());
  }

  @AfterEach
  void end() {
    assertThat(Api.as("ada").delete("/api/v1/fallback").statusCode()).isIn(204, 404);
    mailbox.close();
    receiver.close();
    publisher.close();
    time.close();
  }

  @Test
  void fromTheFirstWarningToTheAnswer() {
    // Given a webhook first, then a person, then the lead
    person("first", "WEBHOOK", receiver.url("/first"));
    person("second", "EMAIL", mail("second"));
    policy(
        "pressing",
        0,
        step(null, "PERSON", id("first")),
        step("PT15M", "PERSON", id("second")),
        leads("PT15M"));
    route("pressing");

    // When it is at risk, the first is told and nobody else
    publisher.clock(facts.atRisk(first, 75));
    receiver.await(1);
    JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
    String id = alert.getString("id");
    assertThat(Instant.parse(alert.getString("nextStepAt")))
        .isEqualTo(ClockFacts.STARTED.plus(QUARTER));
    assertThat(mailbox.to(mail("second"))).isEmpty();

    // and nobody acknowledges
    later(QUARTER);
    mailbox.await(mail("second"), 1);
    assertThat(mailbox.to(mail("lead"))).isEmpty();
    later(QUARTER);
    mailbox.await(mail("lead"), 1);
    assertThat(receiver.calls()).hasSize(1);

    // and the lead acknowledges
    Api.post("/alerts/" + id + "/acknowledge").then().statusCode(200);
    later(Duration.ofHours(1));
    assertThat(Api.alert(id).getString("waitsBecause")).isEqualTo("acknowledged by ada");

    // until it is broken: everybody from the beginning
    publisher.clock(facts.breached(first));
    receiver.await(2);
    Api.awaitAlert(facts.requestId(), "open", a -> a.get("status").equals("OPEN"));
    later(QUARTER);
    mailbox.await(mail("second"), 2);

    // and answered
    publisher.clock(facts.event("finished-late", first, data -> data.put("percent", 120)));
    JsonPath over =
        Api.awaitAlert(facts.requestId(), "over", a -> a.get("status").equals("RESOLVED"));
    assertThat(over.getString("nextStepAt")).isNull();
    later(Duration.ofHours(2));

    // Then nothing more was sent, and the timeline tells it all
    ClockFacts mark = new ClockFacts("CS", department);
    publisher.clock(mark.atRisk(UUID.randomUUID(), 75));
    receiver.await(3);
    assertThat(receiver.calls()).hasSize(3);
    assertThat(mailbox.to(mail("second"))).hasSize(2);
    assertThat(mailbox.to(mail("lead"))).hasSize(1);
    assertThat(kinds(Api.alert(id)))
        .containsSubsequence(
            "OPENED",
            "ROUTED",
            "ROUTED",
            "ROUTED",
            "ACKNOWLEDGED",
            "REOPENED",
            "ESCALATED",
            "ROUTED",
            "ROUTED",
            "CLOCK_SETTLED",
            "RESOLVED");
  }

  @Test
  void aStepThatReachesNobodyIsPassedAtOnceAndSaid() {
    person("gone", "EMAIL", mail("gone"));
    policy("passing", 0, step(null, "ASSIGNEE", null), leads("PT15M"));
    route("passing");

    publisher.clock(facts.breached(first));

    mailbox.await(mail("lead"), 1);
    JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
    assertThat(alert.<String>getList("timeline.text"))
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("step 1 of 2")
                    .contains("reaches nobody: nobody is assigned"));
  }

  @Test
  void roundsEndWithTheFallbackContact() {
    person("only", "EMAIL", mail("only"));
    person("last", "EMAIL", mail("last"));
    fallback("last");
    policy("rounds", 1, step(null, "PERSON", id("only")));
    route("rounds");

    publisher.clock(facts.breached(first));
    mailbox.await(mail("only"), 1);
    later(QUARTER);
    mailbox.await(mail("only"), 2);
    assertThat(ofThisRequest(mailbox.to(mail("last")))).isEmpty();
    later(QUARTER);
    Await.until(
        "the fallback contact is told",
        () -> ofThisRequest(mailbox.to(mail("last"))),
        letters -> !letters.isEmpty());

    JsonPath alert =
        Api.awaitAlert(facts.requestId(), "over", a -> a.getString("waitsBecause") != null);
    assertThat(alert.getString("waitsBecause"))
        .isEqualTo("everybody was told, the fallback contact last");
    assertThat(alert.getString("nextStepAt")).isNull();
  }

  @Test
  void aMilderMilestoneOfAnotherClockTakesNothingFromABreach() {
    person("first", "EMAIL", mail("first"));
    person("second", "EMAIL", mail("second"));
    policy("worst", 0, step(null, "PERSON", id("first")), step("PT15M", "PERSON", id("second")));
    route("worst");
    publisher.clock(facts.breached(first));
    mailbox.await(mail("first"), 1);

    publisher.clock(nextUpdate("at-risk", 75));
    mailbox.await(mail("first"), 2);
    publisher.clock(nextUpdate("met", 80));
    awaitSettled();
    later(QUARTER);

    mailbox.await(mail("second"), 1);
    assertThat(mailbox.to(mail("second")).getFirst().subject()).contains("a first answer");
    assertThat(told("second")).containsExactly("CRITICAL SENT");
  }

  @Test
  void whatIsLeftIsToldWhenWhatWasToldIsOver() {
    person("first", "EMAIL", mail("first"));
    person("second", "EMAIL", mail("second"));
    policy("left", 0, step(null, "PERSON", id("first")), step("PT15M", "PERSON", id("second")));
    route("left");
    publisher.clock(facts.atRisk(first, 75));
    mailbox.await(mail("first"), 1);
    publisher.clock(nextUpdate("breached", 100));
    mailbox.await(mail("first"), 2);

    publisher.clock(nextUpdate("finished-late", 110));
    awaitSettled();
    Api.awaitAlert(facts.requestId(), "step two", a -> a.getString("nextStepAt") != null);
    later(QUARTER);

    mailbox.await(mail("second"), 1);
    assertThat(mailbox.to(mail("second")).getFirst().subject()).contains("a first answer");
    assertThat(mailbox.to(mail("first"))).hasSize(2);
    assertThat(told("second")).containsExactly("WARNING SENT");
  }

  @Test
  void whatWasHeldBackForAnotherBreachIsToldWhenThatIsOver() {
    // Given a warning that cannot leave, and a breach that overtakes it
    mailbox.close();
    person("first", "EMAIL", mail("first"));
    policy("held", 0, step(null, "PERSON", id("first")), leads("PT8H"));
    route("held");
    publisher.clock(facts.atRisk(first, 75));
    Api.awaitAlert(facts.requestId(), "put off", a -> kinds(a).contains("PUT_OFF"));
    publisher.clock(nextUpdate("breached", 100));
    Api.awaitAlert(facts.requestId(), "overtaken", a -> kinds(a).contains("SUPERSEDED"));

    // When
    publisher.clock(nextUpdate("waived", 100));
    awaitSettled();
    mailbox = new Mailbox(smtpPort);
    later(Duration.ofMinutes(1));

    // Then
    Mailbox.Letter letter = mailbox.await(mail("first"), 1).getFirst();
    assertThat(letter.subject()).contains("a first answer");
    assertThat(letter.text()).contains("75");
  }

  @Test
  void whatTheRequesterOwesIsNotForTheAssigneeOfTheProvider() {
    person("assignee", "EMAIL", mail("assignee"));
    String asking = "ASK" + number.toUpperCase(Locale.ROOT);
    publisher.department(asking, 1, mail("asking"));
    Await.until("the department", () -> directory.find(asking).isPresent());
    ClockFacts theirs = new ClockFacts(asking, department);

    publisher.clock(
        theirs.event(
            "breached",
            first,
            data -> {
              data.put("percent", 100).put("metric", "REPLY").put("assignee", id("assignee"));
              data.putObject("obligor").put("side", "REQUESTER").put("department", asking);
            }));

    mailbox.await(mail("asking"), 1);
    JsonPath alert = Api.awaitAlert(theirs.requestId(), "told", a -> kinds(a).contains("SENT"));
    assertThat(Api.allDeliveries(alert.get("id")))
        .extracting(each -> each.get("address"))
        .containsOnly(mail("asking"));
  }

  @Test
  void whereTheStepsAreDoneTheFallbackContactIsNextAndThenNobody() {
    person("only", "EMAIL", mail("only"));
    person("last", "EMAIL", mail("last"));
    fallback("last");
    Api.route(department, id("only"));
    publisher.clock(facts.breached(first));
    mailbox.await(mail("only"), 1);
    String id =
        Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT")).getString("id");

    Api.post("/alerts/" + id + "/escalate").then().statusCode(200);
    Await.until(
        "the fallback contact is told",
        () -> ofThisRequest(mailbox.to(mail("last"))),
        letters -> !letters.isEmpty());
    Api.post("/alerts/" + id + "/escalate")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("nobody-is-next"));
  }

  /** Not before what is being sent is recorded: leases are on the same clock. */
  private void later(Duration by) {
    Await.until(
        "nothing is being sent",
        () ->
            sql.one(
                    """
                    select count(*) as n from deliveries d join alerts a on a.id = d.alert_id
                    where a.request_id = ? and d.status = 'SENDING'
                    """,
                    row -> row.number("n"),
                    facts.requestId())
                .orElseThrow(),
        n -> n == 0);
    time.advance(by);
  }

  private final UUID other = UUID.randomUUID();

  /** Of a second clock of the same request and obligor. */
  private ClockFacts.Fact nextUpdate(String type, int percent) {
    return facts.event(
        type, other, data -> data.put("metric", "NEXT_UPDATE").put("percent", percent));
  }

  private void awaitSettled() {
    Api.awaitAlert(facts.requestId(), "one has ended", a -> kinds(a).contains("CLOCK_SETTLED"));
  }

  private List<String> told(String name) {
    String alert = String.valueOf(Api.alerts(facts.requestId()).getFirst().get("id"));
    Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
    return Await.until(
            "the letter is taken",
            () ->
                Api.deliveries(alert).stream()
                    .filter(each -> mail(name).equals(each.get("address")))
                    .map(each -> each.get("severity") + " " + each.get("status"))
                    .toList(),
            all -> all.stream().allMatch(each -> each.endsWith("SENT")))
        .stream()
        .toList();
  }

  @Test
  void whereNoMessageComesThroughTheNextIsToldAtOnce() {
    receiver.then(400);
    person("first", "WEBHOOK", receiver.url("/refuses"));
    person("second", "EMAIL", mail("second"));
    policy("missed", 0, step(null, "PERSON", id("first")), step("PT15M", "PERSON", id("second")));
    route("missed");

    publisher.clock(facts.breached(first));

    mailbox.await(mail("second"), 1);
    JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
    assertThat(alert.<String>getList("timeline.text"))
        .contains("no message came through; the next is told now");
    assertThat(kinds(alert)).containsSubsequence("FAILED", "PASSED_OVER", "ROUTED", "SENT");
    assertThat(receiver.calls()).hasSize(1);
  }

  @Test
  void whereOneOfTwoMessagesComesThroughTheNextIsNotHurried() {
    receiver.then(400);
    person("first", "WEBHOOK", receiver.url("/refuses"));
    Api.method(id("first"), "EMAIL", mail("first"));
    person("second", "EMAIL", mail("second"));
    policy("half", 0, step(null, "PERSON", id("first")), step("PT15M", "PERSON", id("second")));
    route("half");

    publisher.clock(facts.breached(first));

    JsonPath alert =
        Api.awaitAlert(
            facts.requestId(), "both", a -> kinds(a).containsAll(List.of("SENT", "FAILED")));
    Await.until("it was looked at", () -> waitingToBeLookedAt(alert) == 0);
    assertThat(kinds(Api.alert(alert.getString("id")))).doesNotContain("PASSED_OVER");
    assertThat(mailbox.to(mail("second"))).isEmpty();
  }

  @Test
  void whereTheOnlyOneIsNotReachedTheFallbackContactIsAndAfterThemWhoComesLater() {
    // Given nobody whom a message reaches, and two departments nobody leads
    receiver.always(400);
    person("only", "WEBHOOK", receiver.url("/refuses"));
    person("last", "WEBHOOK", receiver.url("/refuses/too"));
    fallback("last");
    String alone = "ALONE" + number.toUpperCase(Locale.ROOT);
    ClockFacts unled = new ClockFacts("FROM" + alone, alone);
    Api.route(alone, id("only"));

    // When
    publisher.clock(unled.breached(first));

    // Then
    JsonPath alert =
        Api.awaitAlert(unled.requestId(), "nobody", a -> kinds(a).contains("UNDELIVERABLE"));
    assertThat(alert.getString("waitsBecause")).isEqualTo("no message came through to anybody");
    assertThat(pathsCalledAbout(unled)).containsExactly("/refuses", "/refuses/too");

    // And, as soon as there is another way
    Api.method(id("only"), "EMAIL", mail("only"));
    mailbox.await(mail("only"), 1);
    assertThat(pathsCalledAbout(unled)).hasSize(2);
  }

  @Test
  void whereTheFallbackContactIsNotReachedEitherBothSidesLeadsAre() {
    receiver.always(400);
    person("only", "WEBHOOK", receiver.url("/refuses"));
    person("last", "WEBHOOK", receiver.url("/refuses/too"));
    fallback("last");
    Api.route(department, id("only"));

    publisher.clock(facts.breached(first));

    mailbox.await(mail("lead"), 1);
    JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
    assertThat(kinds(alert)).doesNotContain("UNDELIVERABLE");
    assertThat(alert.getString("waitsBecause"))
        .isEqualTo("everybody was told, the leads of both sides last");
    assertThat(alert.<String>getList("timeline.text"))
        .anyMatch(text -> text.contains("both sides' leads, in place of the fallback contact"));
  }

  @Test
  void theFallbackContactKeepsItsLastMethod() {
    person("last", "EMAIL", mail("last"));
    fallback("last");
    String methods = "/api/v1/people/" + id("last") + "/methods/";
    String method = Api.as("ada").get(methods).jsonPath().getString("items[0].id");

    Api.as("ada")
        .delete(methods + method)
        .then()
        .statusCode(422)
        .body("refusal", equalTo("named-as-fallback"));

    Api.as("ada").get(methods + method).then().statusCode(200).header("ETag", "\"1\"");
  }

  @Test
  void whoHasNoMethodForWhatPressesLittleFindsItInTheStreamAndTheNextIsTold() {
    Api.person(id("pressing"));
    Api.asAdmin()
        .body(
            Map.of(
                "kind", "EMAIL", "address", mail("pressing"), "urgency", "HIGH", "verified", true))
        .post("/api/v1/people/" + id("pressing") + "/methods")
        .then()
        .statusCode(201);
    person("second", "EMAIL", mail("second"));
    policy("low", 0, step(null, "PERSON", id("pressing")), step("PT15M", "PERSON", id("second")));
    route("low");

    publisher.clock(facts.atRisk(first, 75));

    mailbox.await(mail("second"), 1);
    JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
    assertThat(alert.<String>getList("timeline.text"))
        .anyMatch(text -> text.contains("has no method for what is not pressing"));
    assertThat(Api.allDeliveries(alert.getString("id")))
        .filteredOn(each -> id("pressing").equals(each.get("person")))
        .extracting(each -> each.get("channel"))
        .containsExactly("STREAM");
  }

  /** A new fallback contact hears of what nobody could be told of before, too. */
  private List<String> pathsCalledAbout(ClockFacts request) {
    return receiver.calls().stream()
        .filter(call -> call.text().contains(request.requestId().toString()))
        .map(Receiver.Call::path)
        .toList();
  }

  private long waitingToBeLookedAt(JsonPath alert) {
    return sql.one(
            "select count(*) as n from untold where alert_id = ?",
            row -> row.number("n"),
            UUID.fromString(alert.getString("id")))
        .orElseThrow();
  }

  /** Whom nobody could be told of before goes to a new fallback contact too. */
  private List<Mailbox.Letter> ofThisRequest(List<Mailbox.Letter> letters) {
    return letters.stream()
        .filter(letter -> letter.text().contains(facts.requestId().toString()))
        .toList();
  }

  @Test
  void aStepTiedToTheDeadlineMovesWithItAndWaitsWhileItIsPaused() {
    person("early", "EMAIL", mail("early"));
    Map<String, Object> hourBefore = new HashMap<>(step(null, "PERSON", id("early")));
    hourBefore.put("due", "-PT1H");
    policy("tied", 0, hourBefore);
    route("tied");

    // Given it is due at ten, and told at nine
    publisher.clock(facts.atRisk(first, 75));
    awaitNextStep(ClockFacts.DUE.minus(Duration.ofHours(1)));

    // When it is paused there is no telling when
    publisher.clock(
        facts.event("paused", first, data -> data.put("phase", "PAUSED").putNull("dueAt")));
    JsonPath held =
        Api.awaitAlert(facts.requestId(), "held", a -> a.getString("waitsBecause") != null);
    assertThat(held.getString("waitsBecause")).isEqualTo("every clock is paused");
    later(Duration.ofHours(5));
    assertThat(mailbox.to(mail("early"))).isEmpty();

    // and when it runs on it is due later
    Instant due = ClockFacts.STARTED.plus(Duration.ofHours(8));
    publisher.clock(facts.event("resumed", first, data -> data.put("dueAt", due.toString())));
    awaitNextStep(due.minus(Duration.ofHours(1)));
    Instant agreed = due.plus(Duration.ofHours(1));
    publisher.clock(
        facts.event("renegotiated", first, data -> data.put("dueAt", agreed.toString())));
    awaitNextStep(agreed.minus(Duration.ofHours(1)));

    // Then it is told an hour before that, and by when it is promised now
    later(Duration.ofHours(3));
    Mailbox.Letter letter = mailbox.await(mail("early"), 1).getFirst();
    assertThat(letter.text()).contains("by Mon 23 Nov 2026 18:00").contains("due in 1 h");
  }

  @Test
  void whileOneClockStandsStillTheStepsGoOnForAnotherThatPresses() {
    person("first", "EMAIL", mail("first"));
    person("second", "EMAIL", mail("second"));
    policy("goes", 0, step(null, "PERSON", id("first")), step("PT15M", "PERSON", id("second")));
    route("goes");
    publisher.clock(nextUpdate("at-risk", 75), facts.atRisk(first, 75));
    mailbox.await(mail("first"), 2);
    publisher.clock(
        facts.event("paused", first, data -> data.put("phase", "PAUSED").putNull("dueAt")));
    Api.awaitAlert(facts.requestId(), "one is paused", a -> kinds(a).contains("CLOCK_REVISED"));

    later(QUARTER);

    mailbox.await(mail("second"), 1);
  }

  @Test
  void waitsCountAnewWhenAnotherClockPressesAfterAPause() {
    person("first", "EMAIL", mail("first"));
    person("second", "EMAIL", mail("second"));
    policy("anew", 0, step(null, "PERSON", id("first")), step("PT30M", "PERSON", id("second")));
    route("anew");
    publisher.clock(facts.atRisk(first, 75));
    mailbox.await(mail("first"), 1);
    publisher.clock(
        facts.event("paused", first, data -> data.put("phase", "PAUSED").putNull("dueAt")));
    Api.awaitAlert(facts.requestId(), "held", a -> a.getString("waitsBecause") != null);
    later(Duration.ofHours(4));

    publisher.clock(nextUpdate("at-risk", 75));

    awaitNextStep(ClockFacts.STARTED.plus(Duration.ofMinutes(270)));
    mailbox.await(mail("first"), 2);
    assertThat(mailbox.to(mail("second"))).isEmpty();
  }

  @Test
  void aWaitInWorkingTimeIsCountedByTheCalendarItNames() {
    String calendar = "hours-" + number;
    publisher.raw("onus.directory.v1", "calendar/" + calendar, hours(calendar));
    Await.until("the calendar", () -> calendars.find(calendar).isPresent());
    person("first", "EMAIL", mail("first"));
    person("second", "EMAIL", mail("second"));
    Map<String, Object> later = step("PT2H", "PERSON", id("second"));
    later.put("time", "WORKING");
    later.put("calendar", calendar);
    policy("working", 0, step(null, "PERSON", id("first")), later);
    route("working");
    time.set(Instant.parse("2026-12-23T16:30:00Z"));

    publisher.clock(facts.breached(first));

    // Half an hour until it closes, and an hour and a half of the next morning.
    Instant due = Instant.parse("2026-12-24T09:30:00Z");
    awaitNextStep(due);
    time.set(due.minusSeconds(1));
    mailbox.await(mail("first"), 1);
    assertThat(mailbox.to(mail("second"))).isEmpty();
    time.set(due);
    mailbox.await(mail("second"), 1);
  }

  private static String hours(String calendar) {
    return """
    {"specversion": "1.0", "id": "%s", "source": "/onus/sla-service",
     "type": "io.onus.directory.calendar-changed.v1", "subject": "calendar/%s",
     "time": "2026-12-20T09:00:00Z", "recordedtime": "2026-12-20T09:00:00Z", "sequence": "000000000001",
     "datacontenttype": "application/json",
     "data": {"code": "%s", "version": 1, "zone": "Europe/Berlin",
       "horizon": {"from": "2026-12-22T23:00:00Z", "until": "2027-01-03T23:00:00Z"},
       "open": [["2026-12-23T08:00:00Z", "2026-12-23T17:00:00Z"], ["2026-12-24T08:00:00Z", "2026-12-24T11:00:00Z"]],
       "closedDates": ["2026-12-25"]}}
    """
        .formatted(UUID.randomUUID(), calendar, calendar);
  }

  @Test
  void bothSidesLeadsAreToldWhereAStepNamesThem() {
    String asking = "ASK" + number.toUpperCase(Locale.ROOT);
    publisher.department(asking, 1, mail("asking"));
    // Departments and clocks come by different topics.
    Await.until("the department", () -> directory.find(asking).isPresent());
    policy("both", 0, Map.of("targets", List.of(Map.of("kind", "LEADS", "side", "BOTH"))));
    route("both");

    publisher.clock(new ClockFacts(asking, department).breached(first));

    mailbox.await(mail("lead"), 1);
    mailbox.await(mail("asking"), 1);
  }

  @Test
  void aPolicyThatIsChangedLaterChangesNoAlertThatIsOpen() {
    person("old", "EMAIL", mail("old"));
    person("new", "EMAIL", mail("new"));
    policy("changing", 0, step("PT15M", "PERSON", id("old")));
    route("changing");
    publisher.clock(facts.breached(first));
    awaitNextStep(ClockFacts.STARTED.plus(QUARTER));

    Api.as("ada")
        .header("If-Match", "\"1\"")
        .body(policyBody(0, step("PT15M", "PERSON", id("new"))))
        .put("/api/v1/policies/" + id("changing"))
        .then()
        .statusCode(200);
    later(QUARTER);

    mailbox.await(mail("old"), 1);
    assertThat(mailbox.to(mail("new"))).isEmpty();
  }

  @Test
  void aSilenceIsKeptAndThenEverybodyIsToldAgain() {
    person("napping", "EMAIL", mail("napping"));
    policy("silent", 0, step(null, "PERSON", id("napping")));
    route("silent");
    publisher.clock(facts.atRisk(first, 75));
    mailbox.await(mail("napping"), 1);
    String alert = Api.awaitAlert(facts.requestId(), "open", a -> true).getString("id");

    // When
    Api.as("ada")
        .body(Map.of("until", ClockFacts.DUE.plusSeconds(60).toString()))
        .post("/api/v1/alerts/" + alert + "/snooze")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("silence-across-deadline"))
        .body("dueAt", equalTo(ClockFacts.DUE.toString()));
    Instant until = ClockFacts.STARTED.plus(Duration.ofHours(1));
    Api.as("ada")
        .body(Map.of("until", until.toString()))
        .post("/api/v1/alerts/" + alert + "/snooze")
        .then()
        .statusCode(200)
        .body("status", equalTo("SNOOZED"))
        .body("snoozedUntil", equalTo(until.toString()))
        .body("nextStepAt", equalTo(until.toString()));

    // Then
    later(Duration.ofHours(1));
    mailbox.await(mail("napping"), 2);
    Api.awaitAlert(facts.requestId(), "awake", a -> a.get("status").equals("OPEN"));
  }

  @Test
  void whatBreaksInASilenceWishedAcrossTheDeadlineIsToldAtItsEnd() {
    person("deep", "EMAIL", mail("deep"));
    policy("deep", 0, step(null, "PERSON", id("deep")));
    route("deep");
    publisher.clock(facts.atRisk(first, 75));
    mailbox.await(mail("deep"), 1);
    String alert = Api.awaitAlert(facts.requestId(), "open", a -> true).getString("id");
    Instant until = ClockFacts.DUE.plus(Duration.ofHours(1));
    Api.as("ada")
        .body(Map.of("until", until.toString(), "acrossDeadline", true))
        .post("/api/v1/alerts/" + alert + "/snooze")
        .then()
        .statusCode(200);
    later(Duration.ofHours(2));
    publisher.clock(facts.breached(first));
    JsonPath silent = Api.awaitAlert(facts.requestId(), "held", a -> kinds(a).contains("SILENT"));
    assertThat(silent.getString("status")).isEqualTo("SNOOZED");
    assertThat(silent.getString("severity")).isEqualTo("CRITICAL");
    assertThat(mailbox.to(mail("deep"))).hasSize(1);

    // and what comes after it and is milder does not take its place
    publisher.clock(nextUpdate("at-risk", 75));
    Api.awaitAlert(
        facts.requestId(),
        "two held",
        a -> kinds(a).stream().filter("SILENT"::equals).count() == 2);
    later(Duration.ofHours(1));

    assertThat(mailbox.await(mail("deep"), 2).getLast().subject()).contains("Breached");
  }

  @Test
  void whoAsksForTheNextOneNeedNotWait() {
    person("one", "EMAIL", mail("one"));
    person("two", "EMAIL", mail("two"));
    policy("hurried", 0, step(null, "PERSON", id("one")), step("PT15M", "PERSON", id("two")));
    route("hurried");
    publisher.clock(facts.breached(first));
    mailbox.await(mail("one"), 1);
    String alert = Api.awaitAlert(facts.requestId(), "open", a -> true).getString("id");
    Api.post("/alerts/" + alert + "/acknowledge").then().statusCode(200);

    Api.post("/alerts/" + alert + "/escalate")
        .then()
        .statusCode(200)
        .body("status", equalTo("OPEN"));

    mailbox.await(mail("two"), 1);
    assertThat(kinds(Api.alert(alert))).contains("ASKED_TO_ESCALATE");
  }

  @Test
  void whereNobodyWasThereWhoeverComesOnCallIsToldThoughNothingElseChanges() {
    // Given a schedule that begins tomorrow, and nobody who leads
    String alone = "N" + number.toUpperCase(Locale.ROOT);
    ClockFacts theirs = new ClockFacts("ASK" + number.toUpperCase(Locale.ROOT), alone);
    publisher.department(alone, 1);
    Await.until("the department", () -> directory.find(alone).isPresent());
    person("later", "EMAIL", mail("later"));
    Map<String, Object> schedule = new HashMap<>(Api.scheduleForm(alone, id("later")));
    schedule.put(
        "layers",
        List.of(
            Map.of(
                "people",
                List.of(List.of(id("later"))),
                "every",
                "P1W",
                "handover",
                "09:00",
                "start",
                "2026-11-24")));
    Api.schedule("s-" + number, schedule);
    Api.as("ada")
        .body(
            Map.of(
                "name",
                "A policy",
                "department",
                alone,
                "steps",
                List.of(step(null, "SCHEDULE", "s-" + number))))
        .put("/api/v1/policies/" + id("alone"))
        .then()
        .statusCode(201);
    Api.as("ada")
        .body(Map.of("department", alone, "policy", id("alone")))
        .post("/api/v1/routes")
        .then()
        .statusCode(201);
    publisher.clock(theirs.breached(first));
    Api.awaitAlert(theirs.requestId(), "nobody", a -> kinds(a).contains("UNDELIVERABLE"));

    // When
    time.set(Instant.parse("2026-11-24T08:00:01Z"));

    // Then
    mailbox.await(mail("later"), 1);
  }

  @Test
  void aMutedAlertIsThereAndNobodyIsTold() {
    Api.as("ada")
        .body(Map.of("department", department, "mute", true, "priorities", List.of("P2")))
        .post("/api/v1/routes")
        .then()
        .statusCode(201);

    publisher.clock(facts.breached(first));

    JsonPath alert = Api.awaitAlert(facts.requestId(), "muted", a -> kinds(a).contains("MUTED"));
    assertThat(alert.getString("waitsBecause")).endsWith("tells nobody");
    assertThat(alert.getString("undeliverable")).isNull();
    assertThat(Api.deliveries(alert.get("id"))).isEmpty();
  }

  @Test
  void aWarningTwiceIsSuppressedAndRecorded() {
    person("twice", "EMAIL", mail("twice"));
    policy("twice", 0, step(null, "PERSON", id("twice")));
    route("twice");

    publisher.clock(facts.breached(first), facts.atRisk(first, 90));

    mailbox.await(mail("twice"), 1);
    JsonPath alert = Api.awaitAlert(facts.requestId(), "told", a -> kinds(a).contains("SENT"));
    assertThat(kinds(alert)).containsOnlyOnce("MILESTONE");
  }

  private void awaitNextStep(Instant at) {
    Api.awaitAlert(
        facts.requestId(),
        "next step at " + at,
        a -> at.toString().equals(a.getString("nextStepAt")));
  }

  private String id(String name) {
    return name + "-" + number;
  }

  private String mail(String name) {
    return id(name) + "@example.com";
  }

  private void person(String name, String kind, String address) {
    Api.person(id(name));
    Api.method(id(name), kind, address);
  }

  private void policy(String name, int repeat, Map<?, ?>... steps) {
    Api.as("ada")
        .body(policyBody(repeat, steps))
        .put("/api/v1/policies/" + id(name))
        .then()
        .statusCode(201);
  }

  private Map<String, Object> policyBody(int repeat, Map<?, ?>... steps) {
    return Map.of(
        "name", "A policy", "department", department, "repeat", repeat, "steps", List.of(steps));
  }

  private void route(String policy) {
    Api.as("ada")
        .body(Map.of("department", department, "policy", id(policy)))
        .post("/api/v1/routes")
        .then()
        .statusCode(201);
  }

  private void fallback(String person) {
    String version =
        Await.until(
            "the fallback contact",
            () -> Api.as("ada").get("/api/v1/fallback").getHeader("ETag"),
            etag -> true);
    var request = Api.as("ada").body(Map.of("targets", List.of(target("PERSON", id(person)))));
    if (version != null) {
      request.header("If-Match", version);
    }
    assertThat(request.put("/api/v1/fallback").statusCode()).isIn(200, 201);
  }

  private static Map<String, Object> step(String after, String kind, String id) {
    Map<String, Object> step = new HashMap<>();
    if (after != null) {
      step.put("after", after);
    }
    step.put("targets", new ArrayList<>(List.of(target(kind, id))));
    return step;
  }

  private static Map<String, Object> leads(String after) {
    return Map.of("after", after, "targets", List.of(Map.of("kind", "LEADS", "side", "OBLIGOR")));
  }

  private static Map<String, Object> target(String kind, String id) {
    return id == null ? Map.of("kind", kind) : Map.of("kind", kind, "id", id);
  }

  private static List<String> kinds(JsonPath alert) {
    return alert.getList("timeline.kind");
  }
}
