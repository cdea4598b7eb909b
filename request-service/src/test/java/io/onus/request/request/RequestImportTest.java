package io.onus.request.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.TopicReader;
import io.onus.request.Edge;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestImportTest {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject RequestImport imports;

  private Asking we;
  private String source;

  @BeforeEach
  void departments() {
    we = new Asking("PAST");
    source = "log-" + UUID.randomUUID();
  }

  @Test
  void thePastIsToldWithItsOwnTimes() {
    // When
    ImportedRequest imported = imports.apply(life("INC1"));

    // Then
    assertThat(results(imported)).containsOnly("ACCEPTED");
    List<CloudEvent> told = told(imported.id(), 8);
    assertThat(told.stream().map(CloudEvent::time))
        .containsExactlyElementsOf(life("INC1").facts().stream().map(PastFact::time).toList());
    assertThat(told)
        .allSatisfy(
            event -> {
              assertThat(event.data().get("imported").asBoolean()).isTrue();
              assertThat(event.recordedTime()).isAfter(event.time());
            });
    assertThat(told.stream().map(event -> event.data().at("/actor/side").asText()))
        .containsExactly(
            "REQUESTER",
            "PROVIDER",
            "PROVIDER",
            "REQUESTER",
            "PROVIDER",
            "PROVIDER",
            "PROVIDER",
            "REQUESTER");
    JsonNode request = Edge.json(Edge.get("/requests/" + imported.id()));
    assertThat(request.get("status").asText()).isEqualTo("CLOSED");
    assertThat(request.get("to").asText()).isEqualTo(we.qa);
    assertThat(request.get("imported").asBoolean()).isTrue();
    assertThat(request.get("createdAt").asText()).isEqualTo("2016-02-29T08:00:00Z");
    assertThat(request.at("/externalRef/id").asText()).isEqualTo("INC1");
    assertThat(request.get("number").asText()).isEqualTo(imported.number());
  }

  @Test
  void whatWasOwedAtAMomentOfThePastIsTold() {
    PastFact submitted =
        fact(
            1,
            "2016-02-29T08:00:00Z",
            "submitted",
            "\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\",\"deliverBy\":\"2016-03-01T11:00:00Z\""
                .formatted(we.cs, we.eng));

    ImportedRequest imported = imports.apply(new PastRequest(source, "OWED", List.of(submitted)));

    assertThat(results(imported)).containsOnly("ACCEPTED");
    assertThat(told(imported.id(), 1).getFirst().data().get("deliverBy").asText())
        .isEqualTo("2016-03-01T11:00:00Z");
  }

  @Test
  void importingAgainChangesNothing() {
    // Given
    ImportedRequest first = imports.apply(life("INC2"));

    // When
    ImportedRequest again = imports.apply(life("INC2"));

    // Then
    assertThat(again.id()).isEqualTo(first.id()).isEqualTo(RequestImport.idOf(source, "INC2"));
    assertThat(again.number()).isEqualTo(first.number());
    assertThat(results(again)).containsOnly("UNCHANGED");
    assertThat(Edge.json(Edge.get("/requests/" + first.id())).get("sequence").asInt()).isEqualTo(8);
  }

  @Test
  void whatIsNewAtTheEndIsAddedAndWhatIsNewInTheMiddleIsNot() {
    // Given
    List<PastFact> facts = new ArrayList<>(life("INC3").facts().subList(0, 4));
    imports.apply(new PastRequest(source, "INC3", facts));

    // When
    facts.add(2, fact(90, "2016-02-29T09:30:00Z", "assigned", "\"person\":\"kim\""));
    facts.add(fact(91, "2016-02-29T15:00:00Z", "assigned", "\"person\":\"lee\""));
    ImportedRequest grown = imports.apply(new PastRequest(source, "INC3", facts));

    // Then
    assertThat(results(grown))
        .containsExactly(
            "UNCHANGED", "UNCHANGED", "REJECTED", "UNCHANGED", "UNCHANGED", "ACCEPTED");
    assertThat(grown.facts().get(2).reason()).startsWith("out-of-order: ");
    assertThat(told(grown.id(), 5).getLast().data().get("assignee").asText()).isEqualTo("lee");
  }

  @Test
  void whatMakesNoSenseIsReportedAndTheRestGoesOn() {
    ImportedRequest imported =
        imports.apply(
            new PastRequest(
                source,
                "INC4",
                List.of(
                    fact(1, "2016-03-01T08:00:00Z", "asked", "\"text\":\"?\""),
                    fact(2, "2016-03-01T08:01:00Z", "submitted", "\"subject\":\"s\",\"to\":\"X\""),
                    fact(
                        3,
                        "2016-03-01T08:02:00Z",
                        "submitted",
                        "\"from\":\"%s\",\"to\":\"NOWHERE\",\"subject\":\"s\"".formatted(we.cs)),
                    submitted(4, "2016-03-01T08:03:00Z"),
                    submitted(5, "2016-03-01T08:04:00Z"),
                    fact(6, "2016-03-01T08:05:00Z", "answered", "\"text\":\"C\""),
                    fact(7, "2016-03-01T08:06:00Z", "exploded", ""),
                    fact(8, "2016-03-01T08:07:00Z", "prioritized", "\"priority\":\"HIGH\""),
                    fact(9, "2016-03-01T08:02:30Z", "assigned", "\"person\":\"kim\""),
                    fact(
                        10,
                        "2016-03-01T08:08:00Z",
                        "transfer-proposed",
                        "\"toService\":\"no-such-thing\""),
                    fact(11, "2199-03-01T08:08:00Z", "assigned", "\"person\":\"kim\""),
                    fact(12, "2016-03-01T08:09:00Z", "prioritized", "\"priority\":\"P1\""))));

    assertThat(imported.facts().stream().map(fact -> fact.line() + " " + kind(fact)))
        .containsExactly(
            "1 unknown-request",
            "2 malformed",
            "3 unknown-department",
            "4 ACCEPTED",
            "5 already-submitted",
            "6 move-not-allowed",
            "7 unknown-type",
            "8 malformed",
            "9 out-of-order",
            "10 unknown-service",
            "11 malformed",
            "12 ACCEPTED");
    assertThat(Edge.json(Edge.get("/requests/" + imported.id())).get("priority").asText())
        .isEqualTo("P1");
  }

  @Test
  void twoEqualFactsOfOneMinuteAreTwoWhereTheyHaveNames() {
    // Given
    List<PastFact> toggled =
        List.of(
            submitted(1, "2016-03-01T08:00:00Z"),
            fact(2, "2016-03-01T08:01:00Z", "asked", "\"text\":\"?\",\"ref\":\"2\""),
            fact(3, "2016-03-01T08:01:00Z", "answered", "\"text\":\"!\",\"ref\":\"3\""),
            fact(4, "2016-03-01T08:01:00Z", "asked", "\"text\":\"?\",\"ref\":\"4\""));

    // When
    ImportedRequest imported = imports.apply(new PastRequest(source, "INC5", toggled));

    // Then
    assertThat(results(imported)).containsOnly("ACCEPTED");
    assertThat(Edge.json(Edge.get("/requests/" + imported.id())).get("status").asText())
        .isEqualTo("AWAITING_REQUESTER");
  }

  @Test
  void theEndOfAnImportIsToldOnceOfEachThatMayStillGoOn() {
    // Given
    Instant asOf = Instant.parse("2017-01-01T00:00:00Z");
    ImportedRequest open =
        imports.apply(new PastRequest(source, "OPEN", life("OPEN").facts().subList(0, 4)));
    ImportedRequest closed = imports.apply(life("CLOSED"));

    // When
    int finished = imports.finishAll(source, asOf);
    int again = imports.finishAll(source, asOf);

    // Then
    assertThat(finished).isEqualTo(1);
    assertThat(again).isZero();
    CloudEvent last = told(open.id(), 5).getLast();
    assertThat(last.type()).isEqualTo("io.onus.request.import-finished.v1");
    assertThat(last.time()).isEqualTo(asOf);
    assertThat(last.data().get("asOf").asText()).isEqualTo("2017-01-01T00:00:00Z");
    assertThat(Edge.json(Edge.get("/requests/" + closed.id())).get("sequence").asInt())
        .isEqualTo(8);
  }

  @Test
  void twoImportsOfTheSameHistoryAtOnceWriteItOnce() throws Exception {
    // Given
    List<PastRequest> history = IntStream.range(0, 40).mapToObj(i -> life("SAME-" + i)).toList();
    List<PastRequest> backwards = new ArrayList<>(history.reversed());

    // When
    int accepted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<List<ImportedRequest>> one = threads.submit(() -> imports.applyAll(history));
      Future<List<ImportedRequest>> other = threads.submit(() -> imports.applyAll(backwards));
      for (List<ImportedRequest> answers : List.of(one.get(), other.get())) {
        for (ImportedRequest answer : answers) {
          accepted +=
              (int) results(answer).stream().filter(result -> result.equals("ACCEPTED")).count();
        }
      }
    }

    // Then
    assertThat(accepted).isEqualTo(40 * 8);
  }

  @Test
  void anImportedRequestGoesOnLikeAnyOther() {
    ImportedRequest imported = imports.apply(life("INC6"));

    JsonNode reopened =
        Asking.done(
            we.requester(
                imported.id().toString(),
                "reopen",
                "{\"reason\":\"again\",\"code\":\"NEW_INFORMATION\"}"));

    assertThat(reopened.get("cycle").asInt()).isEqualTo(2);
    assertThat(told(imported.id(), 9)).hasSize(9);
  }

  private PastRequest life(String ref) {
    return new PastRequest(
        source,
        ref,
        List.of(
            submitted(1, "2016-02-29T08:00:00Z"),
            fact(2, "2016-02-29T09:00:00Z", "started", ""),
            fact(3, "2016-02-29T10:00:00Z", "asked", "\"text\":\"awaiting user info\""),
            fact(4, "2016-02-29T14:00:00Z", "answered", "\"text\":\"info given\""),
            fact(
                5,
                "2016-03-01T08:00:00Z",
                "transfer-proposed",
                "\"toService\":\"%s\"".formatted(we.inspection)),
            fact(6, "2016-03-01T08:00:00Z", "transferred", ""),
            fact(7, "2016-03-02T08:00:00Z", "resolved", "\"resolution\":\"done\""),
            fact(8, "2016-03-07T08:00:00Z", "closed", "")));
  }

  private PastFact submitted(long line, String time) {
    return fact(
        line,
        time,
        "submitted",
        "\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\",\"priority\":\"P2\""
            .formatted(we.cs, we.eng));
  }

  private static PastFact fact(long line, String time, String type, String members) {
    return new PastFact(line, Instant.parse(time), type, EventSchemas.json("{" + members + "}"));
  }

  private static List<String> results(ImportedRequest imported) {
    return imported.facts().stream().map(fact -> fact.result().name()).toList();
  }

  private static String kind(ImportedFact fact) {
    return fact.reason() == null ? fact.result().name() : fact.reason().split(":", 2)[0];
  }

  private List<CloudEvent> told(UUID id, int count) {
    try (TopicReader topic = new TopicReader(kafka, "onus.request.v1")) {
      List<TopicReader.Read> told = topic.awaitOf(id.toString(), count);
      told.forEach(read -> EventSchemas.check(EventSchemas.json(read.text())));
      return told.stream().map(TopicReader.Read::event).toList();
    }
  }
}
