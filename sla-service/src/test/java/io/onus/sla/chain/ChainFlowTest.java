package io.onus.sla.chain;

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
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customer Service asks Engineering, Engineering asks Operations for its sake. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class ChainFlowTest {

  private static final String AT_RISK = "io.onus.sla.chain-at-risk.v1";

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject WallClock clock;
  @Inject Sql sql;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private Scene scene;
  private RequestFactsOnTopic order;
  private RequestFactsOnTopic tooling;

  @BeforeEach
  void company() {
    scene = Scene.of(Scene.departments(sql, "CHAIN"));
    signed(scene.requester(), scene.provider(), "PT4H");
    order =
        new RequestFactsOnTopic(outbox, transactions, scene.requester(), scene.provider())
            .forService(scene.service())
            .promisedAt(clock.now().plus(Duration.ofDays(1)));
    tooling =
        new RequestFactsOnTopic(outbox, transactions, scene.provider(), scene.other())
            .forService(scene.service())
            .madeFor(order.id);
  }

  @Test
  void aChildPromisedAfterItsParentIsSaidOnceAndAgainWhenAPromiseMoves() {
    signed(scene.provider(), scene.other(), "PT8H");
    Instant at = clock.now();
    order.publish(order.submitted(at));
    awaitFact(order, 1);

    tooling.publish(tooling.submitted(at.plusMillis(1)));

    List<TopicReader.Read> told = awaitAtRisk(1);
    JsonNode event = EventSchemas.json(told.getFirst().text());
    EventSchemas.check(event);
    JsonNode data = event.path("data");
    assertThat(data.path("requestNumber").asText()).startsWith(scene.other());
    assertThat(data.path("parent").path("requestNumber").asText()).startsWith(scene.provider());
    assertThat(data.path("requester").asText()).isEqualTo(scene.provider());
    assertThat(data.path("provider").asText()).isEqualTo(scene.other());
    assertThat(data.path("parent").path("requester").asText()).isEqualTo(scene.requester());
    assertThat(data.path("dueAt").asText())
        .isEqualTo(at.plusMillis(1).plus(Duration.ofHours(8)).toString());
    assertThat(data.path("parent").path("dueAt").asText())
        .isEqualTo(at.plus(Duration.ofHours(4)).toString());
    assertThat(data.path("gap").asText()).isEqualTo("PT4H0.001S");
    assertThat(data.path("customer").path("ref").asText()).isEqualTo("ORD-4711");
    assertThat(event.path("causationid").asText()).isNotEmpty();
    assertThat(event.path("time").asText()).isEqualTo(at.plusMillis(1).toString());

    // When: the parent waits for an answer, it is due at no time; after it, at another one
    order.publish(order.byProvider("asked", at.plusMillis(10)));
    awaitFact(order, 2);
    awaitChecked(tooling);
    assertThat(link(chainOf(Tokens.auditor("vera"), order.id), tooling).path("slack").isNull())
        .isTrue();
    order.publish(order.byRequester("answered", at.plusMillis(20)));

    List<TopicReader.Read> again = awaitAtRisk(2);
    assertThat(again.get(1).data().path("parent").path("dueAt").asText())
        .isEqualTo(at.plusMillis(10).plus(Duration.ofHours(4)).toString());
    assertThat(again.get(1).event().id()).isNotEqualTo(again.get(0).event().id());

    // When: the same is looked at again
    sql.update(
        """
        insert into chain_checks (request_id, caused_by, caused_at, look_at)
        values (?, ?, now(), now())
        """,
        tooling.id,
        UUID.randomUUID());
    awaitChecked(tooling);
    tooling.publish(tooling.byProvider("resolved", at.plusMillis(30)));
    awaitFact(tooling, 2);

    // Then: its events are numbered without a gap, and nothing was said twice
    List<TopicReader.Read> all =
        topicOf(
            tooling,
            reads -> reads.stream().anyMatch(read -> read.event().type().endsWith("clock-met.v1")));
    assertThat(all.stream().filter(read -> read.event().type().equals(AT_RISK))).hasSize(2);
    assertThat(all.stream().map(read -> read.event().sequence()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, all.size()).boxed().toList());
  }

  @Test
  void aParentThatArrivesAfterItsChildIsComparedAllTheSame() {
    signed(scene.provider(), scene.other(), "PT8H");
    Instant at = clock.now();
    tooling.publish(tooling.submitted(at));
    awaitFact(tooling, 1);
    awaitChecked(tooling);

    order.publish(order.submitted(at.minusMillis(1)));

    assertThat(awaitAtRisk(1).getFirst().data().path("gap").asText()).isEqualTo("PT4H0.001S");
  }

  @Test
  void aChildPromisedInTimeIsNotSpokenOfAndTheChainShowsTheSlack() {
    signed(scene.provider(), scene.other(), "PT2H");
    Instant at = clock.now();
    order.publish(order.submitted(at));
    awaitFact(order, 1);
    tooling.publish(tooling.submitted(at.plusMillis(1)));
    awaitFact(tooling, 1);
    awaitChecked(tooling);

    String operations = Tokens.member("olga", scene.other());
    JsonNode chain = chainOf(operations, order.id);
    assertThat(chain.path("rootId").asText()).isEqualTo(order.id.toString());
    assertThat(chain.path("cut").asBoolean()).isFalse();
    assertThat(chain.path("customer").path("ref").asText()).isEqualTo("ORD-4711");
    assertThat(chain.path("items")).hasSize(2);
    JsonNode root = chain.path("items").path(0);
    assertThat(root.path("from").asText()).isEqualTo(scene.requester());
    assertThat(root.path("to").asText()).isEqualTo(scene.provider());
    assertThat(root.path("depth").asInt()).isZero();
    assertThat(root.path("mover").asText()).isEqualTo(scene.provider());
    assertThat(Duration.parse(root.path("slack").path("wall").asText()))
        .isGreaterThan(Duration.ofHours(19));
    JsonNode child = chain.path("items").path(1);
    assertThat(child.path("parentId").asText()).isEqualTo(order.id.toString());
    assertThat(child.path("depth").asInt()).isEqualTo(1);
    assertThat(child.path("resolution").path("dueAt").asText())
        .isEqualTo(at.plusMillis(1).plus(Duration.ofHours(2)).toString());
    assertThat(child.path("slack").path("wall").asText()).isEqualTo("PT1H59M59.999S");
    assertThat(child.path("slack").path("working").asText()).isEqualTo("PT1H59M59.999S");
    assertThat(child.path("atRisk").asBoolean()).isFalse();

    assertThat(chain.toString()).doesNotContain("Which part fits?").doesNotContain("Acme");
    assertThat(chainOf(operations, tooling.id).path("items")).isEqualTo(chain.path("items"));
    assertThat(
            topicOf(tooling, reads -> !reads.isEmpty()).stream().map(read -> read.event().type()))
        .doesNotContain(AT_RISK);
  }

  @Test
  void aChainWithoutEndIsCutAndSaysSo() {
    order.publish(order.submitted(clock.now()));
    awaitFact(order, 1);
    tooling.publish(tooling.submitted(clock.now()));
    awaitFact(tooling, 1);
    sql.update(
        """
        insert into tracked_requests
          (request_id, shard, last_sequence, out_sequence, last_fact_at, profile, agreement_id,
           terms_version, calendar_code, calendar_version)
        select gen_random_uuid(), shard, last_sequence, out_sequence, last_fact_at, profile,
          agreement_id, terms_version, calendar_code, calendar_version
        from tracked_requests, generate_series(1, 999) where request_id = ?
        """,
        tooling.id);

    JsonNode chain = chainOf(Tokens.member("olga", scene.other()), tooling.id);

    assertThat(chain.path("cut").asBoolean()).isTrue();
    assertThat(chain.path("items")).hasSize(ChainService.MOST);
    assertThat(chain.path("items").path(0).path("requestId").asText())
        .isEqualTo(order.id.toString());
  }

  @Test
  void aChainOfOthersReadsLikeOneNobodyHeardOf() {
    order.publish(order.submitted(clock.now()));
    awaitFact(order, 1);

    for (String token : List.of(Tokens.member("olga", scene.other()), Tokens.admin("root"))) {
      UUID unknown = UUID.randomUUID();
      Response unseen = as(token).get("/api/v1/chains/" + order.id);
      Response never = as(token).get("/api/v1/chains/" + unknown);
      assertThat(unseen.statusCode()).isEqualTo(never.statusCode()).isEqualTo(404);
      assertThat(unseen.asString().replace(order.id.toString(), unknown.toString()))
          .isEqualTo(never.asString());
    }
    // With a child of theirs, Operations has a part in it and reads all of it.
    tooling.publish(tooling.submitted(clock.now()));
    awaitFact(tooling, 1);
    assertThat(chainOf(Tokens.member("olga", scene.other()), order.id).path("items")).hasSize(2);
  }

  private void signed(String requester, String provider, String resolution) {
    String id =
        as(Tokens.lead("lead-of-" + requester, requester))
            .body(
                "{\"requester\":\"%s\",\"provider\":\"%s\",\"service\":\"%s\",\"terms\":%s}"
                    .formatted(requester, provider, scene.service(), Scene.terms(resolution)))
            .post("/api/v1/agreements")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    as(Tokens.lead("lead-of-" + provider, provider))
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(200);
  }

  private void awaitFact(RequestFactsOnTopic request, long sequence) {
    Await.until(
        "fact " + sequence + " of " + request.id,
        () ->
            as(Tokens.auditor("vera"))
                .get("/api/v1/clocks?requestId=" + request.id)
                .jsonPath()
                .getLong("sequence"),
        seen -> seen >= sequence);
  }

  /** Until everything that was left to compare is compared. */
  private void awaitChecked(RequestFactsOnTopic request) {
    Await.until(
        "the checks of " + request.id,
        () ->
            sql.list("select 1 from chain_checks where request_id = ?", row -> 1, request.id)
                .isEmpty());
  }

  private List<TopicReader.Read> awaitAtRisk(int times) {
    return topicOf(
            tooling,
            reads ->
                reads.stream().filter(read -> read.event().type().equals(AT_RISK)).count() >= times)
        .stream()
        .filter(read -> read.event().type().equals(AT_RISK))
        .toList();
  }

  private List<TopicReader.Read> topicOf(
      RequestFactsOnTopic request, Predicate<List<TopicReader.Read>> enough) {
    try (TopicReader topic = new TopicReader(bootstrap, "onus.sla.v1")) {
      return of(
          request, topic.await("events of " + request.id, all -> enough.test(of(request, all))));
    }
  }

  private static List<TopicReader.Read> of(
      RequestFactsOnTopic request, List<TopicReader.Read> all) {
    return all.stream().filter(read -> request.id.toString().equals(read.key())).toList();
  }

  private static JsonNode chainOf(String token, UUID id) {
    return EventSchemas.json(
        as(token).get("/api/v1/chains/" + id).then().statusCode(200).extract().asString());
  }

  private static JsonNode link(JsonNode chain, RequestFactsOnTopic request) {
    for (JsonNode item : chain.path("items")) {
      if (item.path("requestId").asText().equals(request.id.toString())) {
        return item;
      }
    }
    throw new AssertionError("not in the chain: " + request.id);
  }
}
