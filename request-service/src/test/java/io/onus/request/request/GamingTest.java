package io.onus.request.request;

import static io.onus.request.ProblemAssert.assertProblem;
import static io.onus.request.request.Asking.done;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.request.Edge;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tricks that would make a promise look kept, or somebody else's. Each is tried from outside. */
@QuarkusTest
class GamingTest {

  private static final String URGENT = "{\"priority\":\"P1\",\"reason\":\"the boss is waiting\"}";

  private Asking we;

  @BeforeEach
  void departments() {
    we = new Asking("GAMING");
  }

  @Test
  void nobodyRaisesAPriorityAlone() {
    // Given
    String id = idOf(we.submitted());

    // When the requester asks for more, a colleague agrees, and it comes with other words
    JsonNode wished = done(we.requester(id, "prioritize", URGENT));
    assertProblem(we.move("eve", we.cs, id, "prioritize", URGENT), 422, "refused")
        .with("refusal", "priority-already-proposed");
    done(we.provider(id, "ask", "{\"text\":\"why?\"}"));
    assertProblem(
            we.requester(id, "answer", "{\"text\":\"because\",\"priority\":\"P1\"}"),
            400,
            "malformed")
        .at("priority", "not a known field");

    // Then it is what it was, and whoever counts has heard nothing of it
    assertThat(wished.get("priority").asText()).isEqualTo("P3");
    assertThat(wished.at("/proposedPriority/priority").asText()).isEqualTo("P1");
    assertThat(wished.at("/proposedPriority/by").asText()).isEqualTo("REQUESTER");
    assertThat(wished.get("sequence").asInt()).isEqualTo(1);
    JsonNode agreed = done(we.provider(id, "prioritize", URGENT));
    assertThat(agreed.get("priority").asText()).isEqualTo("P1");
    assertThat(types(id)).endsWith("prioritized");
  }

  @Test
  void whoLoweredCannotRaiseItBackAlone() {
    String id = idOf(we.submitted());

    done(we.requester(id, "prioritize", "{\"priority\":\"P4\",\"reason\":\"it can wait\"}"));
    JsonNode back =
        done(we.requester(id, "prioritize", "{\"priority\":\"P3\",\"reason\":\"it cannot\"}"));

    assertThat(back.get("priority").asText()).isEqualTo("P4");
    assertThat(back.at("/proposedPriority/priority").asText()).isEqualTo("P3");
  }

  @Test
  void aProviderDoesNotBuyTimeWithALowerPriority() {
    String id = idOf(we.submitted());

    JsonNode wished =
        done(we.provider(id, "prioritize", "{\"priority\":\"P4\",\"reason\":\"we are busy\"}"));

    assertThat(wished.get("priority").asText()).isEqualTo("P3");
    assertProblem(
            we.provider(id, "prioritize", "{\"priority\":\"P4\",\"reason\":\"really\"}"),
            422,
            "refused")
        .with("refusal", "priority-already-proposed");
    assertThat(types(id)).doesNotContain("prioritized");
  }

  @Test
  void aDeclinedRequestIsReopenedAndGoesOn() {
    String id = idOf(we.submitted());

    done(we.provider(id, "decline", "{\"code\":\"OUT_OF_SCOPE\",\"reason\":\"not ours\"}"));
    assertProblem(
        we.provider(id, "reopen", "{\"reason\":\"r\",\"code\":\"NOT_ANSWERED\"}"),
        403,
        "forbidden");
    JsonNode reopened =
        done(we.requester(id, "reopen", "{\"reason\":\"it is\",\"code\":\"NOT_ANSWERED\"}"));

    assertThat(reopened.get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(reopened.get("onus").asText()).isEqualTo("PROVIDER");
    assertThat(reopened.get("cycle").asInt()).isEqualTo(2);
    assertThat(types(id)).containsExactly("submitted", "declined", "reopened");
    assertProblem(
            we.provider(id, "decline", "{\"code\":\"TOO_BUSY\",\"reason\":\"r\"}"), 422, "refused")
        .with("refusal", "unknown-reason");
  }

  @Test
  void aBareAcceptPromisesNothing() {
    String id = idOf(we.submitted());

    JsonNode accepted = done(we.provider(id, "accept", "{}"));

    assertThat(accepted.get("expectedBy").isNull()).isTrue();
    assertThat(history(id).at("/1/type").asText()).isEqualTo("accepted");
    assertThat(history(id).at("/1/content")).isEmpty();
    assertProblem(we.provider(id, "accept", "{\"expectedBy\":null}"), 422, "refused")
        .with("refusal", "move-not-allowed");
  }

  @Test
  void askingAgainAndAgainIsOneWait() {
    // Given
    String id = idOf(we.submitted());
    JsonNode first = done(we.provider(id, "ask", "{\"text\":\"which one?\"}"));

    // When
    JsonNode again = done(we.provider(id, "ask", "{\"text\":\"are you sure?\"}"));
    JsonNode same = done(we.provider(id, "ask", "{\"text\":\"are you sure?\"}"));

    // Then
    assertThat(first.get("waitingSince").isNull()).isFalse();
    assertThat(again.get("waitingSince")).isEqualTo(first.get("waitingSince"));
    assertThat(same.get("waitingSince")).isEqualTo(first.get("waitingSince"));
  }

  @Test
  void aQuestionThatWasAnsweredAlreadyIsContested() {
    String id = idOf(we.submitted());
    JsonNode asked = done(we.provider(id, "ask", "{\"text\":\"which one?\"}"));

    assertProblem(we.provider(id, "contest", "{\"reason\":\"mine\"}"), 403, "forbidden");
    JsonNode contested = done(we.requester(id, "contest", "{\"reason\":\"it is in the subject\"}"));
    assertThat(contested.get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(contested.get("onus").asText()).isEqualTo("PROVIDER");
    assertThat(contested.get("waitingSince").isNull()).isTrue();

    JsonNode next = done(we.provider(id, "ask", "{\"text\":\"and when?\"}"));
    assertThat(next.get("waitingSince")).isNotEqualTo(asked.get("waitingSince"));
  }

  @Test
  void aReturnIsContestedToo() {
    String id = idOf(we.submitted());

    done(we.provider(id, "return", "{\"reason\":\"unclear\",\"missing\":[\"question\"]}"));
    JsonNode contested = done(we.requester(id, "contest", "{\"reason\":\"it is all there\"}"));

    assertThat(contested.get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(contested.get("missing")).isEmpty();
  }

  @Test
  void aReturnSaysWhatTheServiceReallyAsksFor() {
    String id = idOf(we.submitted());

    for (String vague : List.of("more", "question.more", "question[0]", "Question", "everything")) {
      assertProblem(
              we.provider(id, "return", "{\"reason\":\"r\",\"missing\":[\"%s\"]}".formatted(vague)),
              400,
              "malformed")
          .at("missing[0]", "neither a field");
    }
    assertProblem(we.provider(id, "return", "{\"reason\":\"r\",\"missing\":[]}"), 400, "malformed");
    assertProblem(we.provider(id, "return", "{\"reason\":\"r\"}"), 400, "malformed");
    assertThat(Edge.json(Edge.get("/requests/" + id)).get("status").asText())
        .isEqualTo("SUBMITTED");
  }

  private static JsonNode history(String id) {
    return Edge.json(Edge.get("/requests/" + id + "/history")).get("items");
  }

  private static List<String> types(String id) {
    List<String> types = new ArrayList<>();
    history(id).forEach(entry -> types.add(entry.get("type").asText()));
    return types;
  }
}
