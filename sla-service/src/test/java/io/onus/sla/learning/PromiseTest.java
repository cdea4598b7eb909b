package io.onus.sla.learning;

import static io.onus.sla.Scene.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.id.Ids;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.Scene;
import io.onus.sla.clock.RequestFactsOnTopic;
import io.onus.sla.directory.DirectoryService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody can expect who asks now. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class PromiseTest {

  private static final AtomicInteger COMPANIES = new AtomicInteger();

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject Sql sql;
  @Inject WallClock clock;
  @Inject DirectoryService directory;

  private Scene scene;

  @BeforeEach
  void company() {
    scene = Scene.of(Scene.departments(sql, "PRO" + COMPANIES.incrementAndGet()));
  }

  @Test
  void underHouseTermsItSaysWhatIsExpectedAndWhenInWorkingTime() {
    JsonNode answer = preview("\"to\":\"" + scene.provider() + "\",\"priority\":\"P1\"");

    assertThat(answer.path("expected").asBoolean()).isTrue();
    assertThat(answer.path("agreement").isNull()).isTrue();
    assertThat(answer.path("service").asText())
        .isEqualTo(scene.provider().toLowerCase(Locale.ROOT) + "-question");
    assertThat(answer.path("hours").asText()).isEqualTo("PROVIDER");
    assertThat(answer.path("calendars").path(0).path("code").asText()).isEqualTo("company");
    assertThat(answer.path("breachCost").isNull()).isTrue();
    assertThat(promised(answer, "FIRST_RESPONSE").path("target").asText()).isEqualTo("PT1H");
    JsonNode resolution = promised(answer, "RESOLUTION");
    assertThat(resolution.path("side").asText()).isEqualTo("PROVIDER");
    assertThat(resolution.path("obligor").asText()).isEqualTo(scene.provider());
    Instant sent = Instant.parse(answer.path("sentAt").asText());
    JsonNode counted =
        EventSchemas.json(
            as(scene.requesterLead())
                .body(
                    """
                    {"code":"company","add":[{"start":"%s","duration":"PT8H"}]}\
                    """
                        .formatted(sent))
                .post("/api/v1/calendars/preview")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    assertThat(resolution.path("dueAt")).isEqualTo(counted.path("add").path(0));
  }

  @Test
  void whatItSaysIsWhatARequestThenGets() {
    signed("null", "PT2H");
    JsonNode answer = preview("\"to\":\"" + scene.provider() + "\",\"priority\":\"P2\"");
    Instant sent = Instant.parse(answer.path("sentAt").asText());
    RequestFactsOnTopic request =
        new RequestFactsOnTopic(outbox, transactions, scene.requester(), scene.provider());

    request.publish(request.submitted(sent));

    JsonNode clocks =
        Await.until(
            "clocks of " + request.id,
            () ->
                EventSchemas.json(
                        as(scene.requesterLead())
                            .get("/api/v1/clocks?requestId=" + request.id)
                            .asString())
                    .path("items"),
            items -> !items.isEmpty());
    JsonNode resolution = null;
    for (JsonNode one : clocks) {
      resolution = one.path("metric").asText().equals("RESOLUTION") ? one : resolution;
    }
    assertThat(resolution).isNotNull();
    assertThat(promised(answer, "RESOLUTION").path("dueAt")).isEqualTo(resolution.path("dueAt"));
    assertThat(answer.path("agreement").path("id"))
        .isEqualTo(resolution.path("agreement").path("id"));
  }

  @Test
  void aServiceStandsForItsProviderAndHasTermsOfItsOwn() {
    String service = service(scene.provider());
    signed("null", "PT2H");
    String ofService = signed("\"" + service + "\"", "PT6H");

    JsonNode answer = preview("\"service\":\"" + service + "\",\"priority\":\"P2\"");

    assertThat(answer.path("to").asText()).isEqualTo(scene.provider());
    assertThat(answer.path("expected").asBoolean()).isFalse();
    assertThat(answer.path("agreement").path("id").asText()).isEqualTo(ofService);
    assertThat(answer.path("agreement").path("version").asInt()).isEqualTo(1);
    JsonNode resolution = promised(answer, "RESOLUTION");
    assertThat(resolution.path("target").asText()).isEqualTo("PT6H");
    assertThat(Instant.parse(resolution.path("dueAt").asText()))
        .isEqualTo(Instant.parse(answer.path("sentAt").asText()).plus(Duration.ofHours(6)));
    assertThat(answer.path("breachCost").path("amount").asInt()).isEqualTo(1000);
  }

  @Test
  void withoutAPriorityItIsP3AndWhatIsNotPromisedIsNotSaid() {
    signed("null", "PT2H");

    JsonNode answer = preview("\"to\":\"" + scene.provider() + "\"");

    assertThat(answer.path("priority").asText()).isEqualTo("P3");
    assertThat(answer.path("expected").asBoolean()).isFalse();
    assertThat(answer.path("promised")).isEmpty();
  }

  @Test
  void aServiceWentToAnotherDepartmentAndTheLastWordCounts() {
    String service = service(scene.provider());
    publish(service, scene.other(), 2);
    publish(service, scene.provider(), 1);

    Await.until(
        "the move of " + service,
        () -> directory.awaitService(service).orElseThrow().provider(),
        scene.other()::equals);
    preview("\"service\":\"" + service + "\"", Tokens.auditor("vera"))
        .statusCode(200)
        .body("to", equalTo(scene.other()));
  }

  @Test
  void itSaysWhatIsWrong() {
    String service = service(scene.provider());

    post("{\"from\":\"" + scene.requester() + "\"}", scene.requesterLead())
        .statusCode(400)
        .body("violations.field", hasItem("service"));
    post("{\"to\":\"" + scene.provider() + "\"}", scene.requesterLead())
        .statusCode(400)
        .body("violations.field", hasItem("from"));
    preview("\"to\":\"" + scene.provider() + "\",\"priority\":\"P9\"", scene.requesterLead())
        .statusCode(400);
    preview("\"service\":\"no-such-service\"", scene.requesterLead())
        .statusCode(422)
        .body("refusal", equalTo("unknown-service"));
    preview("\"to\":\"NO-SUCH\"", scene.requesterLead())
        .statusCode(422)
        .body("refusal", equalTo("unknown-department"));
    preview(
            "\"service\":\"%s\",\"to\":\"%s\"".formatted(service, scene.other()),
            scene.requesterLead())
        .statusCode(422)
        .body("refusal", equalTo("service-of-another-department"))
        .body("detail", containsString(scene.provider()));
  }

  @Test
  void whatTwoDepartmentsPromiseEachOtherIsTheirs() {
    String body = "\"to\":\"" + scene.provider() + "\"";

    preview(body, Tokens.lead("sam", scene.other())).statusCode(403);
    preview(body, Tokens.admin("root")).statusCode(403);
    preview(body, Tokens.member("eva", scene.provider())).statusCode(200);
    preview(body, Tokens.robot("shop", scene.requester())).statusCode(200);
  }

  private JsonNode preview(String more) {
    return EventSchemas.json(
        preview(more, scene.requesterLead()).statusCode(200).extract().asString());
  }

  private ValidatableResponse preview(String more, String token) {
    return post("{\"from\":\"" + scene.requester() + "\"," + more + "}", token);
  }

  private static ValidatableResponse post(String body, String token) {
    return as(token).body(body).post("/api/v1/promises/preview").then();
  }

  private static JsonNode promised(JsonNode answer, String metric) {
    for (JsonNode one : answer.path("promised")) {
      if (one.path("metric").asText().equals(metric)) {
        return one;
      }
    }
    throw new AssertionError("no " + metric + " in " + answer);
  }

  private String signed(String service, String resolution) {
    String id =
        as(scene.requesterLead())
            .body(
                """
                {"requester":"%s","provider":"%s","service":%s,"terms":{"targets":[\
                {"metric":"RESOLUTION","priority":"P2","duration":"%s"}],"hours":"ALWAYS",\
                "breachCost":{"amount":1000,"currency":"USD","per":"BREACH"}}}\
                """
                    .formatted(scene.requester(), scene.provider(), service, resolution))
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

  private String service(String provider) {
    String code = scene.service() + "-of-promise-test";
    publish(code, provider, 1);
    return code;
  }

  private void publish(String code, String provider, long version) {
    ObjectNode service = new ObjectMapper().createObjectNode();
    service.put("code", code).put("provider", provider).put("name", code).put("version", version);
    service.putObject("intake").put("type", "object");
    String subject = "service/" + code;
    Instant now = clock.now();
    transactions.run(
        () ->
            outbox.append(
                "onus.directory.v1",
                subject,
                new CloudEvent(
                    Ids.newId(now),
                    "/onus/request-service",
                    "io.onus.directory.service-changed.v1",
                    subject,
                    now,
                    now,
                    version,
                    null,
                    null,
                    service)));
  }
}
