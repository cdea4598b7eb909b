package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.said;
import static io.onus.sla.clock.domain.RequestStory.withEveryMetric;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Other hours or terms for what is open, by the rules of docs/clocks.md; targets are those of
 * {@link RequestStory#everyMetric}.
 */
class ReboundTest {

  private final Binding other =
      new Binding(
          new BoundTerms(RequestStory.AGREEMENT, 1, RequestStory.everyMetric()),
          "office",
          2,
          RequestStory.OFFICE);

  @Test
  void otherHoursCountFromTheMoveOnAndWhatWasConsumedIsKept() {
    // When: at four on a Friday afternoon, after four hours
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T12:00:00Z")
            .rebound(other, "2026-11-20T16:00:00Z")
            .taken();

    // Then: one more hour on Friday, three on Monday
    ClockFace face = clock(decision, Metric.RESOLUTION).face();
    assertThat(face.consumed()).isEqualTo(Duration.ofHours(4));
    assertThat(face.dueAt()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(said(decision, Metric.RESOLUTION)).contains("RENEGOTIATED 2026-11-20T16:00:00Z");
  }

  @Test
  void whatIsOverIsNotJudgedAnew() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T01:00:00Z", new Happening.MessagePosted(true))
            .rebound(other, "2026-11-20T10:00:00Z")
            .taken();

    // Then: answered in time, and broken at eight
    assertThat(clock(decision, Metric.FIRST_RESPONSE).face().binding().calendars().getFirst())
        .extracting(CalendarInUse::version)
        .isEqualTo(1);
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T08:00:00Z");
  }

  @Test
  void aPausedClockStaysPausedAndCountsInTheNewHoursAfterwards() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T12:00:00Z")
            .asked("Which part?", "2026-11-20T13:00:00Z")
            .rebound(other, "2026-11-20T14:00:00Z")
            .answered("2026-11-20T16:00:00Z")
            .taken();

    // Then: seven hours are left, one of them on Friday
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-23T15:00:00Z");
  }
}
