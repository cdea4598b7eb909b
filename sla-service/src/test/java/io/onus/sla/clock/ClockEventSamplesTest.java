package io.onus.sla.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.EventSchemas;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.Refold;
import io.onus.sla.clock.domain.RequestStory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds what is written to the schemas shipped and to golden samples, which receivers test against.
 * To write the samples anew after a deliberate change: {@code
 * -Donus.samples=src/test/resources/events/samples}.
 */
class ClockEventSamplesTest {

  private static final Instant RECORDED = Instant.parse("2026-11-24T00:00:00.000125Z");
  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  private final ClockEvents events = new ClockEvents(MAPPER);

  @Test
  void everyTypeHasASampleThatIsWhatWeWriteAndFitsItsSchema() {
    Map<ClockEvent.Type, JsonNode> written = oneOfEach();

    assertThat(written.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ClockEvent.Type.values()).filter(ClockEvent.Type::isTold).toList());
    written.forEach(
        (type, event) -> {
          EventSchemas.check(event);
          assertThat(event.toPrettyString()).isEqualTo(sample(ClockEvents.type(type), event));
        });
  }

  @Test
  void aClockThatBeganByAReopeningSaysWhyAndNoOtherDoes() {
    Clocks.Decision life =
        RequestStory.roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T02:00:00Z")
            .reopened(Happening.Reopened.Code.NOT_ANSWERED, "2026-11-21T00:00:00Z")
            .resolved("2026-11-21T01:00:00Z")
            .taken();

    List<JsonNode> told =
        life.events().stream()
            .filter(event -> event.face().metric() == Metric.RESOLUTION)
            .map(event -> events.write(event, life.state(), 1, RECORDED))
            .map(event -> EventSchemas.json(CloudEvents.write(event, MAPPER)))
            .toList();

    told.forEach(EventSchemas::check);
    assertThat(told)
        .extracting(
            event -> event.at("/data/cycle").asInt() + " " + event.at("/data/reopened").asText())
        .containsExactly("1 null", "1 null", "2 NOT_ANSWERED", "2 null");
  }

  private Map<ClockEvent.Type, JsonNode> oneOfEach() {
    Map<ClockEvent.Type, JsonNode> first = new EnumMap<>(ClockEvent.Type.class);
    RequestStory late = RequestStory.roundTheClock().submitted("2026-11-20T00:00:00Z");
    Clocks.Decision announced = late.takenAndFired("2026-11-21T12:00:00Z");
    late.resolved("2026-11-20T07:30:00Z");
    List<Clocks.Decision> lives =
        List.of(
            announced,
            Refold.decide(announced.state(), late.facts.subList(0, 1), late.facts.subList(1, 2)),
            RequestStory.roundTheClock()
                .submitted("2026-11-20T00:00:00Z")
                .asked("2026-11-20T01:00:00Z")
                .answered("2026-11-20T02:00:00Z")
                .prioritized(Priority.P1, "2026-11-20T02:30:00Z")
                .transferredTo("OPS", "2026-11-20T03:00:00Z")
                .byAsker("2026-11-20T03:30:00Z", new Happening.Cancelled())
                .taken(),
            RequestStory.roundTheClock()
                .submitted("2026-11-20T00:00:00Z")
                .resolved("2026-11-20T10:00:00Z")
                .taken(),
            RequestStory.withEveryMetric()
                .submitted("2026-11-20T00:00:00Z")
                .transferredTo("OPS", "2026-11-20T01:00:00Z")
                .transferredTo("ENG", "2026-11-20T02:00:00Z")
                .waived(Metric.RESOLUTION, "2026-11-20T03:00:00Z")
                .taken());
    long sequence = 0;
    for (Clocks.Decision life : lives) {
      for (ClockEvent event : life.events().stream().filter(ClockEvent::isTold).toList()) {
        JsonNode node =
            EventSchemas.json(
                CloudEvents.write(events.write(event, life.state(), ++sequence, RECORDED), MAPPER));
        EventSchemas.check(node);
        first.putIfAbsent(event.type(), node);
      }
    }
    return first;
  }

  private static String sample(String type, JsonNode written) {
    String target = System.getProperty("onus.samples");
    try {
      if (target != null) {
        Files.createDirectories(Path.of(target));
        Files.writeString(Path.of(target, type + ".json"), written.toPrettyString() + "\n");
      }
      try (InputStream in =
          target == null
              ? ClockEventSamplesTest.class.getResourceAsStream("/events/samples/" + type + ".json")
              : Files.newInputStream(Path.of(target, type + ".json"))) {
        assertThat(in).as("a golden sample of %s", type).isNotNull();
        return MAPPER.readTree(in).toPrettyString();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
