package io.onus.sla.promise;

import static io.onus.sla.Scene.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.Scene;
import io.onus.sla.clock.RequestFactsOnTopic;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Two departments of their own with a signed agreement (first response in 100 h, resolution in 4 h,
 * round the clock), a request between them, and time by hand.
 */
@Dependent
class PromiseScene implements AutoCloseable {

  static final Duration RESOLUTION = Duration.ofHours(4);

  private static final AtomicInteger SCENES = new AtomicInteger();

  private final Outbox outbox;
  private final Transactions transactions;
  private final WallClock wallClock;
  private final String bootstrap;
  private final Sql sql;

  private Scene.Departments departments;
  private SettableClock time;
  Instant submittedAt;
  RequestFactsOnTopic request;

  PromiseScene(
      Outbox outbox,
      Transactions transactions,
      WallClock wallClock,
      Sql sql,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.outbox = outbox;
    this.transactions = transactions;
    this.wallClock = wallClock;
    this.sql = sql;
    this.bootstrap = bootstrap;
  }

  /** Signs the agreement; from here on time stands still. */
  PromiseScene signed() {
    departments = Scene.departments(sql, "PROM" + SCENES.incrementAndGet());
    time = SettableClock.drive(wallClock, wallClock.now());
    String terms =
        """
        {"targets":[{"metric":"FIRST_RESPONSE","priority":"P2","duration":"PT100H"},
          {"metric":"RESOLUTION","priority":"P2","duration":"PT4H"}],"hours":"ALWAYS"}\
        """;
    String agreement =
        as(requesterLead())
            .body(
                """
                {"requester":"%s","provider":"%s","service":null,"terms":%s}\
                """
                    .formatted(requester(), provider(), terms))
            .post("/api/v1/agreements")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    as(providerLead())
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + agreement + "/accept")
        .then()
        .statusCode(200);
    time.advance(Duration.ofMinutes(1));
    return this;
  }

  PromiseScene submitted() {
    return submitted(data -> {});
  }

  PromiseScene submitted(Consumer<ObjectNode> more) {
    signed();
    request = sent(more);
    submittedAt = time.instant();
    clocks(request, 1);
    return this;
  }

  /** Another request like it, to see what happens where nobody talks about it. */
  RequestFactsOnTopic sent(Consumer<ObjectNode> more) {
    RequestFactsOnTopic sent =
        new RequestFactsOnTopic(outbox, transactions, requester(), provider());
    sent.publish(sent.fact("submitted", time.instant(), "REQUESTER", more));
    return sent;
  }

  String requester() {
    return departments.requester();
  }

  String provider() {
    return departments.provider();
  }

  String other() {
    return departments.other();
  }

  String ada() {
    return Tokens.member("ada", requester());
  }

  String eva() {
    return Tokens.member("eva", provider());
  }

  String requesterLead() {
    return Tokens.lead("cleo", requester());
  }

  String providerLead() {
    return Tokens.lead("lena", provider());
  }

  Instant now() {
    return time.instant();
  }

  void advance(Duration by) {
    time.advance(by);
  }

  /** The clocks once this many facts are folded. */
  JsonNode clocks(RequestFactsOnTopic of, long sequence) {
    return Await.until(
        "clocks of " + of.id + " at fact " + sequence,
        () -> json(as(ada()).get("/api/v1/clocks?requestId=" + of.id)),
        found -> found.path("sequence").asLong() >= sequence);
  }

  JsonNode clock(RequestFactsOnTopic of, String metric) {
    for (JsonNode one : clocks(of, 1).path("items")) {
      if (one.path("metric").asText().equals(metric)) {
        return one;
      }
    }
    throw new AssertionError("no clock " + metric);
  }

  JsonNode resolution() {
    return clock(request, "RESOLUTION");
  }

  JsonNode awaitVerdict(RequestFactsOnTopic of, String verdict) {
    return Await.until(
        "the verdict " + verdict + " on " + of.id,
        () -> clock(of, "RESOLUTION"),
        clock -> clock.path("verdict").asText().equals(verdict));
  }

  String path(String below) {
    return "/api/v1/clocks/" + resolution().path("id").asText() + below;
  }

  ValidatableResponse propose(String token, Duration afterSubmission) {
    return as(token).body(due(submittedAt.plus(afterSubmission))).post(path("/proposals")).then();
  }

  ValidatableResponse move(String token, int number, String verb, String body) {
    return moved(token, path("/proposals/" + number + "/" + verb), body);
  }

  static ValidatableResponse moved(String token, String path, String body) {
    RequestSpecification call = as(token).header("If-Match", "\"1\"");
    return (body.isEmpty() ? call : call.body(body)).post(path).then();
  }

  JsonNode proposals() {
    return json(as(ada()).get(path("/proposals"))).path("items");
  }

  static String due(Instant at) {
    return "{\"dueAt\":\"" + at + "\",\"reason\":\"The part is measured first\"}";
  }

  static String reason(String why) {
    return "{\"reason\":\"" + why + "\"}";
  }

  /** What was told of a request, once {@code type} is among it. */
  List<TopicReader.Read> told(RequestFactsOnTopic of, String type) {
    List<TopicReader.Read> all = new ArrayList<>();
    try (TopicReader topic = new TopicReader(bootstrap, "onus.sla.v1")) {
      topic.await(
          type + " of " + of.id,
          read -> {
            all.clear();
            read.stream().filter(one -> of.id.toString().equals(one.key())).forEach(all::add);
            return all.stream().anyMatch(one -> type(one).equals(type));
          });
    }
    return all;
  }

  static String type(TopicReader.Read read) {
    return read.event().type().replace("io.onus.sla.", "").replace(".v1", "");
  }

  static JsonNode json(Response response) {
    return EventSchemas.json(response.then().statusCode(200).extract().asString());
  }

  @Override
  public void close() {
    if (time != null) {
      time.close();
    }
  }
}
