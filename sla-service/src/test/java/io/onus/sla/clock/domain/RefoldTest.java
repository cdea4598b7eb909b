package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.roundTheClock;
import static io.onus.sla.clock.domain.RequestStory.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefoldTest {

  @Test
  void anAnswerThatWasGivenInTimeButToldLateRetractsTheBreach() {
    // Given
    RequestStory story = roundTheClock().submitted("2026-11-20T00:00:00Z");
    Clocks.Decision announced = story.takenAndFired("2026-11-20T09:00:00Z");
    UUID breachId = eventId(announced, Metric.RESOLUTION, ClockEvent.Type.BREACHED);
    story.resolved("2026-11-20T07:30:00Z");

    // When
    Clocks.Decision now = refold(announced, story, 1);

    // Then
    assertThat(said(now, Metric.RESOLUTION))
        .containsExactly("BREACH_RETRACTED 100 2026-11-20T07:30:00Z", "MET 2026-11-20T07:30:00Z");
    assertThat(clock(now, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.MET);
    ClockEvent retraction = now.events().getFirst();
    assertThat(ClockIds.breachTakenBack(retraction)).isEqualTo(breachId);
  }

  @Test
  void aBreachThatHappensAgainIsANewEvent() {
    // Given: breached at eight; then it turns out that a question had paused the clock for two
    // hours
    RequestStory story = roundTheClock().submitted("2026-11-20T00:00:00Z");
    Clocks.Decision announced = story.takenAndFired("2026-11-20T09:00:00Z");
    UUID first = eventId(announced, Metric.RESOLUTION, ClockEvent.Type.BREACHED);
    story.asked("2026-11-20T02:00:00Z").answered("2026-11-20T04:00:00Z");

    // When
    Clocks.Decision now = refold(announced, story, 1);

    // Then
    assertThat(said(now, Metric.RESOLUTION))
        .containsExactly(
            "BREACH_RETRACTED 100 2026-11-20T04:00:00Z",
            "PAUSED 2026-11-20T02:00:00Z",
            "RESUMED 2026-11-20T04:00:00Z");
    assertThat(now.state().nextAt()).hasValue(Instant.parse("2026-11-20T09:12:00Z"));

    // When it breaches again
    Clocks.Decision again =
        Clocks.decide(
            now.state(), new ClockCommand.FireDue(), Instant.parse("2026-11-20T11:00:00Z"));

    // Then
    UUID second = eventId(again, Metric.RESOLUTION, ClockEvent.Type.BREACHED);
    assertThat(second).isNotEqualTo(first);
    assertThat(clock(again, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T10:00:00Z");
  }

  @Test
  void aLateFactThatChangesNothingSaysNothingTwice() {
    // Given
    RequestStory story = roundTheClock().submitted("2026-11-20T00:00:00Z");
    Clocks.Decision announced = story.takenAndFired("2026-11-20T09:00:00Z");
    story.byAgent("2026-11-20T07:00:00Z", new Happening.Other("assigned"));

    // When
    Clocks.Decision now = refold(announced, story, 1);

    // Then
    assertThat(now.events()).isEmpty();
    assertThat(clock(now, Metric.RESOLUTION)).isEqualTo(clock(announced, Metric.RESOLUTION));
  }

  @Test
  void aLateFactCanBringABreachForward() {
    // Given: answered at four; then a response given at one becomes known, and nothing else changes
    RequestStory story =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T04:00:00Z", new Happening.MessagePosted(true));
    Clocks.Decision announced = story.taken();
    assertThat(clock(announced, Metric.FIRST_RESPONSE).verdict()).isEqualTo(Verdict.BREACHED);
    story.byAgent("2026-11-20T01:00:00Z", new Happening.Accepted(true));

    // When
    Clocks.Decision now = refold(announced, story, 2);

    // Then
    assertThat(said(now, Metric.FIRST_RESPONSE))
        .containsExactly("BREACH_RETRACTED 100 2026-11-20T01:00:00Z", "MET 2026-11-20T01:00:00Z");
  }

  /**
   * @param known how many facts were folded before; the others are late
   */
  private static Clocks.Decision refold(Clocks.Decision announced, RequestStory story, int known) {
    return Refold.decide(
        announced.state(),
        List.copyOf(story.facts.subList(0, known)),
        List.copyOf(story.facts.subList(known, story.facts.size())));
  }

  private static UUID eventId(Clocks.Decision decision, Metric metric, ClockEvent.Type type) {
    return decision.events().stream()
        .filter(e -> e.face().metric() == metric && e.type() == type)
        .map(ClockIds::event)
        .findFirst()
        .orElseThrow();
  }
}
