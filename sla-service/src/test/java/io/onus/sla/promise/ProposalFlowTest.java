package io.onus.sla.promise;

import static io.onus.sla.Scene.as;
import static io.onus.sla.promise.PromiseScene.due;
import static io.onus.sla.promise.PromiseScene.json;
import static io.onus.sla.promise.PromiseScene.moved;
import static io.onus.sla.promise.PromiseScene.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.sla.clock.RequestFactsOnTopic;
import io.onus.sla.clock.domain.ClockIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A promise is renegotiated over REST, and the engine goes by what both agreed on. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class ProposalFlowTest {

  @Inject PromiseScene scene;

  @AfterEach
  void timeGoesOn() {
    scene.close();
  }

  @Test
  void aProposalIsCounteredAndAcceptedAndTheClockBreaksOnlyAfterWhatWasAgreed() {
    // Given
    scene.submitted();
    RequestFactsOnTopic like = scene.sent(data -> {});
    Instant agreed = scene.submittedAt.plus(Duration.ofHours(6));

    // When
    scene
        .propose(scene.eva(), Duration.ofHours(8))
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("status", equalTo("OPEN"))
        .body("awaiting", equalTo(scene.requester()))
        .body("by.person", equalTo("eva"))
        .body("dueBefore", equalTo(scene.submittedAt.plus(PromiseScene.RESOLUTION).toString()));
    scene
        .move(scene.ada(), 1, "counter", due(agreed))
        .statusCode(201)
        .body("number", equalTo(2))
        .body("counters", equalTo(1))
        .body("awaiting", equalTo(scene.provider()));
    scene
        .move(scene.eva(), 2, "accept", "")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("status", equalTo("ACCEPTED"));

    // Then
    JsonNode clock = scene.resolution();
    assertThat(clock.path("dueAt").asText()).isEqualTo(agreed.toString());
    assertThat(clock.path("originalDueAt").asText())
        .isEqualTo(scene.submittedAt.plus(PromiseScene.RESOLUTION).toString());
    scene.advance(Duration.ofHours(5));
    scene.awaitVerdict(like, "BREACHED");
    assertThat(scene.resolution().path("verdict").asText()).isEqualTo("PENDING");
    assertThat(scene.resolution().path("originalVerdict").asText()).isEqualTo("BREACHED");
    scene.advance(Duration.ofHours(2));
    assertThat(scene.awaitVerdict(scene.request, "BREACHED").path("breachedAt").asText())
        .isEqualTo(agreed.toString());
    assertThat(scene.proposals().findValuesAsText("status"))
        .containsExactly("COUNTERED", "ACCEPTED");
    assertThat(scene.proposals().path(0).path("counteredBy").asInt()).isEqualTo(2);
    toldInOrder();
    explained();
  }

  private void toldInOrder() {
    List<TopicReader.Read> told = scene.told(scene.request, "clock-breached");
    assertThat(told.stream().map(PromiseScene::type))
        .containsSubsequence(
            "renegotiation-proposed",
            "renegotiation-countered",
            "clock-renegotiated",
            "clock-breached");
    assertThat(told.stream().map(one -> one.event().sequence()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, told.size()).boxed().toList());
    TopicReader.Read renegotiated =
        told.stream()
            .filter(one -> PromiseScene.type(one).equals("clock-renegotiated"))
            .findFirst()
            .orElseThrow();
    assertThat(renegotiated.event().causationId()).isEqualTo(ClockIds.act(scene.request.id, 1));
    assertThat(renegotiated.data().path("actor").path("id").asText()).isEqualTo("eva");
    told.stream()
        .filter(one -> PromiseScene.type(one).startsWith("renegotiation-"))
        .forEach(one -> EventSchemas.check(EventSchemas.json(one.text())));
  }

  private void explained() {
    JsonNode explanation = json(as(scene.ada()).get(scene.path("/explanation")));
    assertThat(explanation.path("intervals").findValues("cause"))
        .anySatisfy(
            cause -> {
              assertThat(cause.path("what").asText()).isEqualTo("Repromised");
              assertThat(cause.path("eventId").asText())
                  .isEqualTo(ClockIds.act(scene.request.id, 1).toString());
            });
  }

  @Test
  void whatIsDeclinedOrTakenBackChangesNothingAndStaysToBeRead() {
    scene.submitted();
    String before = scene.resolution().path("dueAt").asText();

    scene.propose(scene.ada(), Duration.ofHours(2)).statusCode(201);
    scene
        .move(scene.eva(), 1, "decline", reason("nobody is here"))
        .statusCode(200)
        .body("status", equalTo("DECLINED"))
        .body("answer.reason", equalTo("nobody is here"))
        .body("answer.person", equalTo("eva"));
    scene.propose(scene.ada(), Duration.ofHours(3)).statusCode(201).body("number", equalTo(2));
    scene.move(scene.ada(), 2, "withdraw", "").statusCode(200).body("status", equalTo("WITHDRAWN"));

    assertThat(scene.resolution().path("dueAt").asText()).isEqualTo(before);
    assertThat(scene.proposals().findValuesAsText("status"))
        .containsExactly("DECLINED", "WITHDRAWN");
    assertThat(
            scene.told(scene.request, "renegotiation-withdrawn").stream().map(PromiseScene::type))
        .containsSubsequence(
            "renegotiation-proposed",
            "renegotiation-declined",
            "renegotiation-proposed",
            "renegotiation-withdrawn")
        .doesNotContain("clock-renegotiated");
  }

  @Test
  void whatCannotBeIsRefusedWithItsFacts() {
    scene.submitted();
    refused(scene.propose(scene.eva(), Duration.ofHours(-1)), "due-in-the-past");
    refused(scene.propose(scene.eva(), PromiseScene.RESOLUTION), "due-not-different");
    refused(scene.propose(scene.eva(), Duration.ofDays(4_000)), "due-out-of-reach");
    as(scene.eva())
        .body("{\"dueAt\":\"" + scene.now().plusSeconds(60) + "\",\"reason\":\" \"}")
        .post(scene.path("/proposals"))
        .then()
        .statusCode(400);
    scene.propose(scene.eva(), Duration.ofHours(8)).statusCode(201);
    refused(scene.propose(scene.ada(), Duration.ofHours(9)), "proposal-open");
    refused(scene.move(scene.providerLead(), 1, "accept", ""), "own-proposal");
    refused(scene.move(scene.ada(), 1, "withdraw", ""), "not-own-proposal");
    String both = Tokens.member("eva", scene.requester(), scene.provider());
    refused(scene.move(both, 1, "accept", ""), "own-proposal");
    String accept = scene.path("/proposals/1/accept");
    as(scene.ada()).post(accept).then().statusCode(428);
    as(scene.ada()).header("If-Match", "\"7\"").post(accept).then().statusCode(412);
    moved(Tokens.lead("sam", scene.other()), accept, "").statusCode(404);
    scene.move(scene.ada(), 9, "accept", "").statusCode(404);
    scene.move(scene.ada(), 1, "decline", reason("no")).statusCode(200);
    scene
        .move(scene.ada(), 1, "accept", "")
        .statusCode(412)
        .body("proposal.status", equalTo("DECLINED"));
    as(scene.ada())
        .header("If-Match", "\"2\"")
        .post(accept)
        .then()
        .statusCode(422)
        .body("refusal", equalTo("proposal-already-answered"))
        .body("answeredBy", equalTo("ada"));
  }

  private static void refused(io.restassured.response.ValidatableResponse answer, String refusal) {
    answer.statusCode(422).body("refusal", equalTo(refusal));
  }

  @Test
  void aBreachEndsWhatIsProposedAndSaysToAskForAWaiver() {
    scene.submitted();
    scene.propose(scene.eva(), Duration.ofHours(8)).statusCode(201);
    scene.advance(Duration.ofHours(5));

    scene
        .move(scene.ada(), 1, "accept", "")
        .statusCode(422)
        .body("refusal", equalTo("proposal-lapsed"))
        .body("because", equalTo("CLOCK_BREACHED"));

    JsonNode lapsed = scene.proposals().path(0);
    assertThat(lapsed.path("status").asText()).isEqualTo("LAPSED");
    assertThat(lapsed.path("lapsed").path("because").asText()).isEqualTo("CLOCK_BREACHED");
    refused(scene.propose(scene.eva(), Duration.ofHours(9)), "clock-breached");
    assertThat(scene.awaitVerdict(scene.request, "BREACHED").path("agreed").isNull()).isTrue();
  }

  @Test
  void anAnsweredRequestEndsWhatIsProposed() {
    scene.submitted();
    scene.propose(scene.ada(), Duration.ofHours(2)).statusCode(201);
    scene.request.publish(scene.request.byProvider("resolved", scene.now().plusSeconds(1)));
    scene.clocks(scene.request, 2);

    assertThat(scene.proposals().path(0).path("lapsed").path("because").asText())
        .isEqualTo("CLOCK_FINISHED");
    refused(scene.move(scene.eva(), 1, "decline", reason("done")), "proposal-lapsed");
    refused(scene.propose(scene.ada(), Duration.ofHours(3)), "clock-finished");
  }

  @Test
  void aProviderThatHandedTheRequestOnBindsNobody() {
    scene.submitted();
    scene.propose(scene.eva(), Duration.ofHours(8)).statusCode(201);
    scene.request.publish(scene.request.transferredTo(scene.other(), scene.now().plusSeconds(1)));
    scene.clocks(scene.request, 2);

    scene
        .move(scene.ada(), 1, "accept", "")
        .statusCode(422)
        .body("because", equalTo("TRANSFERRED"));

    // The receiver proposes anew, and the lapsed one is written down as such.
    scene
        .propose(Tokens.member("olga", scene.other()), Duration.ofHours(9))
        .statusCode(201)
        .body("number", equalTo(2));
    assertThat(scene.proposals().findValuesAsText("status")).containsExactly("LAPSED", "OPEN");
  }

  @Test
  void ofTwoAnswersAtOnceOneWins() throws Exception {
    scene.submitted();
    scene.propose(scene.eva(), Duration.ofHours(8)).statusCode(201);
    String path = scene.path("/proposals/1");
    String ada = scene.ada();
    String cleo = scene.requesterLead();
    CountDownLatch go = new CountDownLatch(1);

    List<Integer> answers;
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      Future<Integer> accepted =
          two.submit(after(go, () -> moved(ada, path + "/accept", "").extract().statusCode()));
      Future<Integer> declined =
          two.submit(
              after(go, () -> moved(cleo, path + "/decline", reason("no")).extract().statusCode()));
      go.countDown();
      answers = List.of(accepted.get(), declined.get());
    }

    assertThat(answers).containsExactlyInAnyOrder(200, 412);
    String due = scene.resolution().path("dueAt").asText();
    Duration stands = answers.getFirst() == 200 ? Duration.ofHours(8) : PromiseScene.RESOLUTION;
    assertThat(due).isEqualTo(scene.submittedAt.plus(stands).toString());
  }

  private static <T> Callable<T> after(CountDownLatch go, Callable<T> work) {
    return () -> {
      go.await();
      return work.call();
    };
  }

  @Test
  void aProposalSentTwiceUnderOneKeyIsMadeOnce() {
    scene.submitted();
    String body = due(scene.submittedAt.plus(Duration.ofHours(8)));
    for (int i = 0; i < 2; i++) {
      as(scene.eva())
          .header("Idempotency-Key", "once")
          .body(body)
          .post(scene.path("/proposals"))
          .then()
          .statusCode(201)
          .body("number", equalTo(1));
    }
    assertThat(scene.proposals()).hasSize(1);
  }

  @Test
  void factsThatComeLateKeepWhatWasAgreed() {
    // Given
    scene.submitted();
    Instant agreed = scene.submittedAt.plus(Duration.ofHours(8));
    scene.advance(Duration.ofMinutes(30));
    scene.propose(scene.eva(), Duration.ofHours(8)).statusCode(201);
    scene.move(scene.ada(), 1, "accept", "").statusCode(200);

    // When: facts of before it come after it
    scene.request.publish(
        scene.request.byProvider("asked", scene.submittedAt.plusSeconds(600)),
        scene.request.byRequester("answered", scene.submittedAt.plusSeconds(1_200)));
    scene.clocks(scene.request, 3);

    // Then
    JsonNode clock = scene.resolution();
    assertThat(clock.path("dueAt").asText()).isEqualTo(agreed.toString());
    assertThat(clock.path("originalDueAt").asText())
        .isEqualTo(scene.submittedAt.plus(PromiseScene.RESOLUTION).plusSeconds(600).toString());
    assertThat(clock.path("verdict").asText()).isEqualTo("PENDING");
  }

  @Test
  void aPausedClockIsRenegotiatedAndDueThenUnlessItWaitsOn() {
    scene.submitted();
    scene.request.publish(scene.request.byProvider("asked", scene.now()));
    scene.clocks(scene.request, 2);
    scene.advance(Duration.ofHours(1));
    scene.propose(scene.ada(), Duration.ofHours(8)).statusCode(201);
    scene.move(scene.eva(), 1, "accept", "").statusCode(200);
    scene.request.publish(scene.request.byRequester("answered", scene.now()));
    scene.clocks(scene.request, 3);

    assertThat(scene.resolution().path("dueAt").asText())
        .isEqualTo(scene.submittedAt.plus(Duration.ofHours(8)).toString());
  }

  @Test
  void aRequestNeededEarlierThanPromisedProposesSoByItself() {
    scene.submitted(data -> data.put("neededBy", scene.now().plusSeconds(7_200).toString()));
    Instant neededBy = scene.submittedAt.plusSeconds(7_200);

    JsonNode proposal = scene.proposals().path(0);
    assertThat(proposal.path("status").asText()).isEqualTo("OPEN");
    assertThat(proposal.path("dueAt").asText()).isEqualTo(neededBy.toString());
    assertThat(proposal.path("by").path("side").asText()).isEqualTo("REQUESTER");
    assertThat(proposal.path("awaiting").asText()).isEqualTo(scene.provider());
    TopicReader.Read told =
        scene.told(scene.request, "renegotiation-proposed").stream()
            .filter(one -> PromiseScene.type(one).equals("renegotiation-proposed"))
            .findFirst()
            .orElseThrow();
    EventSchemas.check(EventSchemas.json(told.text()));
    assertThat(told.event().causationId())
        .isEqualTo(io.onus.kit.id.Ids.nameBased(scene.request.id, "1"));
    scene.move(scene.eva(), 1, "accept", "").statusCode(200);
    assertThat(scene.resolution().path("dueAt").asText()).isEqualTo(neededBy.toString());
  }

  @Test
  void whatIsNeededLaterOrBeforeItWasSentOrLongAgoProposesNothing() {
    scene.submitted(data -> data.put("neededBy", scene.now().plusSeconds(86_400).toString()));
    assertThat(scene.proposals()).isEmpty();

    String past = scene.now().minusSeconds(60).toString();
    RequestFactsOnTopic tooLate = scene.sent(data -> data.put("neededBy", past));
    RequestFactsOnTopic imported =
        scene.sent(
            data ->
                data.put("imported", true).put("neededBy", scene.now().plusSeconds(60).toString()));
    for (RequestFactsOnTopic request : List.of(tooLate, imported)) {
      scene.clocks(request, 1);
      String clockId = scene.clock(request, "RESOLUTION").path("id").asText();
      JsonNode none =
          json(as(scene.ada()).get("/api/v1/clocks/" + clockId + "/proposals")).path("items");
      assertThat(none).isEmpty();
    }
  }

  @Test
  void whatBelongsToNoSideIsNotForThemToTalkAbout() {
    scene.submitted();
    scene.propose(Tokens.auditor("vera"), Duration.ofHours(8)).statusCode(403);
    scene.propose(Tokens.robot("shop", scene.requester()), Duration.ofHours(8)).statusCode(403);
    scene.propose(Tokens.admin("root"), Duration.ofHours(8)).statusCode(404);
    scene.propose(Tokens.lead("sam", scene.other()), Duration.ofHours(8)).statusCode(404);
    as(Tokens.auditor("vera")).get(scene.path("/proposals")).then().statusCode(200);
    assertThat(scene.proposals()).isEmpty();
  }
}
