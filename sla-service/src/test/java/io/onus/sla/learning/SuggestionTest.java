package io.onus.sla.learning;

import static io.onus.sla.Scene.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.tx.Transactions;
import io.onus.sla.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What really happened, without any agreement. Calendars are open 09:00–17:00 UTC, Monday to
 * Friday.
 */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class SuggestionTest {

  private static final AtomicInteger COMPANIES = new AtomicInteger();

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject Sql sql;

  private Scene scene;
  private Past past;

  @BeforeEach
  void company() {
    scene = Scene.of(Scene.departments(sql, "SUG" + COMPANIES.incrementAndGet()));
    past = new Past(sql, outbox, transactions, scene.requester(), scene.provider());
  }

  @Test
  void timesAreMeasuredPerServiceAndPriorityWithoutAnyAgreement() {
    // Given: answered after 10, 20, … 200 minutes; two days later in hours of work, one of another
    // service
    for (int i = 1; i <= 20; i++) {
      past.request("parts", "2016-03-%02d".formatted(1 + i % 3), i * 10, i * 20);
    }
    past.request("drawings", "2016-03-04", 5, 24 * 60 * 3 + 60);

    // When
    JsonNode answer = get(scene.requesterLead(), "");

    // Then
    assertThat(answer.path("requests").asInt()).isEqualTo(21);
    assertThat(answer.path("hours").asText()).isEqualTo("PROVIDER");
    assertThat(answer.path("services").findValuesAsText("service"))
        .containsExactly("parts", "drawings");
    JsonNode parts = line(answer.path("services").path(0), "FIRST_RESPONSE");
    assertThat(parts.path("priority").asText()).isEqualTo("P2");
    assertThat(parts.path("count").asInt()).isEqualTo(20);
    assertThat(parts.path("working").path("p50").asText()).isEqualTo("PT1H40M");
    assertThat(parts.path("working").path("p75").asText()).isEqualTo("PT2H30M");
    assertThat(parts.path("working").path("p90").asText()).isEqualTo("PT3H");
    assertThat(parts.path("working").path("p95").asText()).isEqualTo("PT3H10M");
    assertThat(parts.path("working").path("p99").asText()).isEqualTo("PT3H20M");
    assertThat(parts.path("wall").path("p50").asText()).isEqualTo("PT1H40M");
    JsonNode suggested = parts.path("suggested");
    assertThat(suggested.path("target").asText()).isEqualTo("PT3H");
    assertThat(suggested.path("percentKept").decimalValue()).isEqualByComparingTo("90");
    assertThat(suggested.path("restsOn").asInt()).isEqualTo(20);
    assertThat(suggested.path("tooFew").asBoolean()).isFalse();

    // and Friday nine to Monday ten is nine hours of work
    JsonNode drawings = line(answer.path("services").path(1), "RESOLUTION");
    assertThat(drawings.path("working").path("p50").asText()).isEqualTo("PT9H");
    assertThat(drawings.path("wall").path("p50").asText()).isEqualTo("PT73H");
    assertThat(drawings.path("suggested").path("tooFew").asBoolean()).isTrue();
    assertThat(drawings.path("suggested").path("restsOn").asInt()).isEqualTo(1);

    // and what rests on enough can be proposed as it is
    assertThat(line(answer, "FIRST_RESPONSE").path("count").asInt()).isEqualTo(21);
    as(scene.requesterLead())
        .body(
            """
            {"requester":"%s","provider":"%s","terms":{"targets":%s,"hours":"%s"}}\
            """
                .formatted(
                    scene.requester(),
                    scene.provider(),
                    answer.path("targets"),
                    answer.path("hours").asText()))
        .post("/api/v1/agreements")
        .then()
        .statusCode(201);
  }

  @Test
  void hoursServiceAndWindowCanBeAskedFor() {
    past.request("parts", "2016-03-04", 5, 24 * 60 * 3 + 60);
    past.request("drawings", "2016-03-01", 5, 30);
    past.request("parts", "2017-01-02", 5, 30);

    JsonNode always =
        get(scene.providerLead(), "&service=parts&until=2016-12-01T00:00:00Z&hours=ALWAYS");

    assertThat(always.path("requests").asInt()).isEqualTo(1);
    assertThat(always.path("services")).isEmpty();
    assertThat(line(always, "RESOLUTION").path("working").path("p50").asText()).isEqualTo("PT73H");
    assertThat(get(scene.providerLead(), "&since=2016-03-02T00:00:00Z").path("requests").asInt())
        .isEqualTo(2);
  }

  @Test
  void toOthersTwoDepartmentsLookLikeTwoThatNeverMet() {
    past.request("parts", "2016-03-01", 10, 120);
    String stranger = Tokens.lead("sam", scene.other());

    String seen =
        as(stranger)
            .get(path(scene.requester(), scene.provider()))
            .then()
            .statusCode(200)
            .extract()
            .asString();
    String unknown =
        as(stranger)
            .get(path("NOBODY", "NOWHERE"))
            .then()
            .statusCode(200)
            .extract()
            .asString()
            .replace("NOBODY", scene.requester())
            .replace("NOWHERE", scene.provider());

    assertThat(seen).isEqualTo(unknown);
    assertThat(EventSchemas.json(seen).path("requests").asInt()).isZero();
    assertThat(get(Tokens.auditor("vera"), "").path("requests").asInt()).isEqualTo(1);
    assertThat(get(Tokens.member("ada", scene.requester()), "").path("requests").asInt())
        .isEqualTo(1);
    assertThat(get(Tokens.member("eva", scene.provider()), "").path("requests").asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "requester=CS,provider",
    "requester=CS&provider=ENG&since=yesterday,since",
    "requester=CS&provider=ENG&until=1800-01-01T00:00:00Z,until",
    "requester=CS&provider=ENG&since=2016-02-01T00:00:00Z&until=2016-01-01T00:00:00Z,until"
  })
  void whatMakesNoSenseIsMalformed(String query, String field) {
    as(scene.requesterLead())
        .get("/api/v1/suggestions?" + query)
        .then()
        .statusCode(400)
        .body("violations.field", hasItem(field));
  }

  @Test
  void theProviderSeesWhatItDoesForAllAndNobodyElseDoes() {
    past.request("parts", "2016-03-01", 10, 120);
    new Past(sql, outbox, transactions, scene.other(), scene.provider())
        .request("parts", "2016-03-01", 20, 120);
    String all = "/api/v1/suggestions?provider=" + scene.provider();

    assertThat(requests(Tokens.member("eva", scene.provider()), all)).isEqualTo(2);
    assertThat(requests(Tokens.auditor("vera"), all)).isEqualTo(2);
    assertThat(requests(Tokens.lead("cleo", scene.requester()), all)).isZero();
    as(scene.providerLead())
        .get(all + "&hours=BOTH")
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("requester"));
  }

  private static int requests(String token, String path) {
    return EventSchemas.json(as(token).get(path).then().statusCode(200).extract().asString())
        .path("requests")
        .asInt();
  }

  @Test
  void namesHaveALength() {
    as(scene.requesterLead())
        .get(path(scene.requester(), "E".repeat(129)))
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("provider"));
  }

  @Test
  void hoursOfACalendarNobodyHasAreRefused() {
    past.request("parts", "2016-03-01", 10, 120);

    as(scene.requesterLead())
        .get(path(scene.requester(), scene.provider()) + "&hours=nowhere")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("unknown-calendar"));
  }

  private JsonNode get(String token, String more) {
    return EventSchemas.json(
        as(token)
            .get(path(scene.requester(), scene.provider()) + more)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private static String path(String requester, String provider) {
    return "/api/v1/suggestions?requester=" + requester + "&provider=" + provider;
  }

  private static JsonNode line(JsonNode of, String metric) {
    for (JsonNode line : of.path("lines")) {
      if (line.path("metric").asText().equals(metric)) {
        return line;
      }
    }
    throw new AssertionError("no line of " + metric + " in " + of);
  }
}
