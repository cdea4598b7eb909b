package io.onus.sla.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.EventSchemas;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.chain.domain.ChainRisk;
import io.onus.sla.chain.domain.Due;
import io.onus.sla.chain.domain.Link;
import io.onus.sla.clock.ClockEvents;
import io.onus.sla.clock.domain.RequestStory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds what is written to the schema shipped and to the golden sample, which receivers test
 * against. To write the sample anew after a deliberate change: {@code
 * -Donus.samples=src/test/resources/events/samples}.
 */
class ChainEventSampleTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final UUID PARENT = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
  private static final UUID CHILD = UUID.fromString("0198c0de-0000-7000-8000-000000000002");

  @Test
  void whatIsSaidOfAChainAtRiskIsTheSampleAndFitsItsSchema() throws IOException {
    ChainRisk risk =
        ChainRisk.of(
                link(CHILD, PARENT, "OPS-77", "ENG", "OPS", "2026-11-23T10:00:00Z"),
                link(PARENT, null, "ENG-1042", "CS", "ENG", "2026-11-20T15:00:00Z"))
            .orElseThrow();
    ChainStore.Cause cause =
        new ChainStore.Cause(
            UUID.fromString("0198c0de-0000-7000-8000-00000000000c"),
            Instant.parse("2026-11-20T09:00:00Z"));

    JsonNode event =
        EventSchemas.json(
            CloudEvents.write(
                new ClockEvents(MAPPER)
                    .write(
                        new ChainEvents(MAPPER).atRisk(risk, cause),
                        CHILD,
                        3,
                        Instant.parse("2026-11-20T09:00:00.25Z")),
                MAPPER));

    EventSchemas.check(event);
    assertThat(event.toString()).doesNotContain("Acme");
    assertThat(event.toPrettyString()).isEqualTo(sample(event));
  }

  private static Link link(
      UUID id,
      @Nullable UUID parent,
      String number,
      String requester,
      String provider,
      String due) {
    return new Link(
        id,
        parent,
        number,
        requester,
        provider,
        provider.equals("OPS") ? "tooling" : "part",
        Priority.P2,
        "SUBMITTED",
        "PROVIDER",
        parent == null
            ? new Link.Customer("ORD-4711", Instant.parse("2026-11-24T12:00:00Z"))
            : null,
        false,
        List.of(
            new Due(
                new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + 16),
                Metric.RESOLUTION,
                Instant.parse(due),
                0,
                RequestStory.OFFICE,
                true)));
  }

  private static String sample(JsonNode written) throws IOException {
    String file = ChainEvents.AT_RISK + ".json";
    String target = System.getProperty("onus.samples");
    if (target != null) {
      Files.writeString(Path.of(target, file), written.toPrettyString() + "\n");
    }
    try (InputStream in =
        target == null
            ? ChainEventSampleTest.class.getResourceAsStream("/events/samples/" + file)
            : Files.newInputStream(Path.of(target, file))) {
      assertThat(in).as("a golden sample").isNotNull();
      return MAPPER.readTree(in).toPrettyString();
    }
  }
}
