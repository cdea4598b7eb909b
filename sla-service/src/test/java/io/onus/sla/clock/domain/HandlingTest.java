package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.said;
import static io.onus.sla.clock.domain.RequestStory.withEveryMetric;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Target;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The share of each holder after a transfer, by the rules of docs/clocks.md; targets are those of
 * {@link RequestStory#everyMetric}.
 */
class HandlingTest {

  private static final BusinessCalendar ALWAYS = BusinessCalendar.always();

  @Test
  void theReceiverHasItsOwnTargetFromTheAcceptedTransfer() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .transferredTo("OPS", "2026-11-20T03:00:00Z")
            .taken();

    // Then: the promise to the requester goes on beside it
    ClockFace share = clock(decision, Metric.HANDLING).face();
    assertThat(share.obligor()).isEqualTo(new Obligor(Side.PROVIDER, "OPS"));
    assertThat(share.dueAt()).isEqualTo("2026-11-20T07:00:00Z");
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T08:00:00Z");
  }

  @Test
  void theReceiversTermsCountAndNotTheGivers() {
    // Given: what OPS promised is one hour
    Binding receiver =
        new Binding(
            new BoundTerms(
                java.util.UUID.fromString("0198c0de-0000-7000-8000-00000000000b"),
                3,
                RequestStory.terms(new Target(Metric.HANDLING, Priority.P2, Duration.ofHours(1)))),
            "ops-hours",
            2,
            ALWAYS);
    RequestStory story = withEveryMetric().submitted("2026-11-20T00:00:00Z");
    story.transferredTo("OPS", "2026-11-20T03:00:00Z");
    RequestFact transfer = story.facts.removeLast();
    story.facts.add(transfer.boundTo(receiver));

    // When
    Clocks.Decision decision = story.taken();

    // Then
    ClockFace share = clock(decision, Metric.HANDLING).face();
    assertThat(share.dueAt()).isEqualTo("2026-11-20T04:00:00Z");
    assertThat(share.binding().bound().version()).isEqualTo(3);
  }

  @Test
  void whoPassesItOnIsHandedOverAndWhoWasLateStaysLate() {
    // When
    Clocks.Decision inTime =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .transferredTo("OPS", "2026-11-20T01:00:00Z")
            .transferredTo("ENG", "2026-11-20T02:00:00Z")
            .taken();
    Clocks.Decision late =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .transferredTo("OPS", "2026-11-20T01:00:00Z")
            .transferredTo("ENG", "2026-11-20T06:00:00Z")
            .taken();

    // Then
    assertThat(share(inTime, 1).verdict()).isEqualTo(Verdict.HANDED_OVER);
    assertThat(share(inTime, 1).face().obligor().department()).isEqualTo("OPS");
    assertThat(share(inTime, 2).face().obligor().department()).isEqualTo("ENG");
    assertThat(share(late, 1).verdict()).isEqualTo(Verdict.BREACHED);
    assertThat(said(late, Metric.HANDLING)).contains("HANDED_OVER 2026-11-20T06:00:00Z");
  }

  @Test
  void theRequesterIsNotTheReceiversDelay() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .transferredTo("OPS", "2026-11-20T01:00:00Z")
            .asked("Which colour?", "2026-11-20T02:00:00Z")
            .answered("2026-11-20T09:00:00Z")
            .resolved("2026-11-20T10:00:00Z")
            .taken();

    // Then: two hours of its own
    assertThat(clock(decision, Metric.HANDLING).verdict()).isEqualTo(Verdict.MET);
    assertThat(clock(decision, Metric.HANDLING).face().consumed()).isEqualTo(Duration.ofHours(2));
  }

  private Clock share(Clocks.Decision decision, int round) {
    return decision.state().clocks().stream()
        .filter(c -> c.face().metric() == Metric.HANDLING && c.face().round() == round)
        .findFirst()
        .orElseThrow();
  }
}
