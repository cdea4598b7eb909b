package io.onus.request.request;

import static io.onus.request.ProblemAssert.assertProblem;
import static io.onus.request.request.Asking.done;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.SettableClock;
import io.onus.kit.time.WallClock;
import io.onus.request.Edge;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestListTest {

  @Inject WallClock clock;

  private Asking we;

  @BeforeEach
  void departments() {
    we = new Asking("LIST" + (int) (Math.random() * 1_000_000));
  }

  @Test
  void aWalkThroughThePagesMeetsEveryRequestOnceWhileOthersAreMade() {
    Set<String> made = new HashSet<>();
    List<String> met = new ArrayList<>();
    int pages = 0;
    try (SettableClock time = SettableClock.drive(clock, Instant.parse("2027-06-01T08:00:00Z"))) {
      // Given: several of the same instant, so that the time alone does not order them
      for (int i = 0; i < 23; i++) {
        made.add(idOf(we.submitted()));
        if (i % 5 == 0) {
          time.advance(Duration.ofSeconds(1));
        }
      }

      // When
      String token = "";
      do {
        JsonNode page = list("to=" + we.eng + "&pageSize=5&pageToken=" + token);
        page.get("items").forEach(item -> met.add(idOf(item)));
        token = page.get("nextPageToken").isNull() ? "" : page.get("nextPageToken").asText();
        pages++;
        time.advance(Duration.ofSeconds(1));
        we.submitted();
      } while (!token.isEmpty());
    }

    // Then
    assertThat(pages).isEqualTo(5);
    assertThat(met).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void everyFilterNarrows() {
    // Given
    String ref = UUID.randomUUID().toString();
    String plain = idOf(we.submitted());
    String urgent =
        idOf(
            we.submitted(
                """
                ,"priority":"P1","customer":{"ref":"%s"},"externalRef":{"system":"jira","id":"%s:1"}\
                """
                    .formatted(ref, ref)));
    String asked = idOf(we.submitted());
    done(we.provider(asked, "assign", "{\"person\":\"%s\"}".formatted(ref)));
    done(we.provider(asked, "ask", "{\"text\":\"which?\"}"));

    // Then
    String ours = "from=" + we.cs + "&";
    assertThat(ids(ours)).containsExactly(asked, urgent, plain);
    assertThat(ids("to=" + we.eng)).containsExactly(asked, urgent, plain);
    assertThat(ids("to=" + we.qa)).isEmpty();
    assertThat(ids(ours + "status=SUBMITTED")).containsExactly(urgent, plain);
    assertThat(ids(ours + "status=SUBMITTED&status=AWAITING_REQUESTER")).hasSize(3);
    assertThat(ids(ours + "onus=REQUESTER")).containsExactly(asked);
    assertThat(ids(ours + "priority=P1&priority=P2")).containsExactly(urgent);
    assertThat(ids("assignee=" + ref)).containsExactly(asked);
    assertThat(ids("customer=" + ref)).containsExactly(urgent);
    assertThat(ids("externalRef=jira:" + ref + ":1")).containsExactly(urgent);
    assertThat(ids(ours + "q=WHICH%20thread")).hasSize(3);
    assertThat(ids(ours + "q=100%25")).isEmpty();
    String number = Edge.json(Edge.get("/requests/" + plain)).get("number").asText();
    assertThat(ids("q=" + number.toLowerCase())).contains(plain);
  }

  @Test
  void draftsAreListedForTheirDepartmentOnly() {
    String draft = idOf(we.submitted(",\"draft\":true"));

    assertThat(ids("from=" + we.cs)).containsExactly(draft);
    JsonNode seen = Edge.json(Edge.as("ben", we.eng).get("/api/v1/requests?from=" + we.cs));
    assertThat(seen.get("items")).isEmpty();
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertProblem(get("status=OPEN"), 400, "malformed").at("status", "SUBMITTED");
    assertProblem(get("onus=ME"), 400, "malformed").at("onus", "PROVIDER");
    assertProblem(get("priority=P5"), 400, "malformed").at("priority", "P1");
    assertProblem(get("externalRef=CS-881"), 400, "malformed").at("externalRef", "system:id");
    assertProblem(get("pageSize=201"), 400, "malformed").at("pageSize", "200");
    assertProblem(get("pageSize=0"), 400, "malformed");
    assertProblem(get("pageToken=nonsense"), 400, "malformed").at("pageToken", "");
    assertProblem(get("q=%00"), 400, "malformed");
  }

  @Test
  void aTokenBelongsToItsFilter() {
    we.submitted();
    we.submitted();
    String token = list("to=" + we.eng + "&pageSize=1").get("nextPageToken").asText();

    assertProblem(get("to=" + we.qa + "&pageSize=1&pageToken=" + token), 400, "malformed")
        .at("pageToken", "another filter");
  }

  private List<String> ids(String query) {
    List<String> ids = new ArrayList<>();
    list(query).get("items").forEach(item -> ids.add(idOf(item)));
    return ids;
  }

  private JsonNode list(String query) {
    io.restassured.response.Response page = get(query);
    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    return Edge.json(page);
  }

  private io.restassured.response.Response get(String query) {
    return Edge.as("ada", we.cs).urlEncodingEnabled(false).get("/api/v1/requests?" + query);
  }
}
