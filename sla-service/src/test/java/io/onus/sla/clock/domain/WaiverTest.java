package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.said;
import static io.onus.sla.clock.domain.RequestStory.withEveryMetric;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import org.junit.jupiter.api.Test;

/**
 * An excuse, by the rules of docs/clocks.md; targets are those of {@link RequestStory#everyMetric}.
 */
class WaiverTest {

  @Test
  void excusedBeforehandItNeverBreaks() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .waived(Metric.RESOLUTION, "2026-11-20T02:00:00Z")
            .takenAndFired("2026-11-25T00:00:00Z");

    // Then
    assertThat(said(decision, Metric.RESOLUTION))
        .containsExactly("STARTED 2026-11-20T00:00:00Z", "WAIVED 2026-11-20T02:00:00Z");
    assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.WAIVED);
  }

  @Test
  void excusedAfterwardsTheBreachStaysInItsHistory() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T10:00:00Z")
            .waived(Metric.RESOLUTION, "2026-11-21T00:00:00Z")
            .taken();

    // Then
    assertThat(said(decision, Metric.RESOLUTION)).contains("BREACHED 100 2026-11-20T08:00:00Z");
    assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.WAIVED);
  }
}
