package io.onus.sla.budget;

import static io.onus.sla.Scene.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.Scene;
import io.onus.sla.clock.RequestFactsOnTopic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An objective, the promises under it, and what both sides hear of what is left. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class BudgetFlowTest {

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject WallClock clock;
  @Inject Sql sql;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private Scene scene;

  @BeforeEach
  void company() {
    scene = Scene.of(Scene.departments(sql, "BUDGET"));
  }

  @Test
  void twoBreachesOfTwoSpendABudgetOnceAndARetractionGivesItBack() {
    String agreement = signed("95");
    breach(agreement, 1);
    assertThat(provider(agreement).path("status").asText())
        .as("one breach is an accident")
        .isEqualTo("OK");

    RequestFactsOnTopic second = request();
    Instant at = clock.now();
    second.publish(second.submitted(at));

    JsonNode event = EventSchemas.json(awaitTold(agreement, "budget-spent", 1).getFirst().text());
    EventSchemas.check(event);
    JsonNode data = event.path("data");
    assertThat(event.path("subject").asText()).isEqualTo(agreement);
    assertThat(event.path("time").asText()).isEqualTo(at.plusSeconds(1).toString());
    assertThat(data.path("side").asText()).isEqualTo("PROVIDER");
    assertThat(data.path("department").asText()).isEqualTo(scene.provider());
    assertThat(data.path("breached").asInt()).isEqualTo(2);
    assertThat(data.path("lastBreach").path("eventId").asText())
        .isEqualTo(breachOf(second).event().id().toString());

    JsonNode spent = provider(agreement);
    assertThat(spent.path("status").asText()).isEqualTo("SPENT");
    assertThat(spent.path("promised").asInt()).isEqualTo(2);
    assertThat(spent.path("kept").asInt()).isZero();
    assertThat(spent.path("allowed").asInt()).isZero();
    assertThat(spent.path("left").asInt()).isZero();
    assertThat(spent.path("percentKept").asInt()).isZero();
    assertThat(spent.path("cost")).hasSize(1);
    assertThat(spent.path("cost").path(0).path("amount").asInt()).isEqualTo(2000);
    assertThat(spent.path("cost").path(0).path("currency").asText()).isEqualTo("USD");
    assertThat(spent.path("shortBurn").path("rate").asInt()).isEqualTo(20);
    assertThat(spent.path("spentAt").asText()).isNotEmpty();
    JsonNode requester = side(budget(agreement), "REQUESTER");
    assertThat(requester.path("department").asText()).isEqualTo(scene.requester());
    assertThat(requester.path("promised").asInt()).isZero();
    assertThat(requester.path("status").asText()).isEqualTo("OK");

    // When: it turns out that the second was answered in time after all
    second.publish(
        second.byProvider("message-posted", at.plusMillis(500), Map.of("visibility", "BOTH")));
    Await.until(
        "the breach to be gone",
        () -> provider(agreement),
        side -> side.path("breached").asInt() == 1 && side.path("kept").asInt() == 1);
    Await.until("the budget to recover", () -> level(agreement).equals("OK"));

    // Then: another breach spends it again, and that is told as well
    breach(agreement, 2);
    List<TopicReader.Read> told = awaitTold(agreement, "budget-spent", 2);
    assertThat(told.get(1).event().id()).isNotEqualTo(told.get(0).event().id());
    assertThat(told.get(1).event().sequence()).isGreaterThan(told.get(0).event().sequence());
  }

  @Test
  void halfSpentIsWarnedOfOnceAndTheWindowTakesItBack() {
    String agreement = signed("95");
    Instant now = clock.now();
    settled(agreement, "MET", 97, now.minus(Duration.ofDays(10)));
    settled(agreement, "BREACHED", 3, now);
    look(agreement);

    JsonNode event = EventSchemas.json(awaitTold(agreement, "budget-warned", 1).getFirst().text());
    EventSchemas.check(event);
    assertThat(event.path("data").path("allowed").asInt()).isEqualTo(5);
    assertThat(event.path("data").path("left").asInt()).isEqualTo(2);
    assertThat(event.path("data").path("percentKept").asInt()).isEqualTo(97);
    assertThat(provider(agreement).path("status").asText()).isEqualTo("WARNED");

    // When: the same is looked at again, and then the breaches leave the window
    look(agreement);
    awaitLooked(agreement);
    sql.update(
        """
        update clock_outcomes set settled_at = settled_at - interval '40 days'
        where agreement_id = ?
        """,
        UUID.fromString(agreement));
    sql.update(
        "update budgets set look_at = now() where agreement_id = ?", UUID.fromString(agreement));

    Await.until("the budget to recover", () -> level(agreement).equals("OK"));
    assertThat(provider(agreement).path("promised").asInt()).isZero();
    assertThat(provider(agreement).path("percentKept").isNull()).isTrue();
    assertThat(awaitTold(agreement, "budget-warned", 1)).hasSize(1);
  }

  @Test
  void ninetyNinePointNineFivePercentAreNotAHundred() {
    String agreement = signed("99.95");
    Instant now = clock.now();
    settled(agreement, "MET", 1999, now.minus(Duration.ofDays(1)));
    settled(agreement, "BREACHED", 1, now.minus(Duration.ofDays(1)));
    settled(agreement, "WAIVED", 1, now.minus(Duration.ofDays(1)));

    String text =
        as(Tokens.member("ada", scene.requester()))
            .get("/api/v1/agreements/" + agreement + "/budget")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    JsonNode provider = side(EventSchemas.json(text), "PROVIDER");
    assertThat(text).contains("\"percent\":99.95").contains("\"percentKept\":99.95");
    assertThat(provider.path("promised").asInt()).isEqualTo(2000);
    assertThat(provider.path("waived").asInt()).isEqualTo(1);
    assertThat(provider.path("allowed").asInt()).isEqualTo(1);
    assertThat(provider.path("left").asInt()).isZero();
    assertThat(provider.path("status").asText()).isEqualTo("OK");
    assertThat(provider.path("longBurn").path("window").asText()).isEqualTo("PT72H");
  }

  @Test
  void withoutAnObjectiveThereIsNoBudgetAndOfOthersThereIsNone() {
    String proposed = scene.proposedBy(scene.requesterLead());

    JsonNode budget = budget(proposed);
    assertThat(budget.path("objective").isNull()).isTrue();
    assertThat(budget.path("version").isNull()).isTrue();
    assertThat(budget.path("sides")).isEmpty();
    as(Tokens.lead("sam", scene.other()))
        .get("/api/v1/agreements/" + proposed + "/budget")
        .then()
        .statusCode(404);
  }

  private String signed(String percent) {
    String id =
        as(scene.requesterLead())
            .body(
                """
                {"requester":"%s","provider":"%s","service":"%s","terms":{
                  "targets":[{"metric":"FIRST_RESPONSE","priority":"P2","duration":"PT1S"}],
                  "hours":"ALWAYS","objective":{"percent":%s,"window":"P30D"},
                  "breachCost":{"amount":1000,"currency":"USD","per":"BREACH"}}}
                """
                    .formatted(scene.requester(), scene.provider(), scene.service(), percent))
            .post("/api/v1/agreements")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    as(scene.providerLead())
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(200);
    return id;
  }

  private RequestFactsOnTopic request() {
    return new RequestFactsOnTopic(outbox, transactions, scene.requester(), scene.provider())
        .forService(scene.service());
  }

  /** A request nobody answers, once its breach is counted. */
  private void breach(String agreement, int breaches) {
    RequestFactsOnTopic request = request();
    request.publish(request.submitted(clock.now()));
    Await.until(
        breaches + " breaches",
        () -> provider(agreement).path("breached").asInt(),
        counted -> counted == breaches);
    awaitLooked(agreement);
  }

  /** Outcomes of clocks nobody ran. */
  private void settled(String agreement, String verdict, int times, Instant at) {
    UUID id = UUID.fromString(agreement);
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(times).toList();
    sql.update(
        """
        insert into clock_outcomes
          (clock_id, request_id, agreement_id, version, side, metric, priority, settled_at, verdict,
           event_id)
        select c, c, ?, 1, 'PROVIDER', 'RESOLUTION', 'P2', ?, ?, c from unnest(?::uuid[]) as c
        """,
        id,
        at,
        verdict,
        ids);
  }

  private void look(String agreement) {
    sql.update("insert into budget_checks (agreement_id) values (?)", UUID.fromString(agreement));
  }

  private void awaitLooked(String agreement) {
    Await.until(
        "the look at " + agreement,
        () ->
            sql.list(
                    "select 1 from budget_checks where agreement_id = ?",
                    row -> 1,
                    UUID.fromString(agreement))
                .isEmpty());
  }

  private String level(String agreement) {
    return sql.one(
            "select level from budgets where agreement_id = ? and side = 'PROVIDER'",
            row -> row.text("level"),
            UUID.fromString(agreement))
        .orElse("");
  }

  private List<TopicReader.Read> awaitTold(String agreement, String what, int times) {
    String type = "io.onus.agreement." + what + ".v1";
    try (TopicReader topic = new TopicReader(bootstrap, "onus.agreement.v1")) {
      return of(
          agreement,
          type,
          topic.await(
              times + " " + what + " of " + agreement,
              all -> of(agreement, type, all).size() >= times));
    }
  }

  private static List<TopicReader.Read> of(String key, String type, List<TopicReader.Read> all) {
    return all.stream()
        .filter(read -> key.equals(read.key()) && type.equals(read.event().type()))
        .toList();
  }

  private TopicReader.Read breachOf(RequestFactsOnTopic request) {
    String key = request.id.toString();
    String type = "io.onus.sla.clock-breached.v1";
    try (TopicReader topic = new TopicReader(bootstrap, "onus.sla.v1")) {
      return of(
              key, type, topic.await("the breach of " + key, all -> !of(key, type, all).isEmpty()))
          .getFirst();
    }
  }

  private JsonNode provider(String agreement) {
    return side(budget(agreement), "PROVIDER");
  }

  private static JsonNode budget(String agreement) {
    return EventSchemas.json(
        as(Tokens.auditor("vera"))
            .get("/api/v1/agreements/" + agreement + "/budget")
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private static JsonNode side(JsonNode budget, String side) {
    for (JsonNode one : budget.path("sides")) {
      if (one.path("side").asText().equals(side)) {
        return one;
      }
    }
    throw new AssertionError("no side " + side + " in " + budget);
  }
}
