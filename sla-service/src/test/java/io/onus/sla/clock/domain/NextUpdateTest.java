package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.said;
import static io.onus.sla.clock.domain.RequestStory.withEveryMetric;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import org.junit.jupiter.api.Test;

/**
 * The provider says something again, in time, by the rules of docs/clocks.md; targets are those of
 * {@link RequestStory#everyMetric}.
 */
class NextUpdateTest {

  @Test
  void eachAnswerBeginsTheNextRound() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T01:00:00Z", new Happening.MessagePosted(true))
            .byAgent("2026-11-20T03:00:00Z", new Happening.MessagePosted(true))
            .takenAndFired("2026-11-20T06:00:00.000001Z");

    // Then
    assertThat(said(decision, Metric.NEXT_UPDATE))
        .containsSubsequence(
            "STARTED 2026-11-20T01:00:00Z",
            "MET 2026-11-20T03:00:00Z",
            "STARTED 2026-11-20T03:00:00Z",
            "BREACHED 100 2026-11-20T06:00:00Z");
    assertThat(clock(decision, Metric.NEXT_UPDATE).face().round()).isEqualTo(2);
  }

  @Test
  void noBareAcceptanceNoRobotAndNoNoteAmongColleaguesIsAnUpdate() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T01:00:00Z", new Happening.MessagePosted(true))
            .byAgent("2026-11-20T01:30:00Z", new Happening.Accepted(false))
            .byAgent("2026-11-20T02:00:00Z", new Happening.MessagePosted(false))
            .byRobot("2026-11-20T03:00:00Z", new Happening.MessagePosted(true))
            .takenAndFired("2026-11-20T05:00:00Z");

    // Then
    assertThat(clock(decision, Metric.NEXT_UPDATE).verdict()).isEqualTo(Verdict.BREACHED);
  }

  @Test
  void nothingIsOwedWhileTheRequesterHasTheMove() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .asked("Which colour?", "2026-11-20T01:00:00Z")
            .answered("2026-11-20T04:00:00Z")
            .takenAndFired("2026-11-20T06:59:00Z");

    // Then: the question was an update; the next one is due three hours after the answer
    Clock next = clock(decision, Metric.NEXT_UPDATE);
    assertThat(next.phase()).isEqualTo(Phase.RUNNING);
    assertThat(next.face().dueAt()).isEqualTo("2026-11-20T07:00:00Z");
  }

  @Test
  void afterTheResolutionNobodyWaitsForAnUpdate() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T01:00:00Z", new Happening.MessagePosted(true))
            .resolved("2026-11-20T02:00:00Z")
            .takenAndFired("2026-11-21T00:00:00Z");

    // Then
    assertThat(said(decision, Metric.NEXT_UPDATE))
        .containsExactly("STARTED 2026-11-20T01:00:00Z", "MET 2026-11-20T02:00:00Z");
  }
}
