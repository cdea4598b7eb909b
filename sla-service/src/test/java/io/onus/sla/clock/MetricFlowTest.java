package io.onus.sla.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.Scene;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.ClockAct;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The clocks of every metric as they are stored, read and explained. The requests are imported ones
 * of a week in March, so that hours pass without waiting; terms hold from the year before.
 */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class MetricFlowTest {

  private static final Actor LEAD = new Actor("lena", "ENG", Side.PROVIDER, Actor.Kind.HUMAN);

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject WallClock clock;
  @Inject Sql sql;
  @Inject ClockService clocks;

  @Test
  void whatEachSideOwesIsStoredAndReadLikeItWasFolded() {
    // Given
    Scene.Departments of = Scene.departments(sql, "MF1");
    signed(
        of.requester(),
        of.provider(),
        """
        "hours":"ALWAYS","onNoReply":{"action":"CLOSE","after":2}
        """);
    RequestFactsOnTopic request = request(of);

    // When
    request.publish(
        request.fact(
            "submitted",
            at("09:00"),
            "REQUESTER",
            data -> data.put("deliverBy", at("20:00").toString())),
        request.fact("asked", at("10:00"), "PROVIDER", data -> data.put("text", "Which part?")),
        request.byRequester("answered", at("15:00")),
        request.byProvider("returned", at("15:30")),
        request.byRequester("resubmitted", at("16:00")),
        request.byProvider("resolved", at("17:00")),
        request.byRequester("closed", at("18:00")));

    // Then
    JsonNode clocks = clocksOf(request, 7);
    assertThat(summary(clocks))
        .containsExactlyInAnyOrder(
            "FIRST_RESPONSE 1 PROVIDER MET PT1H",
            "RESOLUTION 1 PROVIDER MET PT2H30M",
            "REPLY 1 REQUESTER BREACHED PT5H",
            "COMPLETION 1 REQUESTER MET PT30M",
            "NEXT_UPDATE 1 PROVIDER MET PT30M",
            "NEXT_UPDATE 2 PROVIDER MET PT1H",
            "CONFIRMATION 1 REQUESTER MET PT1H",
            "DELIVERY 1 PROVIDER MET PT8H");
    everyExplanationEndsWhereItsClockStands(clocks);
  }

  @Test
  void aReceiverWorksUnderItsOwnTerms() {
    // Given
    Scene.Departments of = Scene.departments(sql, "MF2");
    signed(of.requester(), of.provider(), "\"hours\":\"ALWAYS\"");
    String receivers =
        signed(of.requester(), of.other(), "\"hours\":\"ALWAYS\"", "HANDLING", "PT1H");
    RequestFactsOnTopic request = request(of);

    // When
    request.publish(
        request.submitted(at("09:00")),
        request.transferredTo(of.other(), at("10:00")),
        request.byProvider("resolved", at("12:00")));

    // Then
    JsonNode share = clock(clocksOf(request, 3), "HANDLING");
    assertThat(share.path("verdict").asText()).isEqualTo("BREACHED");
    assertThat(share.path("dueAt").asText()).isEqualTo(at("11:00").toString());
    assertThat(share.path("agreement").path("id").asText()).isEqualTo(receivers);
    assertThat(clock(clocksOf(request, 3), "RESOLUTION").path("verdict").asText()).isEqualTo("MET");
  }

  @Test
  void whereTheHoursOfBothCountTheExplanationSaysWhichWereOpen() {
    // Given: one side works 08–14, the other 12–18
    Scene.Departments of = Scene.departments(sql, "MF3");
    calendar(of.provider(), "mf3-early", "08:00-14:00");
    calendar(of.requester(), "mf3-late", "12:00-18:00");
    signed(of.requester(), of.provider(), "\"hours\":\"BOTH\"");
    RequestFactsOnTopic request = request(of);

    // When: a Monday
    request.publish(request.submitted(at("09:00")), request.byProvider("resolved", at("17:00")));

    // Then: two hours together
    JsonNode resolution = clock(clocksOf(request, 2), "RESOLUTION");
    assertThat(resolution.path("consumed").asText()).isEqualTo("PT2H");
    List<String> intervals = new ArrayList<>();
    explanation(resolution)
        .path("intervals")
        .forEach(
            one ->
                intervals.add(
                    one.path("start").asText().substring(11, 16)
                        + " "
                        + one.path("reason").asText()
                        + " "
                        + one.path("open")));
    assertThat(intervals)
        .containsExactly(
            "09:00 OUTSIDE_HOURS [\"mf3-early\"]",
            "12:00 RUNNING [\"mf3-early\",\"mf3-late\"]",
            "14:00 OUTSIDE_HOURS [\"mf3-late\"]");
  }

  @Test
  void oneMoreThanAgreedInAWeekHasTheNextLowerTargetHoweverOftenItIsTold() {
    // Given
    Scene.Departments of = Scene.departments(sql, "MF4");
    signed(
        of.requester(),
        of.provider(),
        "\"hours\":\"ALWAYS\",\"allowance\":[{\"priority\":\"P2\",\"perWeek\":2}]");

    // When
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RequestFactsOnTopic request = request(of);
      Instant submittedAt = i == 3 ? at("09:00").plus(Duration.ofDays(7)) : at("09:00");
      CloudEvent submitted = request.submitted(submittedAt.plusSeconds(i));
      request.publish(submitted, submitted);
      JsonNode resolution = clock(clocksOf(request, 1), "RESOLUTION");
      targets.add(
          resolution.path("target").asText() + " " + resolution.path("overAllowance").asBoolean());
    }

    // Then: the third is too many, and the next week begins anew
    assertThat(targets).containsExactly("PT8H false", "PT8H false", "PT40H true", "PT8H false");
  }

  @Test
  void whatWasDoneToClocksSurvivesALateFact() {
    // Given: too late for another due instant, not for an excuse
    Scene.Departments of = Scene.departments(sql, "MF5");
    signed(of.requester(), of.provider(), "\"hours\":\"ALWAYS\"");
    RequestFactsOnTopic request = request(of);
    request.publish(request.submitted(at("09:00")));
    JsonNode before = clocksOf(request, 1);
    act(request, new ClockAct.Repromise(id(clock(before, "RESOLUTION")), agreedInstant()));
    act(request, new ClockAct.Waive(id(clock(before, "FIRST_RESPONSE"))));

    // When: a note from before is told only now
    request.publish(
        request.fact(
            "message-posted", at("10:00"), "PROVIDER", data -> data.put("visibility", "INTERNAL")));

    // Then
    JsonNode after = clocksOf(request, 2);
    JsonNode resolution = clock(after, "RESOLUTION");
    assertThat(resolution.path("verdict").asText()).isEqualTo("BREACHED");
    assertThat(clock(after, "FIRST_RESPONSE").path("verdict").asText()).isEqualTo("WAIVED");
    everyExplanationEndsWhereItsClockStands(after);
  }

  @Test
  void anAgreedInstantCountsAndTheOriginalStaysBesideIt() {
    // Given: a live request, so that now is before its due instant
    Scene.Departments of = Scene.departments(sql, "MF6");
    signed(of.requester(), of.provider(), "\"hours\":\"ALWAYS\"");
    RequestFactsOnTopic request =
        new RequestFactsOnTopic(outbox, transactions, of.requester(), of.provider());
    Instant submitted = clock.now();
    request.publish(request.submitted(submitted));
    JsonNode before = clock(clocksOf(request, 1), "RESOLUTION");
    Instant agreed = submitted.plus(Duration.ofDays(3));

    // When
    act(request, new ClockAct.Repromise(id(before), agreed));

    // Then
    JsonNode after = clock(clocksOf(request, 1), "RESOLUTION");
    assertThat(after.path("dueAt").asText()).isEqualTo(agreed.toString());
    assertThat(after.path("originalDueAt").asText()).isEqualTo(before.path("dueAt").asText());
    assertThat(after.path("target").asText()).isEqualTo("PT8H");
    assertThat(after.path("revision").asInt()).isEqualTo(1);
    JsonNode explained = explanation(after);
    assertThat(explained.path("intervals").findValuesAsText("what"))
        .contains("Submitted", "Repromised");
  }

  private Instant agreedInstant() {
    return clock.now().plus(Duration.ofDays(1));
  }

  private void act(RequestFactsOnTopic request, ClockAct act) {
    transactions.callInNew(() -> clocks.act(request.id, act, LEAD, state -> {}));
  }

  private void everyExplanationEndsWhereItsClockStands(JsonNode clocks) {
    for (JsonNode one : clocks.path("items")) {
      if (!one.path("stoppedAt").isNull()) {
        assertThat(explanation(one).path("total").asText())
            .as(one.path("metric").asText())
            .isEqualTo(one.path("consumed").asText());
      }
    }
  }

  private static List<String> summary(JsonNode clocks) {
    List<String> lines = new ArrayList<>();
    clocks
        .path("items")
        .forEach(
            one ->
                lines.add(
                    String.join(
                        " ",
                        one.path("metric").asText(),
                        one.path("round").asText(),
                        one.path("obligor").path("side").asText(),
                        one.path("verdict").asText(),
                        one.path("consumed").asText())));
    return lines;
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-16T" + time + ":00Z");
  }

  private static UUID id(JsonNode one) {
    return UUID.fromString(one.path("id").asText());
  }

  private RequestFactsOnTopic request(Scene.Departments of) {
    return new RequestFactsOnTopic(outbox, transactions, of.requester(), of.provider()).imported();
  }

  private void calendar(String department, String code, String hours) {
    Scene.as(Tokens.admin("root"))
        .body(
            """
            {"zone":"UTC","weekly":{"MON":["%s"],"TUE":["%s"]}}\
            """
                .formatted(hours, hours))
        .put("/api/v1/calendars/" + code)
        .then()
        .statusCode(201);
    sql.update("update departments set calendar = ? where code = ?", code, department);
  }

  private static String signed(String requester, String provider, String more, String... target) {
    String own =
        target.length == 0
            ? """
            {"metric":"FIRST_RESPONSE","priority":"P2","duration":"PT2H"},
            {"metric":"NEXT_UPDATE","priority":"P2","duration":"PT6H"},
            {"metric":"RESOLUTION","priority":"P2","duration":"PT8H"},
            {"metric":"RESOLUTION","priority":"P3","duration":"PT40H"},
            {"metric":"REPLY","priority":"P2","duration":"PT4H"},
            {"metric":"COMPLETION","priority":"P2","duration":"PT4H"},
            {"metric":"CONFIRMATION","priority":"P2","duration":"PT4H"},
            {"metric":"DELIVERY","priority":"P2","duration":"PT1H"}
            """
            : "{\"metric\":\"%s\",\"priority\":\"P2\",\"duration\":\"%s\"}"
                .formatted((Object[]) target);
    String id =
        Scene.as(Tokens.lead("cleo", requester))
            .body(
                """
                {"requester":"%s","provider":"%s","terms":{"validFrom":"2025-01-01","targets":[%s],%s}}\
                """
                    .formatted(requester, provider, own, more))
            .post("/api/v1/agreements")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Scene.as(Tokens.lead("lena", provider))
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(200);
    return id;
  }

  private static JsonNode clocksOf(RequestFactsOnTopic request, long sequence) {
    return Await.until(
        "clocks of " + request.id + " at fact " + sequence,
        () -> read("/api/v1/clocks?requestId=" + request.id),
        found -> found.path("sequence").asLong() >= sequence);
  }

  private static JsonNode explanation(JsonNode one) {
    return read("/api/v1/clocks/" + one.path("id").asText() + "/explanation");
  }

  private static JsonNode read(String path) {
    try {
      return new ObjectMapper()
          .readTree(
              Scene.as(Tokens.auditor("vera"))
                  .get(path)
                  .then()
                  .statusCode(200)
                  .extract()
                  .asString());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode clock(JsonNode clocks, String metric) {
    for (JsonNode one : clocks.path("items")) {
      if (one.path("metric").asText().equals(metric)) {
        return one;
      }
    }
    throw new AssertionError("no clock " + metric + " in " + clocks);
  }
}
