package io.onus.request.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import io.onus.request.Edge;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is over for long is out of the way, and still there. */
@QuarkusTest
class RequestArchiveTest {

  private static final Duration YEAR = Duration.ofDays(365);

  @Inject RequestArchive archive;
  @Inject Sql sql;
  @Inject WallClock clock;

  private Asking asking;

  @BeforeEach
  void begin() {
    asking = new Asking("ARCH");
  }

  @Test
  void whatIsOverForLongIsArchivedAndNothingElse() {
    // Given
    String old = cancelled(YEAR.plusDays(1));
    String recent = cancelled(YEAR.minusDays(1));
    String open = Asking.idOf(asking.submitted());
    age(open, YEAR.multipliedBy(2));

    // When
    archiveAll();

    // Then
    assertThat(listed("")).contains(recent, open).doesNotContain(old);
    assertThat(listed("&archived=true")).contains(recent, open, old);
    Edge.as("ada", asking.cs)
        .get("/api/v1/requests/" + old)
        .then()
        .statusCode(200)
        .body("archivedAt", notNullValue());
    assertThat(
            sql.list(
                "select action from audit_entries where subject_id = ? order by id desc limit 1",
                row -> row.text("action"),
                old))
        .containsExactly("request.archived");
    assertThat(archive.archiveOnce(YEAR)).isZero();
  }

  @Test
  void whatIsArchivedCanOnlyBeRead() {
    String old = cancelled(YEAR.plusDays(1));
    archiveAll();

    asking
        .requester(old, "reopen", "{\"reason\":\"Again\",\"code\":\"NOT_ANSWERED\"}")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("archived"));
    Edge.as("ada", asking.cs)
        .body("{\"text\":\"One more thing.\"}")
        .post("/api/v1/requests/" + old + "/messages")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("archived"));
    Edge.as("ada", asking.cs).get("/api/v1/requests/" + old + "/history").then().statusCode(200);
  }

  private String cancelled(Duration ago) {
    String id = Asking.idOf(asking.submitted());
    Asking.done(asking.requester(id, "cancel", "{\"reason\":\"Found it.\"}"));
    age(id, ago);
    return id;
  }

  private void age(String id, Duration ago) {
    Instant then = clock.now().minus(ago);
    sql.update("update requests set updated_at = ? where id = ?", then, UUID.fromString(id));
  }

  private void archiveAll() {
    int archived;
    do {
      archived = archive.archiveOnce(YEAR);
    } while (archived > 0);
  }

  private List<String> listed(String more) {
    JsonNode items =
        Edge.json(
                Edge.as("ada", asking.cs)
                    .get("/api/v1/requests?pageSize=200&from=" + asking.cs + more))
            .path("items");
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }
}
