package io.onus.sla.learning;

import static io.onus.sla.Scene.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.problem.Problem;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.tx.Transactions;
import io.onus.sla.Scene;
import io.onus.sla.clock.ClockService;
import io.onus.sla.clock.PastFacts;
import io.onus.sla.clock.PastFacts.Arrival;
import io.onus.sla.clock.PastFacts.Between;
import io.onus.sla.clock.RequestFactsOnTopic;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.learning.domain.Window;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Terms tried on a past that came over the topic. 2016-03-01 is a Tuesday; calendars are open
 * 09:00–17:00 UTC.
 */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class DryRunTest {

  private static final AtomicInteger COMPANIES = new AtomicInteger();

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject Sql sql;
  @Inject PastFacts facts;
  @Inject ClockService clocks;

  private Scene scene;
  private Past past;

  /** Departments of its own, so that each test has its own past. */
  @BeforeEach
  void company() {
    scene = Scene.of(Scene.departments(sql, "DRY" + COMPANIES.incrementAndGet()));
    past = new Past(sql, outbox, transactions, scene.requester(), scene.provider());
  }

  @Test
  void anOfferIsTriedOnThePastBesideTheTermsOfToday() {
    // Given: resolved after 2, 5 and 7 hours, and one that nobody resolved
    past.request("parts", "2016-03-01", 10, 120);
    RequestFactsOnTopic middle = past.request("parts", "2016-03-02", 30, 300);
    RequestFactsOnTopic slow = past.request("parts", "2016-03-03", 200, 420);
    RequestFactsOnTopic open = past.of("parts");
    past.tell(
        open,
        open.submitted(Instant.parse("2016-03-04T16:00:00Z")),
        open.fact(
            "import-finished",
            Instant.parse("2016-03-04T16:30:00Z"),
            "PROVIDER",
            data -> data.put("asOf", "2016-03-04T16:30:00Z")));
    String agreement = proposed(terms("PT1H", "PT4H"));

    // When
    JsonNode answer = dryRun(agreement, "{}");

    // Then
    assertThat(answer.path("requests").asInt()).isEqualTo(4);
    JsonNode proposed = answer.path("proposed");
    assertThat(proposed.path("of").asText()).isEqualTo("OFFER");
    assertLine(proposed, "FIRST_RESPONSE", 2, 1, 1, "66.66");
    assertLine(proposed, "RESOLUTION", 1, 2, 1, "33.33");
    JsonNode provider = proposed.path("sides").path(0);
    assertThat(provider.path("side").asText()).isEqualTo("PROVIDER");
    assertThat(provider.path("department").asText()).isEqualTo(scene.provider());
    assertThat(provider.path("breached").asInt()).isEqualTo(3);
    assertThat(provider.path("cost").path("amount").decimalValue()).isEqualByComparingTo("3000");
    assertThat(provider.path("cost").path("currency").asText()).isEqualTo("USD");
    assertThat(proposed.path("worst").findValuesAsText("requestId"))
        .containsExactly(slow.id.toString(), slow.id.toString(), middle.id.toString());
    assertThat(proposed.path("worst").findValuesAsText("late"))
        .containsExactly("PT3H", "PT2H20M", "PT1H");
    assertThat(proposed.path("worst").path(0).path("metric").asText()).isEqualTo("RESOLUTION");
    assertThat(proposed.path("worst").path(0).path("requestNumber").asText()).isNotEmpty();

    // and under house terms (P2: 4 h and 16 h) nothing is broken, and nothing would cost
    JsonNode current = answer.path("current");
    assertThat(current.path("of").asText()).isEqualTo("HOUSE_TERMS");
    assertThat(current.path("expected").asBoolean()).isTrue();
    assertLine(current, "FIRST_RESPONSE", 3, 0, 1, "100");
    assertLine(current, "RESOLUTION", 3, 0, 1, "100");
    assertThat(current.path("sides").path(0).path("cost").isNull()).isTrue();
    assertThat(current.path("worst")).isEmpty();
  }

  @Test
  void termsThatAreSentAreTriedInsteadOfTheOffer() {
    past.request("parts", "2016-03-01", 10, 120);
    String agreement = proposed(terms("PT1H", "PT4H"));

    JsonNode answer = dryRun(agreement, "{\"terms\":" + terms("PT5M", "PT1H") + "}");

    assertThat(answer.path("proposed").path("of").asText()).isEqualTo("SENT");
    assertLine(answer.path("proposed"), "RESOLUTION", 0, 1, 0, "0");
    assertLine(answer.path("proposed"), "FIRST_RESPONSE", 0, 1, 0, "0");
  }

  @Test
  void termsKeptReadyAreTriedByTheirCode() {
    past.request("parts", "2016-03-01", 10, 120);
    String agreement = proposed(terms("PT1H", "PT4H"));
    String code = scene.service() + "-of-dry-run";
    as(Tokens.admin("root"))
        .body("{\"name\":\"Strict\",\"terms\":" + terms("PT1H", "PT1H") + "}")
        .put("/api/v1/terms-templates/" + code)
        .then()
        .statusCode(201);

    JsonNode answer = dryRun(agreement, "{\"template\":\"" + code + "\"}");

    assertThat(answer.path("proposed").path("of").asText()).isEqualTo("TEMPLATE");
    assertLine(answer.path("proposed"), "RESOLUTION", 0, 1, 0, "0");
    post(agreement, "{\"template\":\"no-such\"}", scene.requesterLead())
        .statusCode(422)
        .body("refusal", equalTo("unknown-template"));
    String both = "{\"template\":\"" + code + "\",\"terms\":" + terms("PT1H", "PT1H") + "}";
    post(agreement, both, scene.requesterLead()).statusCode(400);
  }

  @Test
  void theTermsInForceStandBesideThoseThatAreTried() {
    past.request("parts", "2016-03-01", 10, 120);
    String agreement = signed(terms("PT1H", "PT1H"));

    JsonNode answer = dryRun(agreement, "{\"terms\":" + terms("PT1H", "PT4H") + "}");

    JsonNode current = answer.path("current");
    assertThat(current.path("of").asText()).isEqualTo("AGREEMENT");
    assertThat(current.path("agreement").path("id").asText()).isEqualTo(agreement);
    assertThat(current.path("expected").asBoolean()).isFalse();
    assertLine(current, "RESOLUTION", 0, 1, 0, "0");
    assertThat(current.path("sides").path(0).path("cost").path("amount").decimalValue())
        .isEqualByComparingTo("1000");
    assertLine(answer.path("proposed"), "RESOLUTION", 1, 0, 0, "100");
  }

  @Test
  void whatIsNotOnTheTableCannotBeTried() {
    String agreement = signed(terms("PT1H", "PT1H"));

    post(agreement, "{}", scene.providerLead())
        .statusCode(422)
        .body("refusal", equalTo("nothing-proposed"))
        .body("detail", containsString("Send the terms"));
  }

  @Test
  void termsForAllServicesAreNotForOneWithAnAgreementOfItsOwn() {
    past.request("parts", "2016-03-01", 10, 120);
    past.request("drawings", "2016-03-01", 10, 120);
    past.request("drawings", "2016-03-02", 10, 120);
    signedFor("drawings", terms("PT1H", "PT1H"));
    String agreement = proposed(terms("PT1H", "PT4H"));

    JsonNode answer = dryRun(agreement, "{}");

    assertThat(answer.path("requests").asInt()).isEqualTo(1);
    assertThat(answer.path("leftOut").path(0).path("service").asText()).isEqualTo("drawings");
    assertThat(answer.path("leftOut").path(0).path("requests").asInt()).isEqualTo(2);
  }

  @Test
  void termsForOneServiceAreTriedOnItsRequestsAlone() {
    past.request("parts", "2016-03-01", 10, 120);
    past.request("drawings", "2016-03-01", 10, 180);
    String agreement = proposedFor("drawings", terms("PT1H", "PT1H"));

    JsonNode answer = dryRun(agreement, "{}");

    assertThat(answer.path("requests").asInt()).isEqualTo(1);
    assertThat(answer.path("proposed").path("worst").path(0).path("late").asText())
        .isEqualTo("PT2H");
  }

  @Test
  void theWindowIsOfSubmissionsAndByDefaultTheLastTwelveMonthsOfWhatThereIs() {
    past.request("parts", "2015-03-01", 10, 120);
    past.request("parts", "2016-03-01", 10, 120);
    past.request("parts", "2016-06-01", 10, 120);
    String agreement = proposed(terms("PT1H", "PT4H"));

    JsonNode open = dryRun(agreement, "{}");
    assertThat(open.path("requests").asInt()).isEqualTo(2);
    assertThat(open.path("window").path("from").asText()).isEqualTo("2015-06-01T09:00:00.000001Z");
    assertThat(open.path("window").path("to").asText()).isEqualTo("2016-06-01T09:00:00.000001Z");
    String march =
        "{\"window\":{\"from\":\"2016-03-01T09:00:00Z\",\"to\":\"2016-06-01T09:00:00Z\"}}";
    assertThat(dryRun(agreement, march).path("requests").asInt()).isEqualTo(1);
    String all = "{\"window\":{\"from\":\"2010-01-01T00:00:00Z\"}}";
    assertThat(dryRun(agreement, all).path("requests").asInt()).isEqualTo(3);
  }

  @Test
  void withoutAnyPastThereIsNothingToSayAndThatIsSaid() {
    JsonNode answer = dryRun(proposed(terms("PT1H", "PT4H")), "{}");

    assertThat(answer.path("requests").asInt()).isZero();
    assertThat(answer.path("window").isNull()).isTrue();
    assertThat(answer.path("proposed").path("lines")).isEmpty();
    assertThat(answer.path("proposed").path("sides").path(0).path("percentKept").isNull()).isTrue();
  }

  @Test
  void itChangesNothing() {
    past.request("parts", "2016-03-01", 10, 120);
    RequestFactsOnTopic broken = past.request("parts", "2016-03-02", 30, 3000);
    assertThat(broken.id).isNotNull();
    String agreement = proposed(terms("PT1H", "PT4H"));
    String stored = past.stored();
    String agreed = agreementRows(agreement);
    int entries = entriesOf(agreement);

    dryRun(agreement, "{}");
    dryRun(agreement, "{\"terms\":" + terms("PT1S", "PT1S") + "}");

    assertThat(past.stored()).isEqualTo(stored);
    assertThat(agreementRows(agreement)).isEqualTo(agreed);
    assertThat(entriesOf(agreement)).isEqualTo(entries);
  }

  @Test
  void whatWasExcusedForOneRequestIsNoPartOfATrial() {
    past.request("parts", "2016-03-01", 10, 300);
    String agreement = proposed(terms("PT1H", "PT4H"));
    JsonNode before = dryRun(agreement, "{}");
    RequestFactsOnTopic excused = past.request("parts", "2016-03-02", 10, 300);
    UUID clock =
        sql.one(
                "select id from clocks where request_id = ? and metric = 'RESOLUTION'",
                row -> row.uuid("id"),
                excused.id)
            .orElseThrow();
    transactions.run(
        () -> clocks.act(excused.id, new ClockAct.Waive(clock), Actor.ENGINE, state -> {}));

    JsonNode after = dryRun(agreement, "{}");

    assertLine(before.path("proposed"), "RESOLUTION", 0, 1, 0, "0");
    assertLine(after.path("proposed"), "RESOLUTION", 0, 2, 0, "0");
  }

  @Test
  void aTransferBringsAReceiversShareUnderTheTermsWithIt() {
    Past theirs = new Past(sql, outbox, transactions, scene.requester(), scene.other());
    RequestFactsOnTopic request = theirs.of("parts");
    Instant at = Instant.parse("2016-03-01T09:00:00Z");
    theirs.tell(
        request,
        request.submitted(at),
        request.transferredTo(scene.provider(), at.plusSeconds(3_600)),
        request.byProvider("resolved", at.plusSeconds(4 * 3_600)));
    String agreement =
        proposed(
            """
            {"targets":[{"metric":"HANDLING","priority":"P2","duration":"PT2H"},\
            {"metric":"RESOLUTION","priority":"P2","duration":"PT1H"}],"hours":"ALWAYS"}\
            """);

    JsonNode answer = dryRun(agreement, "{}");

    assertThat(answer.path("requests").asInt()).isEqualTo(1);
    assertThat(answer.path("transferredIn").asInt()).isEqualTo(1);
    assertThat(answer.path("proposed").path("lines")).hasSize(1);
    assertLine(answer.path("proposed"), "HANDLING", 0, 1, 0, "0");
    assertThat(answer.path("proposed").path("worst").path(0).path("late").asText())
        .isEqualTo("PT1H");
  }

  @Test
  void theRequestersSideIsTriedAndCostsItsOwn() {
    RequestFactsOnTopic request = past.of("parts");
    Instant at = Instant.parse("2016-03-01T09:00:00Z");
    past.tell(
        request,
        request.submitted(at),
        request.byProvider("asked", at.plusSeconds(600)),
        request.byRequester("answered", at.plusSeconds(600 + 6 * 3_600)),
        request.byProvider("resolved", at.plusSeconds(600 + 7 * 3_600)));
    String agreement =
        proposed(
            """
            {"targets":[{"metric":"REPLY","priority":"P2","duration":"PT4H"},\
            {"metric":"RESOLUTION","priority":"P2","duration":"PT4H"}],"hours":"ALWAYS",\
            "breachCost":{"amount":90,"currency":"EUR","per":"HOUR"}}\
            """);

    JsonNode sides = dryRun(agreement, "{}").path("proposed").path("sides");

    assertThat(sides.path(0).path("percentKept").decimalValue()).isEqualByComparingTo("100");
    assertThat(sides.path(0).path("cost").path("amount").decimalValue()).isZero();
    assertThat(sides.path(1).path("side").asText()).isEqualTo("REQUESTER");
    assertThat(sides.path(1).path("department").asText()).isEqualTo(scene.requester());
    assertThat(sides.path(1).path("breached").asInt()).isEqualTo(1);
    assertThat(sides.path(1).path("cost").path("amount").decimalValue())
        .isEqualByComparingTo("180");
    assertThat(sides.path(1).path("cost").path("currency").asText()).isEqualTo("EUR");
  }

  @Test
  void itsTransactionsMayOnlyRead() {
    assertThatThrownBy(
            () ->
                walk(10, 1)
                    .reading(
                        () ->
                            sql.update(
                                "update clocks set pauses = 1 where request_id = ?",
                                UUID.randomUUID())))
        .hasStackTraceContaining("read-only transaction");
  }

  @Test
  void moreThanOneQuestionMayCoverIsRefusedWithTheBound() {
    for (int day = 1; day <= 3; day++) {
      past.request("parts", "2016-03-0" + day, 10, 120);
    }

    assertThatThrownBy(() -> walk(2, 1).through(between(), wholeWindow(), new Counting()))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(422);
              assertThat(problem.refusal()).isEqualTo("too-much-past");
              assertThat(problem.detail()).contains("More than 2 requests").contains("shorter");
            });
    assertThat(walk(3, 1).through(between(), wholeWindow(), new Counting()).get()).isEqualTo(3);
  }

  @Test
  void whenTooManyLookAtOnceTheNextIsAskedToComeAgain() {
    past.request("parts", "2016-03-01", 10, 120);

    assertThatThrownBy(() -> walk(10, 0).through(between(), wholeWindow(), new Counting()))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.retryAfter()).isNotNull();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"windows\":{}}|400|windows",
        "{\"window\":{\"from\":\"2016-04-01T00:00:00Z\",\"to\":\"2016-03-01T00:00:00Z\"}}|400|window.to",
        "{\"window\":{\"from\":\"1900-01-01T00:00:00Z\"}}|400|window.from",
        "{\"window\":{\"to\":\"+99999-01-01T00:00:00Z\"}}|400|window.to",
        "{\"window\":{\"to\":\"yesterday\"}}|400|window.to",
        "{\"terms\":{\"targets\":[]}}|400|terms.targets",
        "{\"terms\":5}|400|terms"
      })
  void whatMakesNoSenseIsMalformed(String body, int status, String field) {
    post(proposed(terms("PT1H", "PT4H")), body, scene.requesterLead())
        .statusCode(status)
        .body("violations.field", hasItem(containsString(field)));
  }

  @Test
  void termsNobodyCouldSignAreRefusedAsTheyWouldBeThere() {
    String agreement = proposed(terms("PT1H", "PT4H"));
    String unknown = "{\"terms\":" + terms("PT1H", "PT4H").replace("ALWAYS", "nowhere") + "}";

    post(agreement, unknown, scene.requesterLead())
        .statusCode(422)
        .body("refusal", equalTo("unknown-calendar"));
  }

  @Test
  void itNeedsNoBody() {
    as(scene.requesterLead())
        .post("/api/v1/agreements/" + proposed(terms("PT1H", "PT4H")) + "/dry-run")
        .then()
        .statusCode(200);
  }

  private static class Counting implements PastWalk.Lesson<AtomicInteger> {

    @Override
    public AtomicInteger nothing() {
      return new AtomicInteger();
    }

    @Override
    public void learn(AtomicInteger so, Arrival arrival, List<RequestFact> facts) {
      so.incrementAndGet();
    }

    @Override
    public void add(AtomicInteger to, AtomicInteger page) {
      to.addAndGet(page.get());
    }
  }

  private PastWalk walk(int most, int atOnce) {
    return new PastWalk(facts, transactions, sql, most, 1, atOnce);
  }

  private Between between() {
    return new Between(scene.requester(), scene.provider(), null);
  }

  private static Window wholeWindow() {
    return new Window(Instant.parse("2010-01-01T00:00:00Z"), Instant.parse("2020-01-01T00:00:00Z"));
  }

  private static void assertLine(
      JsonNode trial, String metric, int kept, int breached, int open, String percent) {
    for (JsonNode line : trial.path("lines")) {
      if (line.path("metric").asText().equals(metric)) {
        assertThat(line.path("priority").asText()).isEqualTo("P2");
        assertThat(line.path("kept").asInt()).as(metric + " kept").isEqualTo(kept);
        assertThat(line.path("breached").asInt()).as(metric + " breached").isEqualTo(breached);
        assertThat(line.path("open").asInt()).as(metric + " open").isEqualTo(open);
        assertThat(line.path("percentKept").decimalValue()).isEqualByComparingTo(percent);
        return;
      }
    }
    throw new AssertionError("no line of " + metric + " in " + trial);
  }

  private JsonNode dryRun(String agreement, String body) {
    return EventSchemas.json(
        post(agreement, body, scene.requesterLead()).statusCode(200).extract().asString());
  }

  private static ValidatableResponse post(String agreement, String body, String token) {
    return as(token).body(body).post("/api/v1/agreements/" + agreement + "/dry-run").then();
  }

  private String proposed(String terms) {
    return proposedFor(null, terms);
  }

  private String proposedFor(String service, String terms) {
    return as(scene.requesterLead())
        .body(
            """
            {"requester":"%s","provider":"%s","service":%s,"terms":%s}\
            """
                .formatted(
                    scene.requester(),
                    scene.provider(),
                    service == null ? "null" : "\"" + service + "\"",
                    terms))
        .post("/api/v1/agreements")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String signed(String terms) {
    return signedFor(null, terms);
  }

  private String signedFor(String service, String terms) {
    String id = proposedFor(service, terms);
    as(scene.providerLead())
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(200);
    return id;
  }

  private static String terms(String response, String resolution) {
    return """
    {"targets":[{"metric":"FIRST_RESPONSE","priority":"P2","duration":"%s"},\
    {"metric":"RESOLUTION","priority":"P2","duration":"%s"}],"hours":"ALWAYS",\
    "breachCost":{"amount":1000,"currency":"USD","per":"BREACH"}}\
    """
        .formatted(response, resolution);
  }

  private String agreementRows(String id) {
    return sql.one(
            "select md5(a::text) as row from agreements a where id = ?::uuid",
            row -> row.text("row"),
            id)
        .orElseThrow();
  }

  private int entriesOf(String id) {
    return sql.one(
            "select count(*) as entries from audit_entries where subject_id = ?",
            row -> row.integer("entries"),
            id)
        .orElseThrow();
  }
}
