package io.onus.sla.promise;

import static io.onus.sla.Scene.as;
import static io.onus.sla.promise.PromiseScene.json;
import static io.onus.sla.promise.PromiseScene.moved;
import static io.onus.sla.promise.PromiseScene.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.sla.clock.RequestFactsOnTopic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A promise is excused over REST, before it breaks or after. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class WaiverFlowTest {

  @Inject PromiseScene scene;

  @AfterEach
  void timeGoesOn() {
    scene.close();
  }

  @Test
  void whatIsExcusedBeforeItBreaksIsNeverAnnouncedBroken() {
    // Given
    scene.submitted();
    RequestFactsOnTopic like = scene.sent(data -> {});

    // When
    ask(scene.eva())
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("status", equalTo("ASKED"))
        .body("awaiting", equalTo(scene.requester()));
    approve(scene.requesterLead(), 1)
        .statusCode(200)
        .body("status", equalTo("APPROVED"))
        .body("verdict", equalTo("WAIVED"))
        .body("answer.person", equalTo("cleo"));
    scene.advance(Duration.ofHours(20));

    // Then
    scene.awaitVerdict(like, "BREACHED");
    scene.request.publish(scene.request.byProvider("resolved", scene.now()));
    scene.clocks(scene.request, 2);
    assertThat(scene.resolution().path("verdict").asText()).isEqualTo("WAIVED");
    assertThat(scene.resolution().path("breachedAt").isNull()).isTrue();
    List<TopicReader.Read> told = scene.told(scene.request, "clock-met");
    assertThat(told.stream().map(PromiseScene::type))
        .containsSubsequence("waiver-asked", "clock-waived")
        .doesNotContain("clock-breached", "clock-overdue");
  }

  @Test
  void whatIsExcusedAfterwardsKeepsItsBreachInTheHistory() {
    // Given
    scene.submitted();
    scene.advance(Duration.ofHours(5));
    scene.awaitVerdict(scene.request, "BREACHED");

    // When
    ask(scene.eva()).statusCode(201);
    answer(scene.requesterLead(), "decline", 1, reason("the customer paid for it"))
        .statusCode(200)
        .body("status", equalTo("DECLINED"))
        .body("verdict", equalTo("BREACHED"));
    ask(scene.eva()).statusCode(201).body("number", equalTo(2)).header("ETag", "\"3\"");
    approve(scene.requesterLead(), 1).statusCode(412).body("waiver.number", equalTo(2));
    approve(scene.requesterLead(), 3).statusCode(200).body("verdict", equalTo("WAIVED"));

    // Then
    JsonNode clock = scene.resolution();
    assertThat(clock.path("verdict").asText()).isEqualTo("WAIVED");
    assertThat(clock.path("originalVerdict").asText()).isEqualTo("BREACHED");
    assertThat(clock.path("breachedAt").asText())
        .isEqualTo(scene.submittedAt.plus(PromiseScene.RESOLUTION).toString());
    List<TopicReader.Read> told = scene.told(scene.request, "clock-waived");
    assertThat(told.stream().map(PromiseScene::type))
        .containsSubsequence(
            "clock-breached", "waiver-asked", "waiver-declined", "waiver-asked", "clock-waived")
        .doesNotContain("clock-breach-retracted");
    told.stream()
        .filter(one -> PromiseScene.type(one).startsWith("waiver-"))
        .forEach(one -> EventSchemas.check(EventSchemas.json(one.text())));
    ask(scene.eva()).statusCode(422).body("refusal", equalTo("clock-waived"));
    JsonNode history = json(as(scene.ada()).get(scene.path("/waiver/history")));
    assertThat(history.path("items").findValuesAsText("status"))
        .containsExactly("DECLINED", "APPROVED");
  }

  @Test
  void whatFinishedLateIsExcusedAndWhatWasKeptNeedsNone() {
    scene.submitted();
    RequestFactsOnTopic inTime = scene.sent(data -> {});
    inTime.publish(inTime.byProvider("resolved", scene.now().plusSeconds(60)));
    scene.clocks(inTime, 2);
    scene.request.publish(
        scene.request.byProvider("resolved", scene.submittedAt.plus(Duration.ofHours(5))));
    scene.clocks(scene.request, 2);

    ask(scene.eva()).statusCode(201);
    approve(scene.requesterLead(), 1).statusCode(200).body("verdict", equalTo("WAIVED"));
    as(scene.eva())
        .body(reason("just in case"))
        .post("/api/v1/clocks/" + scene.clock(inTime, "RESOLUTION").path("id").asText() + "/waiver")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("nothing-to-excuse"))
        .body("verdict", equalTo("MET"));
  }

  @Test
  void anExcuseIsNotNeededWhereThePromiseIsKeptAfterAll() {
    scene.submitted();
    ask(scene.eva()).statusCode(201);
    scene.request.publish(scene.request.byProvider("resolved", scene.now().plusSeconds(60)));
    scene.clocks(scene.request, 2);

    as(scene.ada())
        .get(scene.path("/waiver"))
        .then()
        .statusCode(200)
        .body("status", equalTo("LAPSED"))
        .body("lapsed.because", equalTo("CLOCK_FINISHED"))
        .body("awaiting", nullValue());
    approve(scene.requesterLead(), 1).statusCode(422).body("refusal", equalTo("waiver-lapsed"));
  }

  @Test
  void onlyWhoOwesItAsksAndOnlyALeadOfTheOtherSideAnswers() {
    scene.submitted();
    as(scene.ada()).get(scene.path("/waiver")).then().statusCode(404);
    approve(scene.requesterLead(), 1).statusCode(404);
    for (String token :
        List.of(
            scene.ada(),
            scene.requesterLead(),
            Tokens.auditor("vera"),
            Tokens.robot("shop", scene.provider()))) {
      ask(token).statusCode(403);
    }
    ask(Tokens.lead("sam", scene.other())).statusCode(404);
    as(scene.eva()).body("{}").post(scene.path("/waiver")).then().statusCode(400);
    ask(scene.eva()).statusCode(201);
    ask(scene.providerLead()).statusCode(422).body("refusal", equalTo("waiver-asked-already"));
    for (String token : List.of(scene.ada(), scene.providerLead(), Tokens.auditor("vera"))) {
      approve(token, 1).statusCode(403);
    }
    String ofBoth = Tokens.lead("boss", scene.requester(), scene.provider());
    approve(ofBoth, 1).statusCode(422).body("refusal", equalTo("own-waiver"));
    String asker = Tokens.lead("eva", scene.requester());
    approve(asker, 1).statusCode(422).body("refusal", equalTo("own-waiver"));
    as(scene.requesterLead()).post(scene.path("/waiver/approve")).then().statusCode(428);
    assertThat(scene.resolution().path("verdict").asText()).isEqualTo("PENDING");
    approve(scene.requesterLead(), 1).statusCode(200);
    answer(scene.requesterLead(), "decline", 2, reason("no"))
        .statusCode(422)
        .body("refusal", equalTo("waiver-already-answered"));
  }

  @Test
  void factsThatComeLateKeepTheExcuse() {
    scene.submitted();
    scene.advance(Duration.ofHours(5));
    scene.awaitVerdict(scene.request, "BREACHED");
    ask(scene.eva()).statusCode(201);
    approve(scene.requesterLead(), 1).statusCode(200);

    scene.request.publish(scene.request.byProvider("assigned", scene.submittedAt.plusSeconds(600)));
    scene.clocks(scene.request, 2);

    assertThat(scene.resolution().path("verdict").asText()).isEqualTo("WAIVED");
    as(scene.ada())
        .get(scene.path("/waiver"))
        .then()
        .statusCode(200)
        .body("status", equalTo("APPROVED"));
  }

  private ValidatableResponse ask(String token) {
    return as(token).body(reason("the laboratory stood still")).post(scene.path("/waiver")).then();
  }

  private ValidatableResponse approve(String token, int version) {
    return answer(token, "approve", version, "");
  }

  private ValidatableResponse answer(String token, String verb, int version, String body) {
    if (version == 1) {
      return moved(token, scene.path("/waiver/" + verb), body);
    }
    var call = as(token).header("If-Match", "\"" + version + "\"");
    return (body.isEmpty() ? call : call.body(body)).post(scene.path("/waiver/" + verb)).then();
  }
}
