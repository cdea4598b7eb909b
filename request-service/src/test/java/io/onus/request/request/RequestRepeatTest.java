package io.onus.request.request;

import static io.onus.request.ProblemAssert.assertProblem;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.request.Edge;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same call twice, one after the other and at the same time. */
@QuarkusTest
class RequestRepeatTest {

  @Inject DataSource dataSource;

  private Asking we;
  private String key;

  @BeforeEach
  void departments() {
    we = new Asking("REPEAT");
    key = UUID.randomUUID().toString();
  }

  @Test
  void aRepeatedCreationIsTheSameRequest() {
    Response first = create("Which thread?");
    Response again = create("Which thread?");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(Edge.json(again)).isEqualTo(Edge.json(first));
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    create("Which thread?");

    assertProblem(create("Which pitch?"), 422, "refused").with("refusal", "idempotency-key-reused");
  }

  @Test
  void aRefusalIsRepeatedToo() {
    // Given
    String id = idOf(we.submitted());
    Response refused = ask(id);
    assertProblem(refused, 403, "forbidden");

    // Then
    assertThat(Edge.json(ask(id))).isEqualTo(Edge.json(refused));
  }

  @Test
  void anOldAnswerIsForWhoeverMayStillSeeTheRequest() {
    // Given
    String id = idOf(we.submitted());
    String wish = "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"}".formatted(we.cs, we.eng);
    String cancel = "{\"reason\":\"withdrawn\"}";
    String batch = "{\"items\":[" + wish + "]}";
    assertThat(keyed(we.cs, "", wish).statusCode()).isEqualTo(201);
    assertThat(keyed(we.cs, "/batch", batch).statusCode()).isEqualTo(207);
    assertThat(keyed(we.cs, "/" + id + "/cancel", cancel).statusCode()).isEqualTo(200);
    assertThat(keyed(we.cs, "/" + id + "/cancel", cancel).statusCode()).isEqualTo(200);

    // Then: the same person, who has left the department since
    assertProblem(keyed(we.sales, "", wish), 403, "forbidden");
    assertProblem(keyed(we.sales, "/batch", batch), 403, "forbidden");
    assertProblem(keyed(we.sales, "/" + id + "/cancel", cancel), 404, "not-found");
  }

  @Test
  void whoRefusedATransferMayRepeatJustThat() {
    String id = idOf(we.submitted());
    we.provider(id, "transfer", "{\"service\":\"%s\",\"reason\":\"r\"}".formatted(we.inspection));
    String refusal = "{\"reason\":\"not ours\"}";

    Response first = keyed(we.qa, "/" + id + "/refuse-transfer", refusal);
    Response again = keyed(we.qa, "/" + id + "/refuse-transfer", refusal);

    assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(Edge.json(again)).isEqualTo(Edge.json(first));
  }

  private Response keyed(String department, String path, String body) {
    return Edge.as("ada", department)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/api/v1/requests" + path);
  }

  private Response ask(String id) {
    return Edge.as("ada", we.cs)
        .header("Idempotency-Key", key)
        .body("{\"text\":\"which?\"}")
        .post("/api/v1/requests/" + id + "/ask");
  }

  @Test
  void aRepeatedMoveMovesOnce() {
    // Given
    String id = idOf(we.submitted());

    // When
    JsonNode first = Edge.json(keyedMessage(id));
    JsonNode again = Edge.json(keyedMessage(id));

    // Then
    assertThat(again).isEqualTo(first);
    JsonNode messages =
        Edge.json(Edge.as("ada", we.cs).get("/api/v1/requests/" + id + "/messages"));
    assertThat(messages.get("items")).hasSize(1);
  }

  private Response keyedMessage(String id) {
    return Edge.as("ada", we.cs)
        .header("Idempotency-Key", key)
        .body("{\"text\":\"any news?\"}")
        .post("/api/v1/requests/" + id + "/messages");
  }

  @Test
  void aRepeatWhileTheFirstIsAtWorkIsToldToComeBack() throws Exception {
    // Given: the first waits for the request's row
    String id = idOf(we.submitted());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection other = dataSource.getConnection()) {
      other.setAutoCommit(false);
      try (PreparedStatement lock =
          other.prepareStatement("select 1 from requests where id = ? for update")) {
        lock.setObject(1, UUID.fromString(id));
        lock.executeQuery();
      }
      Future<Response> first = threads.submit(() -> keyedMessage(id));

      // When
      Response second =
          io.onus.kit.test.Await.until(
              "a repeat that meets the first at work",
              () -> hurried(id),
              answer -> answer.statusCode() == 409);

      // Then
      assertProblem(second, 409, "conflict");
      assertThat(second.header("Retry-After")).isNotBlank();
      other.rollback();
      assertThat(first.get().statusCode()).isEqualTo(201);
    }
  }

  /** Gives up at once where it would wait, so that it can be sent until the first is at work. */
  private Response hurried(String id) {
    try (Connection probe = dataSource.getConnection();
        PreparedStatement waiting =
            probe.prepareStatement(
                // Keys are locked by one number (objsubid 1), the outbox relay locks by two.
                "select count(*) > 0 from pg_locks"
                    + " where locktype = 'advisory' and objsubid = 1 and granted")) {
      var found = waiting.executeQuery();
      found.next();
      if (!found.getBoolean(1)) {
        return Edge.as("ada", we.cs).get("/api/v1/requests/" + id);
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    return keyedMessage(id);
  }

  @Test
  void manyMovesAtOnceAreNumberedWithoutGapOrDouble() throws Exception {
    // Given
    String id = idOf(we.submitted());
    List<Callable<Response>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String text = "{\"text\":\"message %d\"}".formatted(i);
      calls.add(() -> we.requester(id, "messages", text));
    }

    // When
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Response> answer : threads.invokeAll(calls)) {
        assertThat(answer.get().statusCode()).isEqualTo(201);
      }
    }

    // Then
    JsonNode history = Edge.json(Edge.as("ada", we.cs).get("/api/v1/requests/" + id + "/history"));
    Set<Integer> sequences = new HashSet<>();
    Set<String> times = new HashSet<>();
    history
        .get("items")
        .forEach(
            entry -> {
              sequences.add(entry.get("sequence").asInt());
              times.add(entry.get("at").asText());
            });
    assertThat(sequences).hasSize(21).contains(1, 21);
    assertThat(times).hasSize(21);
  }

  @Test
  void oneExternalRefWantedByManyAtOnceIsGivenOnce() throws Exception {
    // Given
    String body =
        "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\",\"externalRef\":{\"system\":\"jira\",\"id\":\"%s\"}}"
            .formatted(we.cs, we.eng, key);
    List<Callable<Response>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> we.send(body));
    }

    // When
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Response> answer : threads.invokeAll(calls)) {
        statuses.add(answer.get().statusCode());
      }
    }

    // Then
    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
  }

  private Response create(String subject) {
    return Edge.as("ada", we.cs)
        .header("Idempotency-Key", key)
        .body(
            "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"%s\"}".formatted(we.cs, we.eng, subject))
        .post("/api/v1/requests");
  }
}
