package io.onus.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.json.JsonSettings;
import io.onus.notification.alert.domain.AlertClock;
import io.onus.notification.alert.domain.AlertCommand.RaiseMilestone;
import io.onus.notification.alert.domain.AlertCommand.ReviseClock;
import io.onus.notification.alert.domain.AlertCommand.SettleClock;
import io.onus.notification.alert.domain.ClockReport.Kind;
import io.onus.notification.alert.domain.Ending;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.domain.Standing;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.Situation;
import io.onus.notification.test.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockEventTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final Map<String, CloudEvent> SAMPLES =
      Samples.in("sla-service/src/test/resources/events/samples");

  @Test
  void everySampleOfTheProducerCanBeRead() throws JsonProcessingException {
    assertThat(SAMPLES).containsKey("io.onus.sla.clock-breached.v1");
    for (CloudEvent sample : SAMPLES.values()) {
      if (sample.type().startsWith("io.onus.sla.clock-")) {
        assertThat(read(sample).missing()).as(sample.type()).isEmpty();
      } else {
        assertThat(ClockEvent.kind(sample.type())).as(sample.type()).isEqualTo(Kind.OTHER);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "met, MET",
    "finished-late, FINISHED_LATE",
    "cancelled, CANCELLED",
    "breach-retracted, BREACH_RETRACTED"
  })
  void theProducersEndingsSettleTheirClock(String type, Ending ending)
      throws JsonProcessingException {
    CloudEvent sample = sample(type);

    assertThat(read(sample).report(ClockEvent.kind(sample.type())).command())
        .contains(new SettleClock(UUID.fromString(sample.data().get("clockId").asText()), ending));
  }

  @ParameterizedTest
  @CsvSource({"paused, true", "resumed, false", "renegotiated, false"})
  void whatChangesAClockRevisesIt(String type, boolean paused) throws JsonProcessingException {
    CloudEvent sample = sample(type);
    ClockEvent read = read(sample);

    assertThat(read.report(ClockEvent.kind(sample.type())).command())
        .contains(new ReviseClock(read.clockId(), read.dueAt(), paused));
    assertThat(read.dueAt() == null).isEqualTo(paused);
  }

  @Test
  void theProducersBreachSaysAllThatIsTold() throws JsonProcessingException {
    // Given
    CloudEvent sample = sample("breached");
    ClockEvent event = read(sample);
    AlertClock clock =
        new AlertClock(
            UUID.fromString("52284ec4-2225-5b43-977a-e6abcc093799"),
            "FIRST_RESPONSE",
            1,
            Standing.BREACHED,
            100,
            Instant.parse("2026-11-20T02:00:00Z"),
            false,
            false,
            null);

    // Then
    assertThat(event.report(ClockEvent.kind(sample.type())).command())
        .contains(new RaiseMilestone(clock));
    assertThat(event.situation(Standing.BREACHED))
        .isEqualTo(
            new Situation(
                Standing.BREACHED,
                "ENG",
                Route.ObligorSide.PROVIDER,
                "CS",
                "CS",
                "ENG",
                "part",
                "P2",
                "FIRST_RESPONSE",
                null,
                null));
    Notice notice = event.notice(clock, List.of(), "Europe/Berlin");
    assertThat(notice.requestNumber()).isEqualTo("ENG-1042");
    assertThat(notice.subject()).isEqualTo("Which part fits?");
    assertThat(notice.owedBy()).isEqualTo("ENG");
    assertThat(notice.owedTo()).isEqualTo("CS");
    assertThat(notice.target()).isEqualTo(Duration.ofHours(2));
    assertThat(notice.link()).isEqualTo("/requests/0198c0de-0000-7000-8000-000000000001");
  }

  @Test
  void whatTheRequesterOwesIsOwedToTheProvider() throws JsonProcessingException {
    ClockEvent event =
        MAPPER.readValue(
            """
            {"clockId":"52284ec4-2225-5b43-977a-e6abcc093799","requestId":"0198c0de-0000-7000-8000-000000000001",
             "requester":"CS","provider":"ENG","obligor":{"side":"REQUESTER","department":"CS"}}
            """,
            ClockEvent.class);

    assertThat(event.missing()).isEmpty();
    assertThat(event.owedBy()).isEqualTo("CS");
    assertThat(event.owedTo()).isEqualTo("ENG");
  }

  @Test
  void whatBrokeBeforeATransferIsStillOwedToWhoAsked() throws JsonProcessingException {
    ClockEvent event =
        MAPPER.readValue(
            """
            {"clockId":"52284ec4-2225-5b43-977a-e6abcc093799","requestId":"0198c0de-0000-7000-8000-000000000001",
             "requester":"CS","provider":"IT","obligor":{"side":"PROVIDER","department":"ENG"}}
            """,
            ClockEvent.class);

    assertThat(event.owedBy()).isEqualTo("ENG");
    assertThat(event.owedTo()).isEqualTo("CS");
  }

  @ParameterizedTest
  @CsvSource({
    "io.onus.sla.clock-breached.v2",
    "io.onus.sla.clock-snoozed.v1",
    "io.onus.sla.clock-other.v1",
    "io.onus.sla.chain-at-risk.v1",
    "io.onus.request.resolved.v1"
  })
  void typesThatAreNotKnownHereMeanNothing(String type) {
    assertThat(ClockEvent.kind(type)).isEqualTo(Kind.OTHER);
  }

  private static CloudEvent sample(String type) {
    return SAMPLES.get("io.onus.sla.clock-" + type + ".v1");
  }

  private static ClockEvent read(CloudEvent event) throws JsonProcessingException {
    return MAPPER.treeToValue(event.data(), ClockEvent.class);
  }
}
