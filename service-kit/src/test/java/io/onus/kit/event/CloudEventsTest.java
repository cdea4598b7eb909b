package io.onus.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.json.JsonSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  private static final CloudEvent FULL =
      new CloudEvent(
          UUID.fromString("0198a1b2-0000-7000-8000-000000000001"),
          "/onus/sla-service",
          "io.onus.sla.clock-breached.v1",
          "0198a1b2-0000-7000-8000-000000000002",
          Instant.parse("2026-01-05T09:00:00.000001Z"),
          Instant.parse("2026-01-05T09:00:00.25Z"),
          42,
          "chain-7",
          UUID.fromString("0198a1b2-0000-7000-8000-000000000003"),
          MAPPER.createObjectNode().put("target", "PT2H").put("text", "ärger \"mit\" 東京"));

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(read(CloudEvents.write(FULL, MAPPER))).isEqualTo(FULL);
  }

  @Test
  void whatIsOptionalMayBeMissing() {
    CloudEvent bare =
        new CloudEvent(
            FULL.id(),
            FULL.source(),
            FULL.type(),
            FULL.subject(),
            FULL.time(),
            FULL.recordedTime(),
            1,
            null,
            null,
            FULL.data());

    String json = CloudEvents.write(bare, MAPPER);

    assertThat(json).doesNotContain("correlationid", "causationid", "null");
    assertThat(read(json)).isEqualTo(bare);
  }

  @Test
  void theAttributesHaveTheNamesOfTheStandard() throws IOException {
    JsonNode json = MAPPER.readTree(CloudEvents.write(FULL, MAPPER));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "recordedtime",
            "sequence",
            "correlationid",
            "causationid",
            "datacontenttype",
            "data");
    assertThat(json.path("specversion").asText()).isEqualTo("1.0");
    assertThat(json.path("time").asText()).isEqualTo("2026-01-05T09:00:00.000001Z");
    assertThat(json.path("sequence").asText()).isEqualTo("000000000042");
  }

  @Test
  void theHeadersRepeatTheAttributes() throws IOException {
    JsonNode json = MAPPER.readTree(CloudEvents.write(FULL, MAPPER));
    List<String> headers = CloudEvents.headers(FULL);

    assertThat(headers).startsWith("content-type", "application/cloudevents+json");
    for (int i = 2; i < headers.size(); i += 2) {
      assertThat(headers.get(i)).startsWith("ce_");
      assertThat(json.path(headers.get(i).substring(3)).asText()).isEqualTo(headers.get(i + 1));
    }
    assertThat(headers).hasSize(2 * 11);
  }

  @Test
  void theSequenceIsWrittenInPlainDigitsWhateverTheMachinesLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(FULL.sequenceText()).isEqualTo("000000000042");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void unknownAttributesAndMissingRecordedTimeBreakNobody() throws IOException {
    ObjectNode json = (ObjectNode) MAPPER.readTree(CloudEvents.write(FULL, MAPPER));
    json.put("traceparent", "00-1").remove("recordedtime");

    CloudEvent read = read(json.toString());

    assertThat(read.recordedTime()).isEqualTo(FULL.time());
  }

  @ParameterizedTest
  @ValueSource(strings = {"specversion", "id", "source", "type", "subject", "time", "sequence"})
  void anAttributeThatIsMissingIsNamed(String attribute) throws IOException {
    ObjectNode json = (ObjectNode) MAPPER.readTree(CloudEvents.write(FULL, MAPPER));
    json.remove(attribute);

    assertThatThrownBy(() -> read(json.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(attribute);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "text",
        "{\"specversion\":\"0.3\"}",
        "{\"specversion\":\"1.0\",\"time\":\"yesterday\"}"
      })
  void whatIsNoEventIsRefusedWithAReason(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }

  private static CloudEvent read(String json) {
    return CloudEvents.read(json.getBytes(StandardCharsets.UTF_8), MAPPER);
  }
}
