package io.onus.notification.weekly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.json.JsonSettings;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.test.Samples;
import io.onus.notification.weekly.domain.ClockWord;
import io.onus.notification.weekly.domain.ClockWord.Kind;
import io.onus.notification.weekly.domain.Promise;
import io.onus.notification.weekly.domain.Promise.Phase;
import io.onus.notification.weekly.domain.Promise.Side;
import io.onus.notification.weekly.domain.Promise.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockEventTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final Map<String, CloudEvent> SAMPLES =
      Samples.in("sla-service/src/test/resources/events/samples");

  @Test
  void everyEventOfAClockCanBeReadAndNoOther() throws JsonProcessingException {
    List<CloudEvent> known =
        SAMPLES.values().stream().filter(sample -> ClockEvent.isKnown(sample.type())).toList();

    assertThat(known).hasSize(14);
    assertThat(known).allMatch(sample -> sample.type().startsWith("io.onus.sla.clock-"));
    for (CloudEvent sample : known) {
      ClockWord word = read(sample.data()).word(sample);
      assertThat(Promise.of(word).sequence()).as(sample.type()).isEqualTo(sample.sequence());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "started,          OPEN,       RUNNING,  PENDING",
    "paused,           OPEN,       PAUSED,   PENDING",
    "renegotiated,     OPEN,       RUNNING,  PENDING",
    "breached,         BREACH,     RUNNING,  BREACHED",
    "overdue,          BREACH,     RUNNING,  BREACHED",
    "met,              END,        FINISHED, MET",
    "finished-late,    END,        FINISHED, BREACHED",
    "cancelled,        END,        ENDED,    NONE",
    "handed-over,      END,        ENDED,    NONE",
    "waived,           EXCUSE,     RUNNING,  WAIVED",
    "breach-retracted, RETRACTION, FINISHED, MET"
  })
  void theProducersWordsMeanWhatTheySay(String type, Kind kind, Phase phase, Verdict verdict)
      throws JsonProcessingException {
    CloudEvent sample = sample(type);

    ClockWord word = read(sample.data()).word(sample);

    assertThat(word.kind()).isEqualTo(kind);
    assertThat(word.phase()).isEqualTo(phase);
    assertThat(word.verdict()).isEqualTo(verdict);
  }

  @Test
  void aBreachSaysWhoOwedWhatToWhomWhenAndAtWhatCost() throws JsonProcessingException {
    CloudEvent sample = sample("breached");
    ObjectNode data = sample.data().deepCopy();
    data.putObject("cost").put("amount", 1000).put("currency", "USD").put("per", "BREACH");

    Promise promise = Promise.of(read(data).word(sample));

    assertThat(promise.number()).isEqualTo("ENG-1042");
    assertThat(promise.side()).isEqualTo(Side.PROVIDER);
    assertThat(promise.owedBy()).isEqualTo("ENG");
    assertThat(promise.owedTo()).isEqualTo("CS");
    assertThat(promise.dueAt()).isEqualTo(Instant.parse("2026-11-20T02:00:00Z"));
    assertThat(promise.originalDueAt()).isEqualTo(promise.dueAt());
    assertThat(promise.promised()).isTrue();
    assertThat(promise.agreed()).isFalse();
    assertThat(promise.cost()).isEqualTo(new Money(BigDecimal.valueOf(1000), "USD"));
  }

  @Test
  void whyItWasReopenedSaysWhetherThereWasAnAnswer() throws JsonProcessingException {
    CloudEvent sample = sample("started");
    ObjectNode data = sample.data().deepCopy();

    assertThat(read(data).word(sample).notAnswered()).isFalse();
    data.put("reopened", "INCOMPLETE");
    assertThat(read(data).word(sample).notAnswered()).isFalse();
    data.put("reopened", "NOT_ANSWERED");
    assertThat(read(data).word(sample).notAnswered()).isTrue();
  }

  @Test
  void whatTheRequesterOwesIsOwedToWhoHoldsTheRequest() throws JsonProcessingException {
    CloudEvent sample = sample("started");
    ObjectNode data = sample.data().deepCopy();
    data.putObject("obligor").put("side", "REQUESTER").put("department", "CS");

    Promise promise = Promise.of(read(data).word(sample));

    assertThat(promise.owedBy()).isEqualTo("CS");
    assertThat(promise.owedTo()).isEqualTo("ENG");
  }

  @Test
  void newFieldsAndWordsOfLaterProducersAreNoTrouble() throws JsonProcessingException {
    CloudEvent sample = sample("started");
    ObjectNode data = sample.data().deepCopy();
    data.put("phase", "DREAMING").put("verdict", "CHARMING").put("metric", "TEA_BREAK");
    data.putObject("weather").put("rain", true);

    ClockWord word = read(data).word(sample);

    assertThat(word.phase()).isEqualTo(Phase.RUNNING);
    assertThat(word.verdict()).isEqualTo(Verdict.NONE);
    assertThat(ClockEvent.isKnown("io.onus.sla.clock-snoozed.v1")).isFalse();
    assertThat(ClockEvent.isKnown("io.onus.sla.clock-met.v2")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"clockId", "requestId", "requester", "provider", "obligor"})
  void whatDoesNotSayWhichClockItIsAboutIsNoEvent(String field) throws JsonProcessingException {
    CloudEvent sample = sample("met");
    ObjectNode data = sample.data().deepCopy();
    data.putNull(field);
    ClockEvent event = read(data);

    assertThatThrownBy(() -> event.word(sample))
        .isInstanceOf(PoisonRecord.class)
        .hasMessageContaining(field);
  }

  private static CloudEvent sample(String type) {
    return SAMPLES.get("io.onus.sla.clock-" + type + ".v1");
  }

  private static ClockEvent read(JsonNode data) throws JsonProcessingException {
    return MAPPER.treeToValue(data, ClockEvent.class);
  }
}
