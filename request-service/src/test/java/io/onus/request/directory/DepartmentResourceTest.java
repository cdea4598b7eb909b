package io.onus.request.directory;

import static io.onus.request.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.test.TopicReader;
import io.onus.request.Edge;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DepartmentResourceTest {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void aNameIsEnough() {
    // When
    Response created = Edge.put("/departments/BARE", "{\"name\":\"Bare\"}");

    // Then
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Location")).endsWith("/api/v1/departments/BARE");
    JsonNode department = Edge.json(created);
    assertThat(department.get("zone").asText()).isEqualTo("UTC");
    assertThat(department.get("calendar").asText()).isEqualTo("company");
    assertThat(department.get("parent").isNull()).isTrue();
    assertThat(department.get("leads")).isEmpty();
    assertThat(department.get("version").asLong()).isEqualTo(1);
  }

  @Test
  void whatWasWrittenIsRead() {
    // Given
    String body =
        """
        {"code":"LOCATION-143","name":"Location 143","zone":"Europe/Berlin","calendar":"berlin",
         "leads":[{"name":"Ada","email":"ada@example.com"}],"deputies":[{"name":"Bob","email":"bob@example.com"}]}
        """;

    // When
    Response created = Edge.put("/departments/LOCATION-143", body);

    // Then
    Response read = Edge.get("/departments/LOCATION-143");
    assertThat(Edge.json(read)).isEqualTo(Edge.json(created));
    assertThat(read.header("ETag")).isEqualTo("\"1\"");
    assertThat(Edge.json(read).at("/leads/0/email").asText()).isEqualTo("ada@example.com");
    assertThat(Edge.json(read).at("/deputies/0/name").asText()).isEqualTo("Bob");
  }

  @Test
  void aDepartmentIsBornWithItsQuestionService() {
    // When
    Edge.department("BORN-1");

    // Then
    JsonNode service = Edge.json(Edge.get("/services/born-1-question"));
    assertThat(service.get("provider").asText()).isEqualTo("BORN-1");
    assertThat(service.at("/intake/properties/question/type").asText()).isEqualTo("string");
    assertThat(service.get("intake").has("required")).isFalse();
  }

  @Test
  void everyChangeIsToldInFullAndInOrder() {
    // Given
    Edge.department("TOLD");

    // When
    Edge.put("/departments/TOLD", "{\"name\":\"Told\",\"zone\":\"Asia/Tokyo\"}", "\"1\"");

    // Then
    try (TopicReader topic = new TopicReader(kafka, DirectoryEvents.TOPIC)) {
      List<CloudEvent> events =
          topic.awaitOf("department/TOLD", 2).stream().map(TopicReader.Read::event).toList();
      assertThat(events).extracting(CloudEvent::sequence).containsExactly(1L, 2L);
      assertThat(events)
          .extracting(CloudEvent::type)
          .containsOnly("io.onus.directory.department-changed.v1");
      assertThat(events.get(1).subject()).isEqualTo("department/TOLD");
      assertThat(events.get(1).data()).isEqualTo(Edge.json(Edge.get("/departments/TOLD")));
      CloudEvent service = topic.awaitOf("service/told-question", 1).getFirst().event();
      assertThat(service.type()).isEqualTo("io.onus.directory.service-changed.v1");
      assertThat(service.data().get("provider").asText()).isEqualTo("TOLD");
    }
  }

  @Test
  void writingWhatIsThereAlreadyChangesNothing() {
    // Given
    Edge.department("SAME");

    // When
    Response again = Edge.put("/departments/SAME", "{\"name\":\"SAME\"}", "\"1\"");

    // Then
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(Edge.json(again).get("version").asLong()).isEqualTo(1);
  }

  @Test
  void overAnExistingOneTheVersionMustBeNamedAndCurrent() {
    // Given
    Edge.department("MATCH");
    String body = "{\"name\":\"Other\"}";

    // Then
    assertProblem(Edge.put("/departments/MATCH", body), 428, "precondition-required");
    assertThat(Edge.put("/departments/MATCH", body, "\"1\"").statusCode()).isEqualTo(200);
    assertProblem(Edge.put("/departments/MATCH", body, "\"1\""), 412, "precondition-failed")
        .with("version", "2");
    assertProblem(Edge.put("/departments/UNSEEN", body, "\"1\""), 412, "precondition-failed");
  }

  @Test
  void whatIsWrongIsNamed() {
    assertProblem(Edge.put("/departments/W", "{}"), 400, "malformed").at("name", "");
    assertProblem(Edge.put("/departments/W", "{\"name\":\" \"}"), 400, "malformed").at("name", "");
    assertProblem(Edge.put("/departments/W", "{\"name\":\"W\",\"size\":3}"), 400, "malformed")
        .at("size", "is not a known field");
    assertProblem(
            Edge.put("/departments/W", "{\"name\":\"W\",\"zone\":\"Mars/Olympus\"}"),
            400,
            "malformed")
        .at("zone", "IANA");
    assertProblem(
            Edge.put("/departments/W", "{\"name\":\"W\",\"zone\":\"+02:00\"}"), 400, "malformed")
        .at("zone", "IANA");
    assertProblem(
            Edge.put("/departments/W", "{\"name\":\"W\",\"parent\":\"NOBODY\"}"), 400, "malformed")
        .at("parent", "no department NOBODY");
    assertProblem(
            Edge.put(
                "/departments/W",
                "{\"name\":\"W\",\"leads\":[{\"name\":\"Ada\",\"email\":\"nowhere\"}]}"),
            400,
            "malformed")
        .at("leads[0].email", "");
    assertProblem(Edge.put("/departments/eng", "{\"name\":\"W\"}"), 400, "malformed")
        .at("code", "must match");
    assertProblem(Edge.put("/departments/" + "A".repeat(33), "{\"name\":\"W\"}"), 400, "malformed")
        .at("code", "must match");
    assertProblem(Edge.put("/departments/W", "{\"code\":\"V\",\"name\":\"W\"}"), 400, "malformed")
        .at("code", "path");
    assertProblem(Edge.put("/departments/W", "{\"name\":"), 400, "malformed").saying("not JSON");
    assertProblem(Edge.put("/departments/W", "{\"name\":\"a\\u0000b\"}"), 400, "malformed")
        .at("name", "one line");
    assertProblem(Edge.put("/departments/W", "{\"name\":\"a\\ud800b\"}"), 400, "malformed")
        .at("name", "one line");
    assertProblem(Edge.get("/departments?q=a\0b"), 400, "malformed").at("q", "one line");
    assertProblem(Edge.get("/departments/a\0b"), 404, "not-found");
    assertProblem(Edge.get("/departments/W"), 404, "not-found").saying("No department W");
  }

  @Test
  void aCallerMustSayWhoTheyAre() {
    assertProblem(
        io.restassured.RestAssured.given().get("/api/v1/departments"), 401, "unauthenticated");
  }

  @Test
  void departmentsCannotStandInACircle() {
    // Given
    Edge.department("TOP");
    Edge.put("/departments/MIDDLE", "{\"name\":\"Middle\",\"parent\":\"TOP\"}");
    Edge.put("/departments/BOTTOM", "{\"name\":\"Bottom\",\"parent\":\"MIDDLE\"}");

    // Then
    assertProblem(
            Edge.put("/departments/TOP", "{\"name\":\"Top\",\"parent\":\"BOTTOM\"}", "\"1\""),
            422,
            "refused")
        .with("refusal", "parent-makes-cycle");
    assertProblem(
            Edge.put("/departments/TOP", "{\"name\":\"Top\",\"parent\":\"TOP\"}", "\"1\""),
            422,
            "refused")
        .with("refusal", "parent-makes-cycle");
  }

  @Test
  void twoMovesAtOnceCannotMakeACircleTogether() throws Exception {
    for (int round = 0; round < 5; round++) {
      // Given
      String left = "LEFT-" + round;
      String right = "RIGHT-" + round;
      Edge.department(left);
      Edge.department(right);

      // When
      List<Integer> statuses = atOnce(() -> moveBelow(left, right), () -> moveBelow(right, left));

      // Then
      assertThat(statuses).containsExactlyInAnyOrder(200, 422);
    }
  }

  @Test
  void ofManyWhoCreateTheSameOneOnlyOneDoes() throws Exception {
    // When
    List<Integer> statuses =
        atOnce(
            Stream.generate(
                    () ->
                        (Callable<Integer>)
                            () -> Edge.put("/departments/RACE", "{\"name\":\"R\"}").statusCode())
                .limit(6)
                .toList());

    // Then
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(statuses).allMatch(status -> status == 201 || status == 409 || status == 428);
  }

  @Test
  void pagesShowEveryMatchOnceAndInOrder() {
    // Given
    for (int i = 0; i < 5; i++) {
      Edge.department("PAGED-" + i);
    }
    List<String> codes = new ArrayList<>();

    // When
    String token = "";
    do {
      JsonNode page = Edge.json(Edge.get("/departments?q=paged-&pageSize=2&pageToken=" + token));
      page.get("items").forEach(item -> codes.add(item.get("code").asText()));
      token = page.path("nextPageToken").asText("");
      token = token.equals("null") ? "" : token;
    } while (!token.isEmpty());

    // Then
    assertThat(codes).containsExactly("PAGED-0", "PAGED-1", "PAGED-2", "PAGED-3", "PAGED-4");
  }

  @Test
  void listsAreNarrowedByTextAndParent() {
    // Given
    Edge.put("/departments/FAMILY", "{\"name\":\"100% Family\"}");
    Edge.put("/departments/CHILD", "{\"name\":\"A child\",\"parent\":\"FAMILY\"}");

    // Then
    assertThat(codes("parent=FAMILY")).containsExactly("CHILD");
    assertThat(codes("q=100% fam")).containsExactly("FAMILY");
    assertThat(codes("q=1_0")).isEmpty();
    assertProblem(Edge.get("/departments?pageSize=201"), 400, "malformed").at("pageSize", "200");
    assertProblem(Edge.get("/departments?pageToken=nonsense"), 400, "malformed")
        .at("pageToken", "");
  }

  private static List<String> codes(String query) {
    List<String> codes = new ArrayList<>();
    Edge.json(Edge.get("/departments?" + query))
        .get("items")
        .forEach(item -> codes.add(item.get("code").asText()));
    return codes;
  }

  private static int moveBelow(String code, String parent) {
    return Edge.put(
            "/departments/" + code,
            "{\"name\":\"" + code + "\",\"parent\":\"" + parent + "\"}",
            "\"1\"")
        .statusCode();
  }

  @SafeVarargs
  private static List<Integer> atOnce(Callable<Integer>... calls) throws Exception {
    return atOnce(List.of(calls));
  }

  private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(calls.size())) {
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> call : callers.invokeAll(calls)) {
        statuses.add(call.get());
      }
      return statuses;
    }
  }
}
