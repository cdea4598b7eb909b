package io.onus.request.consequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.json.JsonSettings;
import io.onus.request.request.Lapses;
import io.onus.request.request.domain.LapseReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the events sla-service keeps as samples of what it writes. */
class BrokenPromisesTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final Path SAMPLES = Path.of("../sla-service/src/test/resources/events/samples");
  private static final Instant STARTED = Instant.parse("2026-11-20T00:00:00Z");

  private final BrokenPromises promises = new BrokenPromises(MAPPER);

  @Test
  void everySampleOfTheProducerCanBeRead() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      List<CloudEvent> events =
          files
              .filter(file -> file.getFileName().toString().startsWith("io.onus.sla."))
              .map(BrokenPromisesTest::read)
              .toList();

      assertThat(events).isNotEmpty();
      assertThat(promises.effects(events)).as("samples are of promises of providers").isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "clock-breached, REPLY, REMIND, NO_REPLY",
    "clock-breached, REPLY, CLOSE, NO_REPLY",
    "clock-overdue, REPLY, CLOSE, NO_REPLY",
    "clock-breached, CONFIRMATION, CLOSE, SILENCE"
  })
  void whatWasAgreedFollows(
      String type, String metric, BrokenPromise.Consequence consequence, LapseReason reason) {
    CloudEvent event = milestone(type, metric, consequence.name());

    assertThat(promises.effects(List.of(event)))
        .containsExactly(
            new BrokenPromises.Effect(
                consequence,
                new Lapses.Broken(UUID.fromString(event.subject()), reason, STARTED, event.id())));
  }

  @ParameterizedTest
  @CsvSource({
    "clock-breached, REPLY, null",
    "clock-breached, REPLY, BURN",
    "clock-breached, RESOLUTION, CLOSE",
    "clock-breached, COMPLETION, REMIND",
    "clock-breached, LATER_METRIC, CLOSE"
  })
  void fromAllElseNothingFollows(String type, String metric, String consequence) {
    String agreed = consequence.equals("null") ? null : consequence;

    assertThat(promises.effects(List.of(milestone(type, metric, agreed)))).isEmpty();
  }

  @Test
  void thePastOfAnotherSystemHasNoConsequences() {
    CloudEvent event = milestone("clock-breached", "REPLY", "CLOSE");
    ((ObjectNode) event.data()).put("imported", true);

    assertThat(promises.effects(List.of(event))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"clock-breach-retracted", "clock-waived"})
  void whatIsTakenBackFurtherOnDidNotHappen(String takingBack) {
    CloudEvent breached = milestone("clock-breached", "REPLY", "CLOSE");
    CloudEvent taken = sample(takingBack);
    ((ObjectNode) taken.data()).set("clockId", breached.data().get("clockId"));
    CloudEvent again = milestone("clock-breached", "REPLY", "REMIND");

    assertThat(promises.effects(List.of(breached, taken))).isEmpty();
    assertThat(promises.effects(List.of(breached, taken, again)))
        .extracting(BrokenPromises.Effect::consequence)
        .containsExactly(BrokenPromise.Consequence.REMIND);
  }

  @Test
  void aConsequenceOfNobodyKnowsWhatIsPoison() {
    CloudEvent event = milestone("clock-breached", "REPLY", "CLOSE");
    ((ObjectNode) event.data()).remove("startedAt");

    assertThatThrownBy(() -> promises.effects(List.of(event)))
        .isInstanceOf(PoisonRecord.class)
        .hasMessageContaining("startedAt is missing");
  }

  private static CloudEvent milestone(String type, String metric, String consequence) {
    CloudEvent event = sample(type);
    ObjectNode data = (ObjectNode) event.data();
    assertThat(data.has("consequence")).as("the producer writes it").isTrue();
    data.put("metric", metric).put("consequence", consequence);
    data.put("startedAt", STARTED.toString());
    return event;
  }

  private static CloudEvent sample(String type) {
    return read(SAMPLES.resolve("io.onus.sla." + type + ".v1.json"));
  }

  private static CloudEvent read(Path file) {
    try {
      return CloudEvents.read(Files.readAllBytes(file), MAPPER);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
