package io.onus.request.consequence;

import static io.onus.request.request.Asking.done;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.Await;
import io.onus.kit.test.TopicReader;
import io.onus.request.Edge;
import io.onus.request.request.Asking;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A requester who says nothing, and what was agreed for that case. */
@QuarkusTest
class ConsequencesTest {

  private final SlaTopic topic = new SlaTopic(bootstrap());

  private Asking we;

  @BeforeEach
  void departments() {
    we = new Asking("LAPSE");
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void anUnansweredQuestionIsRemindedOfAndThenCloses() {
    // Given
    JsonNode asked = asked(idOf(we.submitted()));
    String id = idOf(asked);

    // When
    UUID due = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    broken(due, "clock-breached", id, "REPLY", "REMIND", since(asked));
    broken(due, "clock-breached", id, "REPLY", "REMIND", since(asked));
    broken(last, "clock-overdue", id, "REPLY", "CLOSE", since(asked));

    // Then
    JsonNode closed = closed(id);
    assertThat(closed.get("reason").asText()).isEqualTo("NO_REPLY");
    try (TopicReader told = new TopicReader(bootstrap(), "onus.request.v1")) {
      assertThat(told.awaitOf(id, 4))
          .extracting(read -> read.event().causationId())
          .as("whoever reads them learns why")
          .containsExactly(null, null, due, last);
    }
    assertThat(closed.get("resolution").isNull()).isTrue();
    assertThat(closed.get("onus").asText()).isEqualTo("NOBODY");
    assertThat(closed.get("allowedVerbs").toString()).isEqualTo("[\"reopen\"]");
    assertThat(types(id)).containsExactly("submitted", "asked", "message-posted", "closed");
    JsonNode reminder = Edge.json(Edge.get("/requests/" + id + "/messages")).at("/items/0");
    assertThat(reminder.get("text").asText())
        .startsWith(
            "Reminder: the question of LAPSE-ENG has waited for an answer of LAPSE-CS since ");
    assertThat(reminder.get("visibility").asText()).isEqualTo("BOTH");
    assertThat(reminder.at("/author/kind").asText()).isEqualTo("SYSTEM");
    assertThat(reminder.at("/author/side").isNull()).isTrue();
  }

  @Test
  void silenceAfterAnAnswerIsConsentAndCanBeTakenBack() {
    // Given
    String id = idOf(we.submitted());
    JsonNode resolved = done(we.provider(id, "resolve", "{\"resolution\":\"M8\"}"));

    // When
    broken(UUID.randomUUID(), "clock-breached", id, "CONFIRMATION", "CLOSE", since(resolved));

    // Then
    JsonNode closed = closed(id);
    assertThat(closed.get("reason").asText()).isEqualTo("SILENCE");
    assertThat(closed.get("resolution").asText()).isEqualTo("M8");
    JsonNode reopened =
        done(we.requester(id, "reopen", "{\"reason\":\"pitch?\",\"code\":\"INCOMPLETE\"}"));
    assertThat(reopened.get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(reopened.get("reason").isNull()).isTrue();
  }

  @Test
  void aBreachOfAnEarlierQuestionClosesNothing() {
    // Given
    String id = idOf(we.submitted());
    JsonNode first = asked(id);
    done(we.requester(id, "answer", "{\"text\":\"that\"}"));
    JsonNode second = asked(id);

    // When it comes late, and then another milestone of the question that is open
    broken(UUID.randomUUID(), "clock-overdue", id, "REPLY", "CLOSE", since(first));
    broken(UUID.randomUUID(), "clock-breached", id, "CONFIRMATION", "CLOSE", since(second));
    broken(UUID.randomUUID(), "clock-breached", id, "REPLY", null, since(second));
    broken(UUID.randomUUID(), "clock-breached", id, "REPLY", "BURN", since(second));
    broken(UUID.randomUUID(), "clock-breached", id, "REPLY", "REMIND", since(second));

    // Then only the last one did something
    Await.until("a reminder", () -> types(id), seen -> seen.contains("message-posted"));
    assertThat(types(id))
        .containsExactly("submitted", "asked", "answered", "asked", "message-posted");
  }

  @Test
  void askingAgainKeepsTheTimeOfTheFirstQuestion() {
    String id = idOf(we.submitted());
    JsonNode first = asked(id);

    JsonNode again = asked(id);

    assertThat(since(again)).isEqualTo(since(first));
    broken(UUID.randomUUID(), "clock-breached", id, "REPLY", "CLOSE", since(first));
    assertThat(closed(id).get("reason").asText()).isEqualTo("NO_REPLY");
  }

  @Test
  void theSameSilenceClosesOnce() {
    // Given
    JsonNode asked = asked(idOf(we.submitted()));
    String id = idOf(asked);
    UUID breach = UUID.randomUUID();
    broken(breach, "clock-breached", id, "REPLY", "CLOSE", since(asked));
    closed(id);
    done(we.requester(id, "reopen", "{\"reason\":\"ill\",\"code\":\"NEW_INFORMATION\"}"));
    JsonNode next = asked(id);

    // When the old milestones come again
    broken(breach, "clock-breached", id, "REPLY", "CLOSE", since(asked));
    broken(UUID.randomUUID(), "clock-overdue", id, "REPLY", "CLOSE", since(asked));
    broken(UUID.randomUUID(), "clock-breached", id, "REPLY", "REMIND", since(next));

    // Then
    Await.until("a reminder", () -> types(id), seen -> seen.contains("message-posted"));
    assertThat(types(id)).filteredOn("closed"::equals).hasSize(1);
    assertThat(Edge.json(Edge.get("/requests/" + id)).get("status").asText())
        .isEqualTo("AWAITING_REQUESTER");
  }

  private static String bootstrap() {
    return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
  }

  private JsonNode asked(String id) {
    return done(we.provider(id, "ask", "{\"text\":\"which one?\"}"));
  }

  private void broken(
      UUID id, String type, String request, String metric, String consequence, Instant since) {
    topic.milestone(id, type, request, metric, consequence, since);
  }

  private static Instant since(JsonNode request) {
    return Instant.parse(request.get("waitingSince").asText());
  }

  private static JsonNode closed(String id) {
    return Await.until(
        "the request closes",
        () -> Edge.json(Edge.get("/requests/" + id)),
        request -> request.path("status").asText().equals("CLOSED"));
  }

  private static List<String> types(String id) {
    List<String> types = new ArrayList<>();
    Edge.json(Edge.get("/requests/" + id + "/history"))
        .get("items")
        .forEach(entry -> types.add(entry.get("type").asText()));
    return types;
  }
}
