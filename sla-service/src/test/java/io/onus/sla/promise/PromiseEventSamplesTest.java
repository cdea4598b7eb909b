package io.onus.sla.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.EventSchemas;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.Announcement;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.RequestStory;
import io.onus.sla.promise.domain.Answer;
import io.onus.sla.promise.domain.ProposedDue;
import io.onus.sla.promise.domain.Speaker;
import io.onus.sla.promise.domain.Waiver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds what is written to the schemas shipped and to golden samples, which receivers test against.
 * To write the samples anew after a deliberate change: {@code
 * -Donus.samples=src/test/resources/events/samples}.
 */
class PromiseEventSamplesTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final Instant SAID = Instant.parse("2026-11-20T03:00:00Z");
  private static final Speaker EVA = new Speaker(Side.PROVIDER, "ENG", "eva");
  private static final Speaker ADA = new Speaker(Side.REQUESTER, "CS", "ada");
  private static final Speaker CLEO = new Speaker(Side.REQUESTER, "CS", "cleo");

  private final PromiseEvents events = new PromiseEvents(MAPPER);
  private final Clocks.Decision life =
      RequestStory.roundTheClock().submitted("2026-11-20T00:00:00Z").taken();
  private final Clock resolution = RequestStory.clock(life, Metric.RESOLUTION);

  @Test
  void everyTypeHasASampleThatIsWhatWeWriteAndFitsItsSchema() {
    List<Announcement> told = oneOfEach();

    assertThat(told.stream().map(Announcement::type))
        .containsExactly(
            "io.onus.sla.renegotiation-proposed.v1",
            "io.onus.sla.renegotiation-countered.v1",
            "io.onus.sla.renegotiation-declined.v1",
            "io.onus.sla.renegotiation-withdrawn.v1",
            "io.onus.sla.waiver-asked.v1",
            "io.onus.sla.waiver-declined.v1");
    long sequence = 4;
    for (Announcement one : told) {
      JsonNode event = EventSchemas.json(CloudEvents.write(event(one, ++sequence), MAPPER));
      EventSchemas.check(event);
      assertThat(event.toPrettyString()).isEqualTo(sample(one.type(), event));
    }
  }

  @Test
  void whatIsSaidOnceHasOneIdAndAnAnswerNamesWhatItAnswers() {
    List<Announcement> told = oneOfEach();

    assertThat(new HashSet<>(told.stream().map(Announcement::id).toList())).hasSize(told.size());
    assertThat(oneOfEach().stream().map(Announcement::id))
        .containsExactlyElementsOf(told.stream().map(Announcement::id).toList());
    assertThat(told.get(0).causationId()).isNull();
    assertThat(told.get(1).causationId()).isEqualTo(told.get(0).id());
    assertThat(told.get(2).causationId()).isEqualTo(told.get(1).id());
    assertThat(told.get(5).causationId()).isEqualTo(told.get(4).id());
  }

  private List<Announcement> oneOfEach() {
    ProposedDue first = due(1, "2026-11-23T12:00:00Z", EVA, null);
    ProposedDue second = due(2, "2026-11-20T16:00:00Z", ADA, 1);
    ProposedDue third = due(3, "2026-11-21T12:00:00Z", EVA, null);
    Waiver.Asking asking = new Waiver.Asking(1, "The laboratory stood still", EVA, SAID);
    return List.of(
        events.proposed(life.state(), resolution, first, PromiseEvents.person(EVA), null),
        events.proposed(life.state(), resolution, second, PromiseEvents.person(ADA), null),
        events.declined(
            life.state(), resolution, second, new Answer(EVA, SAID, "Nobody is here then")),
        events.withdrawn(life.state(), resolution, third, new Answer(EVA, SAID, null)),
        events.asked(life.state(), resolution, asking),
        events.declined(
            life.state(), resolution, asking, new Answer(CLEO, SAID, "The customer paid for it")));
  }

  private static ProposedDue due(int number, String at, Speaker by, Integer counters) {
    return new ProposedDue(
        number,
        Instant.parse(at),
        Instant.parse("2026-11-20T08:00:00Z"),
        "The part has to be measured first",
        by,
        SAID,
        counters);
  }

  private CloudEvent event(Announcement told, long sequence) {
    return new CloudEvent(
        told.id(),
        "/onus/sla-service",
        told.type(),
        life.state().id().toString(),
        told.time(),
        told.time().plusMillis(3),
        sequence,
        null,
        told.causationId(),
        told.data());
  }

  private static String sample(String type, JsonNode written) {
    String target = System.getProperty("onus.samples");
    try {
      if (target != null) {
        Files.writeString(Path.of(target, type + ".json"), written.toPrettyString() + "\n");
      }
      try (InputStream in =
          target == null
              ? PromiseEventSamplesTest.class.getResourceAsStream(
                  "/events/samples/" + type + ".json")
              : Files.newInputStream(Path.of(target, type + ".json"))) {
        assertThat(in).as("a golden sample of %s", type).isNotNull();
        return MAPPER.readTree(in).toPrettyString();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
