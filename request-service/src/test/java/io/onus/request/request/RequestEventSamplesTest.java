package io.onus.request.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.decide.Outcome;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.EventSchemas;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.Addressee;
import io.onus.request.request.domain.AtStake;
import io.onus.request.request.domain.By;
import io.onus.request.request.domain.Customer;
import io.onus.request.request.domain.DeclineCode;
import io.onus.request.request.domain.Details;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Particulars;
import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.ReopenCode;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.RequestCommand;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.RequestRules;
import io.onus.request.request.domain.Side;
import io.onus.request.request.domain.Visibility;
import io.onus.request.request.domain.Work;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One event of each type, as this service writes it, is kept in {@code
 * src/test/resources/events/samples}: those who read the events test themselves against these
 * files.
 */
class RequestEventSamplesTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final Path SAMPLES = Path.of("src/test/resources/events/samples");

  private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00.123456Z");
  private static final Actor ADA = new Actor("ada", "CS", Actor.Kind.HUMAN, null);
  private static final Actor BEN = new Actor("ben", "ENG", Actor.Kind.HUMAN, null);
  private static final Actor JIRA = new Actor("jira-sync", "ENG", Actor.Kind.HUMAN, "ben");
  private static final Actor QUINN = new Actor("quinn", "QA", Actor.Kind.HUMAN, null);
  private static final Addressee QA = new Addressee("QA", "inspection");

  @TestFactory
  Stream<DynamicTest> eachTypeIsWrittenAsItsSampleShows() {
    Map<String, ObjectNode> written = written();
    return types()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type, () -> assertThat(written.get(type)).isEqualTo(sample(type))));
  }

  @TestFactory
  Stream<DynamicTest> eachSampleSatisfiesTheSchemaOfItsType() {
    return types()
        .map(type -> DynamicTest.dynamicTest(type, () -> EventSchemas.check(sample(type))));
  }

  @Test
  void anEventThatLacksWhatItsTypePromisesIsCaught() throws IOException {
    ObjectNode returned = (ObjectNode) sample("io.onus.request.returned.v1");
    ((ObjectNode) returned.get("data")).remove("missing");

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> EventSchemas.check(returned)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("missing");
  }

  @Test
  void thereIsNoSampleOfWhatIsNeverWritten() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString().replace(".json", ""))
                  .filter(type -> type.startsWith("io.onus.request.")))
          .containsExactlyInAnyOrderElementsOf(types().toList());
    }
  }

  private static Stream<String> types() {
    return Arrays.stream(RequestEvent.Public.class.getPermittedSubclasses())
        .map(
            type ->
                "io.onus.request.%s.v1"
                    .formatted(
                        type.getSimpleName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase()));
  }

  private static JsonNode sample(String type) throws IOException {
    return MAPPER.readTree(Files.readString(SAMPLES.resolve(type + ".json")));
  }

  /** The first event of each type in a life that has them all. */
  private static Map<String, ObjectNode> written() {
    Life life = new Life();
    life.take(new RequestCommand.Submit(ADA, null));
    life.take(new RequestCommand.Accept(JIRA, BEGIN.plus(Duration.ofHours(7)), "after lunch"));
    life.take(new RequestCommand.Assign(BEN, "ben"));
    life.take(new RequestCommand.Start(BEN));
    life.take(new RequestCommand.Return(BEN, "which part is meant?", List.of("partNumber")));
    life.take(new RequestCommand.Resubmit(ADA, new Details("{\"partNumber\":\"4711-C\"}")));
    life.take(new RequestCommand.Ask(BEN, "Which revision of the drawing?"));
    life.take(new RequestCommand.Answer(ADA, "Revision C"));
    life.take(new RequestCommand.Ask(BEN, "And which revision?"));
    life.take(new RequestCommand.Contest(ADA, "that was just answered"));
    life.take(new RequestCommand.Prioritize(ADA, Priority.P3, "the customer has time"));
    life.take(
        new RequestCommand.PostMessage(
            BEN, UUID.fromString("0195a000-0000-7000-8000-0000000000aa"), "soon", Visibility.BOTH));
    life.take(new RequestCommand.ProposeTransfer(BEN, QA, "a matter of inspection"));
    life.take(new RequestCommand.RefuseTransfer(QUINN, "the drawing decides it"));
    life.take(new RequestCommand.ProposeTransfer(BEN, QA, "it does not"));
    life.take(new RequestCommand.AcceptTransfer(QUINN));
    life.take(new RequestCommand.Resolve(QUINN, "M8", 4));
    life.take(new RequestCommand.Close(ADA, 5, "ordered", null));
    life.take(new RequestCommand.Reopen(ADA, "the pitch is missing", ReopenCode.INCOMPLETE));
    life.take(new RequestCommand.Decline(QUINN, DeclineCode.DUPLICATE, "see QA-1040"));
    life.take(new RequestCommand.Reopen(ADA, "it is not", ReopenCode.NOT_ANSWERED));
    life.take(new RequestCommand.Cancel(ADA, "the order was withdrawn"));
    life.takeLosses();
    life.finishImport();
    return life.first;
  }

  private static final class Life {
    final Map<String, ObjectNode> first = new LinkedHashMap<>();
    private final RequestEvents events = new RequestEvents(MAPPER);
    private StoredRequest current;
    private Instant now = BEGIN;

    Life() {
      current = new StoredRequest(draft(false), 0, 0, 0, BEGIN, BEGIN, List.of());
    }

    void take(RequestCommand command) {
      switch (RequestRules.decide(current.state(), command, now)) {
        case Outcome.Accepted<Request, RequestEvent> accepted ->
            keep(Step.next(current, accepted.state(), accepted.events().getFirst(), now, now));
        case Outcome.Refused<Request, RequestEvent> refused ->
            throw new AssertionError(command + ": " + refused.refusal());
      }
      now = now.plus(Duration.ofMinutes(10));
    }

    void takeLosses() {
      By lena = new By(new Actor("lena", "CS", Actor.Kind.HUMAN, null), Side.REQUESTER);
      By quentin = new By(new Actor("quentin", "QA", Actor.Kind.HUMAN, null), Side.PROVIDER);
      BigDecimal amount = new BigDecimal("4200.5");
      Instant before = now;
      add(new RequestEvent.LossClaimed(lena, 1, amount, "USD", "the wrong part was shipped"));
      add(new RequestEvent.LossDisputed(quentin, 1, amount, "USD", "it was sent back unused"));
      add(new RequestEvent.LossConfirmed(quentin, 1, amount, "USD"));
      add(new RequestEvent.LossWithdrawn(lena, 2, BigDecimal.TEN, "EUR"));
      now = before;
    }

    private void add(RequestEvent event) {
      keep(Step.next(current, current.state(), event, now, now));
      now = now.plus(Duration.ofMinutes(10));
    }

    void finishImport() {
      Request imported =
          new Request.InProgress(
              ((Request.Submitted)
                      ((Outcome.Accepted<Request, RequestEvent>)
                              RequestRules.replay(
                                  draft(true), new RequestCommand.Submit(ADA, null), BEGIN))
                          .state())
                  .work());
      By importer = new By(new Actor("import", "ENG", Actor.Kind.SYSTEM, null), null);
      StoredRequest stored = new StoredRequest(imported, 5, 5, 5, BEGIN, BEGIN, List.of());
      keep(Step.next(stored, imported, new RequestEvent.ImportFinished(importer, now), now, now));
    }

    private void keep(Step step) {
      CloudEvent event = events.event(step).orElseThrow();
      first.putIfAbsent(
          event.type(), (ObjectNode) EventSchemas.json(CloudEvents.write(event, MAPPER)));
      current = step.after();
    }

    private static Request.Draft draft(boolean imported) {
      Particulars about =
          new Particulars(
              UUID.fromString("0195a000-0000-7000-8000-000000000001"),
              "ENG-1042",
              "CS",
              "Which thread has part 4711?",
              new Customer("ORD-4711", "Acme Inc.", Instant.parse("2026-03-06T17:00:00Z")),
              new AtStake(new BigDecimal("125000"), "USD"),
              Instant.parse("2026-03-04T12:00:00Z"),
              Instant.parse("2026-03-05T11:00:00Z"),
              UUID.fromString("0195a000-0000-7000-8000-000000000000"),
              new ExternalRef(imported ? "servicenow" : "jira", "CS-881"),
              null,
              imported,
              "ada",
              BEGIN);
      return new Request.Draft(
          Work.begun(
              about,
              new Addressee("ENG", "part-clarification"),
              Priority.P2,
              new Details("{\"partNumber\":\"4711\"}")),
          new ArrayList<>());
    }
  }
}
