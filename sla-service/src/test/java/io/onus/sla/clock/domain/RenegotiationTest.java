package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.withEveryMetric;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Another due instant for one request, by the rules of docs/clocks.md; targets are those of {@link
 * RequestStory#everyMetric}.
 */
class RenegotiationTest {

  @Test
  void theAgreedInstantCountsAndTheOriginalStaysBesideIt() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .repromised(Metric.RESOLUTION, "2026-11-21T00:00:00Z", "2026-11-20T04:00:00Z")
            .resolved("2026-11-20T20:00:00Z")
            .taken();

    // Then
    Clock resolution = clock(decision, Metric.RESOLUTION);
    assertThat(resolution.verdict()).isEqualTo(Verdict.MET);
    assertThat(resolution.face().dueAt()).isEqualTo("2026-11-21T00:00:00Z");
    assertThat(resolution.face().originalDueAt()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(resolution.originalVerdict(Instant.EPOCH)).isEqualTo(Verdict.BREACHED);
  }

  @Test
  void anInstantOutsideWorkingHoursIsKeptAsAgreed() {
    // When: Saturday noon
    Clocks.Decision decision =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .repromised(Metric.RESOLUTION, "2026-11-21T12:00:00Z", "2026-11-20T10:00:00Z")
            .takenAndFired("2026-11-21T12:00:00Z");

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.PENDING);
  }

  @Test
  void aQuestionAfterwardsMovesTheAgreedInstantByTheTimeItTook() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .repromised(Metric.RESOLUTION, "2026-11-20T12:00:00Z", "2026-11-20T01:00:00Z")
            .asked("Which part?", "2026-11-20T02:00:00Z")
            .answered("2026-11-20T05:00:00Z")
            .taken();

    // Then
    ClockFace face = clock(decision, Metric.RESOLUTION).face();
    assertThat(face.dueAt()).isEqualTo("2026-11-20T15:00:00Z");
    assertThat(face.originalDueAt()).isEqualTo("2026-11-20T11:00:00Z");
  }

  @Test
  void whatBrokeIsNotRenegotiated() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .repromised(Metric.RESOLUTION, "2026-11-21T00:00:00Z", "2026-11-20T09:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.BREACHED);
  }
}
