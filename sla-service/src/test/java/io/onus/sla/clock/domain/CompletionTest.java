package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.withEveryMetric;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What the requester owes a return, by the rules of docs/clocks.md; targets are those of {@link
 * RequestStory#everyMetric}.
 */
class CompletionTest {

  @Test
  void itRunsFromTheReturnToTheResubmission() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .returned("drawing", "2026-11-20T01:00:00Z")
            .resubmitted("2026-11-20T03:00:00Z")
            .taken();

    // Then
    Clock completion = clock(decision, Metric.COMPLETION);
    assertThat(completion.verdict()).isEqualTo(Verdict.MET);
    assertThat(completion.face().consumed()).isEqualTo(Duration.ofHours(2));
    assertThat(completion.face().obligor()).isEqualTo(new Obligor(Side.REQUESTER, "CS"));
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T10:00:00Z");
  }

  @Test
  void resubmittingWithTheSameStillMissingBuysNoTime() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .returned("drawing", "2026-11-20T01:00:00Z")
            .resubmitted("2026-11-20T05:00:00Z")
            .returned("drawing", "2026-11-20T05:30:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.COMPLETION).face().dueAt()).isEqualTo("2026-11-20T06:30:00Z");
  }
}
