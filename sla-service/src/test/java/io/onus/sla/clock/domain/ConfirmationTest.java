package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.withEveryMetric;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the requester owes a resolution, by the rules of docs/clocks.md; targets are those of {@link
 * RequestStory#everyMetric}.
 */
class ConfirmationTest {

  private static final BusinessCalendar ALWAYS = BusinessCalendar.always();

  @Test
  void silenceIsConsentOnceTheAgreedTimeIsOver() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T01:00:00Z")
            .takenAndFired("2026-11-20T08:00:00Z");

    // Then
    assertThat(clock(decision, Metric.CONFIRMATION).verdict()).isEqualTo(Verdict.BREACHED);
    assertThat(decision.events().stream().map(Consequence::of).flatMap(Optional::stream))
        .containsExactly(Consequence.CLOSE);
  }

  @Test
  void aYesAndANoBothConfirm() {
    assertThat(
            clock(
                    withEveryMetric()
                        .submitted("2026-11-20T00:00:00Z")
                        .resolved("2026-11-20T01:00:00Z")
                        .closed("2026-11-20T02:00:00Z")
                        .taken(),
                    Metric.CONFIRMATION)
                .verdict())
        .isEqualTo(Verdict.MET);
    assertThat(
            clock(
                    withEveryMetric()
                        .submitted("2026-11-20T00:00:00Z")
                        .resolved("2026-11-20T01:00:00Z")
                        .reopened(Happening.Reopened.Code.NOT_ANSWERED, "2026-11-20T02:00:00Z")
                        .taken(),
                    Metric.CONFIRMATION)
                .verdict())
        .isEqualTo(Verdict.MET);
  }

  @Test
  void whereNothingIsSignedNobodyOwesIt() {
    // When
    Clocks.Decision decision =
        RequestStory.underHouseTerms(RequestStory.everyMetric(), ALWAYS)
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T01:00:00Z")
            .taken();

    // Then
    assertThat(decision.state().latest(Metric.CONFIRMATION)).isEmpty();
  }
}
