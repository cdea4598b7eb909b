package io.onus.request.conversation;

import static io.onus.request.ProblemAssert.assertProblem;
import static io.onus.request.request.Asking.done;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.request.Edge;
import io.onus.request.request.Asking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MessageResourceTest {

  private Asking we;
  private String id;

  @BeforeEach
  void request() {
    we = new Asking("TALK");
    id = idOf(we.submitted());
  }

  @Test
  void bothSidesReadWhatTheyWriteToEachOther() {
    // When
    Response asked = we.requester(id, "messages", "{\"text\":\"any news?\"}");
    we.provider(id, "messages", "{\"text\":\"soon\",\"visibility\":\"BOTH\"}");

    // Then
    assertThat(asked.statusCode()).isEqualTo(201);
    assertThat(Edge.json(asked).at("/author/side").asText()).isEqualTo("REQUESTER");
    assertThat(texts("ada", we.cs)).containsExactly("any news?", "soon");
    assertThat(texts("ben", we.eng)).containsExactly("any news?", "soon");
  }

  @Test
  void internalMessagesAreReadByTheirSideOnly() {
    // Given
    we.provider(id, "messages", "{\"text\":\"what a mess\",\"visibility\":\"INTERNAL\"}");
    we.requester(id, "messages", "{\"text\":\"why so slow\",\"visibility\":\"INTERNAL\"}");

    // Then
    assertThat(texts("ada", we.cs)).containsExactly("why so slow");
    assertThat(texts("ben", we.eng)).containsExactly("what a mess");
    JsonNode history = Edge.json(Edge.as("ada", we.cs).get("/api/v1/requests/" + id + "/history"));
    assertThat(history.get("items")).hasSize(2);
    assertThat(history.toString()).contains("why so slow").doesNotContain("what a mess");
  }

  @Test
  void othersReadNothingUntilTheyAreAskedToTakeIt() {
    // Given
    we.requester(id, "messages", "{\"text\":\"any news?\"}");
    we.provider(id, "messages", "{\"text\":\"what a mess\",\"visibility\":\"INTERNAL\"}");

    // Then
    assertProblem(messages("quinn", we.qa), 404, "not-found");
    assertProblem(
        Edge.as("quinn", we.qa).get("/api/v1/requests/" + id + "/history"), 404, "not-found");
    done(
        we.provider(
            id, "transfer", "{\"service\":\"%s\",\"reason\":\"r\"}".formatted(we.inspection)));
    assertThat(texts("quinn", we.qa)).containsExactly("any news?");
  }

  @Test
  void aMessageMovesNothing() {
    JsonNode before = Edge.json(Edge.get("/requests/" + id));

    we.requester(id, "messages", "{\"text\":\"any news?\"}");

    JsonNode after = Edge.json(Edge.get("/requests/" + id));
    assertThat(after.get("version")).isEqualTo(before.get("version"));
    assertThat(after.get("status")).isEqualTo(before.get("status"));
    assertThat(after.get("updatedAt")).isEqualTo(before.get("updatedAt"));
    assertThat(after.get("sequence").asInt()).isEqualTo(2);
  }

  @Test
  void messagesAreReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      we.requester(id, "messages", "{\"text\":\"%d\"}".formatted(i));
    }

    JsonNode first = Edge.json(page("pageSize=3"));
    JsonNode rest = Edge.json(page("pageSize=3&pageToken=" + first.get("nextPageToken").asText()));

    assertThat(first.get("items").findValuesAsText("text")).containsExactly("0", "1", "2");
    assertThat(rest.get("items").findValuesAsText("text")).containsExactly("3", "4");
    assertThat(rest.get("nextPageToken").isNull()).isTrue();
  }

  private Response page(String query) {
    return Edge.as("ada", we.cs).get("/api/v1/requests/" + id + "/messages?" + query);
  }

  @Test
  void everythingThatCannotBeSaidIsRefused() {
    assertProblem(we.requester(id, "messages", "{}"), 400, "malformed").at("text", "null");
    assertProblem(
            we.requester(id, "messages", "{\"text\":\"x\",\"visibility\":\"NOBODY\"}"),
            400,
            "malformed")
        .at("visibility", "BOTH, INTERNAL");
    assertProblem(we.move("sam", we.sales, id, "messages", "{\"text\":\"x\"}"), 404, "not-found");
    assertProblem(
        we.requester(id, "messages", "{\"text\":\"x\",\"onBehalfOf\":\"eve\"}"), 403, "forbidden");
    String draft = idOf(we.submitted(",\"draft\":true"));
    assertProblem(we.requester(draft, "messages", "{\"text\":\"x\"}"), 422, "refused")
        .with("refusal", "move-not-allowed");
  }

  private List<String> texts(String actor, String department) {
    List<String> texts = new ArrayList<>();
    Edge.json(messages(actor, department))
        .get("items")
        .forEach(message -> texts.add(message.get("text").asText()));
    return texts;
  }

  private Response messages(String actor, String department) {
    return Edge.as(actor, department).get("/api/v1/requests/" + id + "/messages");
  }
}
