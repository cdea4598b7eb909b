package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.withEveryMetric;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import org.junit.jupiter.api.Test;

/**
 * What is owed at a calendar moment, by the rules of docs/clocks.md; targets are those of {@link
 * RequestStory#everyMetric}.
 */
class DeliveryTest {

  @Test
  void itIsDueAtTheVeryMomentAndBrokenWhenNothingArrives() {
    // When: payroll by Tuesday noon, outside or inside of anybody's hours
    Clocks.Decision decision =
        RequestStory.under(RequestStory.everyMetric(), RequestStory.OFFICE)
            .deliverBy("2026-11-24T20:00:00Z")
            .submitted("2026-11-20T09:00:00Z")
            .takenAndFired("2026-11-24T20:00:00.000001Z");

    // Then
    Clock moment = clock(decision, Metric.DELIVERY);
    assertThat(moment.face().dueAt()).isEqualTo("2026-11-24T20:00:00Z");
    assertThat(moment.verdict()).isEqualTo(Verdict.BREACHED);
  }

  @Test
  void noQuestionMovesAMoment() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .deliverBy("2026-11-20T12:00:00Z")
            .submitted("2026-11-20T00:00:00Z")
            .asked("Which part?", "2026-11-20T01:00:00Z")
            .answered("2026-11-20T11:00:00Z")
            .resolved("2026-11-20T12:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.DELIVERY).verdict()).isEqualTo(Verdict.MET);
    assertThat(clock(decision, Metric.DELIVERY).face().dueAt()).isEqualTo("2026-11-20T12:00:00Z");
  }

  @Test
  void askingForItAtOnceGivesTheNoticeThatWasSigned() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .deliverBy("2026-11-20T00:01:00Z")
            .submitted("2026-11-20T00:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.DELIVERY).face().dueAt()).isEqualTo("2026-11-20T01:00:00Z");
  }

  @Test
  void signedTermsThatSayNothingOfMomentsPromiseNone() {
    // When
    Clocks.Decision decision =
        RequestStory.roundTheClock()
            .deliverBy("2026-11-20T01:00:00Z")
            .submitted("2026-11-20T00:00:00Z")
            .takenAndFired("2026-11-21T00:00:00Z");

    // Then: it is measured all the same
    assertThat(clock(decision, Metric.DELIVERY).verdict()).isEqualTo(Verdict.NONE);
  }
}
