package io.onus.sla.clock;

import static io.onus.sla.Scene.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees the clocks of a request on its way through departments, and what they never see. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class ClockAccessTest {

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject WallClock clock;
  @Inject Sql sql;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private Scene scene;
  private RequestFactsOnTopic request;

  @BeforeEach
  void company() {
    scene = Scene.of(Scene.departments(sql, "CLOCK"));
    request = new RequestFactsOnTopic(outbox, transactions, scene.requester(), scene.provider());
  }

  @Test
  void theReceiverOfATransferSeesTheClocksOnceItAccepted() {
    Instant at = clock.now();
    request.publish(
        request.submitted(at),
        request.byProvider(
            "transfer-proposed", at.plusMillis(1), Map.of("toDepartment", scene.other())));
    awaitFact(2);
    String receiver = Tokens.lead("rita", scene.other());
    assertThat(metrics(receiver)).isEmpty();

    request.publish(request.transferredTo(scene.other(), at.plusMillis(2)));
    awaitFact(3);

    assertThat(metrics(receiver))
        .containsExactlyInAnyOrder("FIRST_RESPONSE", "RESOLUTION", "HANDLING");
    assertThat(metrics(Tokens.member("ada", scene.requester()))).hasSize(3);
  }

  @Test
  void whoOwesAClockStillSeesItWhenTheRequestWentOn() {
    // Given: the provider answered late, years ago, and handed the request on in time
    Instant at = Instant.parse("2016-03-01T09:00:00Z");
    request.imported();
    request.publish(
        request.submitted(at),
        request.byProvider("message-posted", at.plusSeconds(86_400), Map.of("visibility", "BOTH")),
        request.transferredTo(scene.other(), at.plusSeconds(86_401)));
    awaitFact(3);
    String former = Tokens.member("eva", scene.provider());

    assertThat(metrics(former)).containsExactly("FIRST_RESPONSE");
    for (String metric : List.of("FIRST_RESPONSE", "RESOLUTION")) {
      int status = metric.equals("FIRST_RESPONSE") ? 200 : 404;
      String path = "/api/v1/clocks/" + clockId(metric);
      assertThat(as(former).get(path).statusCode()).as(metric).isEqualTo(status);
      assertThat(as(former).get(path + "/explanation").statusCode()).as(metric).isEqualTo(status);
    }
  }

  @Test
  void aRequestOfOthersReadsLikeOneNobodyHeardOf() {
    request.publish(request.submitted(clock.now()));
    awaitFact(1);
    String id = clockId("RESOLUTION");
    String unknown = UUID.randomUUID().toString();

    for (String token :
        List.of(
            Tokens.lead("sam", scene.other()),
            Tokens.admin("root"),
            Tokens.onCallAdmin("otto"),
            Tokens.of("nobody").sign())) {
      assertThat(clocksOf(token, request.id.toString()).asString())
          .isEqualTo(clocksOf(token, unknown).asString())
          .isEqualTo("{\"items\":[],\"sequence\":0,\"nextPageToken\":null}");
      for (String path : List.of("/api/v1/clocks/%s", "/api/v1/clocks/%s/explanation")) {
        Response unseen = as(token).get(path.formatted(id));
        Response never = as(token).get(path.formatted(unknown));
        assertThat(unseen.statusCode()).isEqualTo(never.statusCode()).isEqualTo(404);
        assertThat(unseen.asString().replace(id, unknown)).isEqualTo(never.asString());
      }
    }
  }

  @Test
  void noWordOfAMessageComesOutOfClocks() {
    String secret = "between-us-" + UUID.randomUUID();
    Instant at = clock.now();
    request.publish(
        request.submitted(at),
        request.byProvider(
            "message-posted", at.plusMillis(1), Map.of("visibility", "INTERNAL", "text", secret)),
        request.byProvider("asked", at.plusMillis(2), Map.of("text", secret)),
        request.byRequester("answered", at.plusMillis(3)));
    awaitFact(4);

    String auditor = Tokens.auditor("vera");
    assertThat(clocksOf(auditor, request.id.toString()).asString()).doesNotContain(secret);
    for (String metric : List.of("FIRST_RESPONSE", "RESOLUTION")) {
      String explanation =
          as(auditor).get("/api/v1/clocks/" + clockId(metric) + "/explanation").asString();
      assertThat(explanation).contains("intervals").doesNotContain(secret);
      assertThat(explanation).as("an internal note is no cause").doesNotContain("MessagePosted");
    }
    try (TopicReader topic = new TopicReader(bootstrap, "onus.sla.v1")) {
      List<TopicReader.Read> told =
          topic.await(
              "the clock that goes on after the answer",
              all ->
                  all.stream()
                      .filter(read -> request.id.toString().equals(read.key()))
                      .anyMatch(read -> read.event().type().contains("clock-resumed")));
      assertThat(told.stream().map(TopicReader.Read::text)).noneMatch(t -> t.contains(secret));
    }
  }

  private void awaitFact(long sequence) {
    Await.until(
        "fact " + sequence + " of " + request.id,
        () ->
            clocksOf(Tokens.auditor("vera"), request.id.toString()).jsonPath().getLong("sequence"),
        found -> found >= sequence);
  }

  private List<String> metrics(String token) {
    return clocksOf(token, request.id.toString()).path("items.metric");
  }

  private String clockId(String metric) {
    return clocksOf(Tokens.auditor("vera"), request.id.toString())
        .path("items.find { it.metric == '" + metric + "' }.id");
  }

  private static Response clocksOf(String token, String requestId) {
    return as(token)
        .get("/api/v1/clocks?requestId=" + requestId)
        .then()
        .statusCode(200)
        .extract()
        .response();
  }
}
