package io.onus.request.imports;

import static io.onus.request.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.request.Edge;
import io.onus.request.request.RequestImport;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportResourceTest {

  private static final String REQUESTS = "onus.request.v1";

  private static final RestAssuredConfig AS_TEXT =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .defaultContentCharset("UTF-8")
                  .encodeContentTypeAs(ImportResource.NDJSON, ContentType.TEXT));

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @BeforeEach
  void departments() {
    for (String code : List.of("PAST-CS", "PAST-ENG", "PAST-OPS")) {
      Edge.put("/departments/" + code, "{\"name\":\"" + code + "\"}");
    }
  }

  @Test
  void thePastIsToldWithItsOwnTimesAndMarked() {
    // When
    JsonNode answer =
        imported(
            "told",
            submitted("01:00", "T-1"),
            fact("01:30", "asked", "T-1", ",\"text\":\"Which one?\""),
            fact(
                "02:00",
                "answered",
                "T-1",
                ",\"text\":\"This\",\"actor\":{\"id\":\"Caller"
                    + " 7\",\"department\":\"PAST-CS\",\"kind\":\"HUMAN\"}"),
            fact("03:00", "resolved", "T-1", ",\"resolution\":\"Done\""));

    // Then
    assertThat(answer.get("lines").asInt()).isEqualTo(4);
    assertThat(answer.get("accepted").asInt()).isEqualTo(4);
    assertThat(answer.get("rejectedCount").asInt()).isZero();
    List<CloudEvent> events = events("told", "T-1", 4);
    assertThat(events)
        .extracting(CloudEvent::type)
        .startsWith(
            "io.onus.request.submitted.v1",
            "io.onus.request.asked.v1",
            "io.onus.request.answered.v1",
            "io.onus.request.resolved.v1");
    assertThat(events.get(1).time()).isEqualTo("2016-02-29T01:30:00Z");
    assertThat(events).allMatch(event -> event.data().get("imported").asBoolean());
    assertThat(events.get(2).data().at("/actor/id").asText()).isEqualTo("Caller 7");
    assertThat(events.get(2).data().at("/actor/side").asText()).isEqualTo("REQUESTER");
    assertThat(events.get(1).data().at("/actor/side").asText()).isEqualTo("PROVIDER");
  }

  @Test
  void anImportedRequestIsReadLikeAnyOther() {
    // When
    imported("read", submitted("01:00", "R-1"), fact("02:00", "started", "R-1", ""));

    // Then
    JsonNode request = request("read", "R-1");
    assertThat(request.get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(request.get("from").asText()).isEqualTo("PAST-CS");
    assertThat(request.get("to").asText()).isEqualTo("PAST-ENG");
    assertThat(request.get("number").asText()).startsWith("PAST-ENG-");
    assertThat(request.at("/externalRef/system").asText()).isEqualTo("read");
    assertThat(request.at("/externalRef/id").asText()).isEqualTo("R-1");
    assertThat(request.get("createdAt").asText()).isEqualTo("2016-02-29T01:00:00Z");
  }

  @Test
  void importingAgainChangesNothing() {
    // Given
    String[] lines = {
      submitted("01:00", "A-1"),
      fact("02:00", "answered", "A-1", ",\"text\":\"not asked\""),
      fact("03:00", "started", "A-1", ""),
      fact("04:00", "assigned", "A-1", ",\"person\":\"bob\"")
    };
    imported("again", lines);
    List<CloudEvent> before = events("again", "A-1", 4);

    // When
    JsonNode answer = imported("again", lines);

    // Then
    assertThat(answer.get("accepted").asInt()).isZero();
    assertThat(answer.get("unchanged").asInt()).isEqualTo(3);
    assertThat(answer.get("rejectedCount").asInt()).isEqualTo(1);
    // What is published after it shows that nothing is on its way.
    more("again", submitted("01:00", "A-2"));
    events("again", "A-2", 1);
    assertThat(events("again", "A-1", 4)).isEqualTo(before);
  }

  @Test
  void theOrderOfLinesIsThatOfTheirTimes() {
    // Given
    List<String> lines =
        new ArrayList<>(
            List.of(
                submitted("01:00", "O-1"),
                fact("02:00", "accepted", "O-1", ""),
                fact("03:00", "asked", "O-1", ",\"text\":\"?\""),
                fact("04:00", "answered", "O-1", ",\"text\":\"!\""),
                fact("05:00", "resolved", "O-1", ""),
                fact("06:00", "closed", "O-1", "")));
    Collections.shuffle(lines, new Random(7));

    // When
    JsonNode answer = imported("shuffled", lines.toArray(String[]::new));

    // Then
    assertThat(answer.get("accepted").asInt()).isEqualTo(6);
    assertThat(request("shuffled", "O-1").get("status").asText()).isEqualTo("CLOSED");
  }

  @Test
  void aMoveTheStatusDoesNotAllowIsReportedAndTheRestGoesOn() {
    // When
    JsonNode answer =
        imported(
            "moves",
            submitted("01:00", "M-1"),
            fact("02:00", "closed", "M-1", ""),
            "{nonsense",
            fact("03:00", "resolved", "M-1", ""),
            fact("01:00", "resolved", "M-2", ""),
            fact("01:00", "pondered", "M-1", ""),
            submitted("01:00", "M-3").replace("PAST-ENG", "PAST-NOBODY"));

    // Then
    assertThat(answer.get("accepted").asInt()).isEqualTo(2);
    assertThat(answer.get("rejectedCount").asInt()).isEqualTo(5);
    assertThat(reasonAt(answer, 2)).isEqualTo("move-not-allowed");
    assertThat(reasonAt(answer, 3)).isEqualTo("malformed");
    assertThat(reasonAt(answer, 5)).isEqualTo("unknown-request");
    assertThat(reasonAt(answer, 6)).isEqualTo("unknown-type");
    assertThat(reasonAt(answer, 7)).isEqualTo("unknown-department");
    assertThat(request("moves", "M-1").get("status").asText()).isEqualTo("RESOLVED");
  }

  @Test
  void aFactOlderThanTheLastStoredOneIsOutOfOrder() {
    // Given
    more("late", submitted("01:00", "L-1"), fact("05:00", "started", "L-1", ""));

    // When
    JsonNode answer = more("late", fact("04:00", "assigned", "L-1", ",\"person\":\"bob\""));

    // Then
    assertThat(reasonAt(answer, 1)).isEqualTo("out-of-order");
  }

  @Test
  void aTransferTakesEffectWhenItIsAccepted() {
    // When
    imported(
        "moved",
        submitted("01:00", "X-1"),
        fact(
            "02:00",
            "transfer-proposed",
            "X-1",
            ",\"toService\":\"past-ops-question\",\"reason\":\"theirs\""),
        fact("03:00", "transferred", "X-1", ""));

    // Then
    JsonNode request = request("moved", "X-1");
    assertThat(request.get("to").asText()).isEqualTo("PAST-OPS");
    assertThat(request.get("status").asText()).isEqualTo("SUBMITTED");
  }

  @Test
  void atTheEndWhatIsStillOpenIsToldWhereThePastEnds() {
    // Given
    more("ends", submitted("01:00", "E-1"));

    // When
    JsonNode answer =
        imported(
            "ends",
            submitted("02:00", "E-2"),
            fact("03:00", "resolved", "E-2", ""),
            fact("04:00", "closed", "E-2", ""));

    // Then
    assertThat(answer.get("finished").asInt()).isEqualTo(1);
    CloudEvent last = events("ends", "E-1", 2).getLast();
    assertThat(last.type()).isEqualTo("io.onus.request.import-finished.v1");
    assertThat(last.data().get("asOf").asText()).isEqualTo("2016-02-29T04:00:00Z");
    assertThat(last.sequence()).isEqualTo(2);
    assertThat(events("ends", "E-2", 3))
        .extracting(CloudEvent::type)
        .doesNotContain("io.onus.request.import-finished.v1");
  }

  @Test
  void thePastEndsOncePerInstant() {
    // Given
    imported("once", submitted("01:00", "F-1"));

    // When
    JsonNode again = imported("once", submitted("01:00", "F-1"));
    Response later = post("source=once&asOf=2016-03-01T00:00:00Z", submitted("01:00", "F-1"));

    // Then
    assertThat(again.get("finished").asInt()).isZero();
    assertThat(Edge.json(later).get("finished").asInt()).isEqualTo(1);
    assertThat(events("once", "F-1", 3))
        .extracting(event -> event.data().path("asOf").asText())
        .containsExactly("", "2016-02-29T01:00:00Z", "2016-03-01T00:00:00Z");
  }

  @Test
  void whoseOwnFactsAreLaterIsNotToldOfAnEarlierEnd() {
    // Given
    more("early", submitted("05:00", "Y-1"));

    // When
    JsonNode answer = imported("early", submitted("01:00", "Y-2"));

    // Then
    assertThat(answer.get("finished").asInt()).isEqualTo(1);
    events("early", "Y-2", 2);
    assertThat(events("early", "Y-1", 1)).hasSize(1);
  }

  @Test
  void aTextThatCannotBeKeptSpoilsNoOtherLine() {
    // When
    JsonNode answer =
        more(
            "texts",
            submitted("01:00", "N-1").replace("Printer", "Print\\u0000er"),
            submitted("01:00", "N-2").replace("Printer", "Print\\ud800er"),
            submitted("01:00", "N-3").replace("\"to\"", "\"details\":{\"a\":\"\\ud800\"},\"to\""),
            submitted("01:00", "N-4"));

    // Then
    assertThat(answer.get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.get("rejected"))
        .extracting(line -> line.get("reason").asText())
        .containsExactly("malformed", "malformed", "malformed");
  }

  @Test
  void anImportedRequestIsWorkedOnLikeAnyOtherAndStaysMarked() {
    // Given
    more("live", submitted("01:00", "V-1"));
    UUID id = RequestImport.idOf("live", "V-1");

    // When
    Response started =
        Edge.as("bob", "PAST-ENG").body("{}").post("/api/v1/requests/" + id + "/start");

    // Then
    assertThat(started.statusCode()).as(started.asString()).isEqualTo(200);
    CloudEvent event = events("live", "V-1", 2).getLast();
    assertThat(event.type()).isEqualTo("io.onus.request.started.v1");
    assertThat(event.data().get("imported").asBoolean()).isTrue();
    assertThat(event.time()).isAfter("2026-01-01T00:00:00Z");
    assertThat(reasonAt(more("live", fact("02:00", "started", "V-1", "")), 1))
        .isEqualTo("out-of-order");
  }

  @Test
  void aLongBodyIsReadAsItComes() {
    // Given
    List<String> lines = new ArrayList<>();
    String subject = "x".repeat(1000);
    for (int i = 0; i < 2500; i++) {
      lines.add(submitted("01:00", "B-" + i).replace("Printer", subject));
    }

    // When
    JsonNode answer = imported("long", lines.toArray(String[]::new));

    // Then
    assertThat(answer.get("lines").asInt()).isEqualTo(2500);
    assertThat(answer.get("accepted").asInt()).as(answer.toString()).isEqualTo(2500);
    assertThat(answer.get("finished").asInt()).isEqualTo(2500);
  }

  @Test
  void whatIsWrongIsNamed() {
    String line = submitted("01:00", "W-1");
    assertProblem(post("more=true", line), 400, "malformed").at("source", "must match");
    assertProblem(post("source=Service Now", line), 400, "malformed").at("source", "must match");
    assertProblem(post("source=w&asOf=tomorrow", line), 400, "malformed").at("asOf", "RFC 3339");
    assertProblem(post("source=w&asOf=2999-01-01T00:00:00Z", line), 400, "malformed")
        .at("asOf", "later than now");
    assertProblem(
        Edge.with(Tokens.admin("root")).body("{}").post("/api/v1/imports?source=w"),
        415,
        "unsupported-media-type");
    assertProblem(
        io.restassured.RestAssured.given()
            .config(AS_TEXT)
            .contentType(ImportResource.NDJSON)
            .body(line)
            .post("/api/v1/imports?source=w"),
        401,
        "unauthenticated");
  }

  private static JsonNode imported(String source, String... lines) {
    return Edge.json(post("source=" + source, lines));
  }

  private static JsonNode more(String source, String... lines) {
    return Edge.json(post("source=" + source + "&more=true", lines));
  }

  private static Response post(String query, String... lines) {
    return Edge.with(Tokens.admin("root"))
        .config(AS_TEXT)
        .contentType(ImportResource.NDJSON)
        .body(String.join("\n", lines))
        .post("/api/v1/imports?" + query);
  }

  private static String submitted(String time, String request) {
    return fact(
        time,
        "submitted",
        request,
        ",\"from\":\"PAST-CS\",\"to\":\"PAST-ENG\",\"subject\":\"Printer\"");
  }

  private static String fact(String time, String type, String request, String fields) {
    return "{\"time\":\"2016-02-29T%s:00Z\",\"type\":\"%s\",\"request\":\"%s\"%s}"
        .formatted(time, type, request, fields);
  }

  private static JsonNode request(String source, String reference) {
    return Edge.json(Edge.get("/requests/" + RequestImport.idOf(source, reference)));
  }

  private static String reasonAt(JsonNode answer, int line) {
    for (JsonNode rejected : answer.get("rejected")) {
      if (rejected.get("line").asInt() == line) {
        return rejected.get("reason").asText();
      }
    }
    return "line " + line + " is not rejected: " + answer;
  }

  private List<CloudEvent> events(String source, String reference, int count) {
    String key = RequestImport.idOf(source, reference).toString();
    try (TopicReader topic = new TopicReader(kafka, REQUESTS)) {
      topic.awaitOf(key, count);
      return topic.of(key).stream().map(TopicReader.Read::event).toList();
    }
  }
}
