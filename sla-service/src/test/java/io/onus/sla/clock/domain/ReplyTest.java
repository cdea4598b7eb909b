package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.said;
import static io.onus.sla.clock.domain.RequestStory.withEveryMetric;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the requester owes a question, by the rules of docs/clocks.md; targets are those of {@link
 * RequestStory#everyMetric}.
 */
class ReplyTest {

  private static final BusinessCalendar ALWAYS = BusinessCalendar.always();

  @Test
  void theRequesterOwesItAndTheProviderIsPausedMeanwhile() {
    // When: the founding case
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .asked("Which part?", "2026-11-20T01:00:00Z")
            .takenAndFired("2026-11-20T06:00:00Z");

    // Then
    Clock reply = clock(decision, Metric.REPLY);
    assertThat(reply.verdict()).isEqualTo(Verdict.BREACHED);
    assertThat(reply.face().obligor()).isEqualTo(new Obligor(Side.REQUESTER, "CS"));
    assertThat(reply.face().dueAt()).isEqualTo("2026-11-20T05:00:00Z");
    assertThat(clock(decision, Metric.RESOLUTION).phase()).isEqualTo(Phase.PAUSED);
    assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.PENDING);
  }

  @Test
  void itWarnsBreachesAndEndsLikeAProvidersClock() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .asked("Which part?", "2026-11-20T01:00:00Z")
            .answered("2026-11-20T10:00:00Z")
            .taken();

    // Then
    assertThat(said(decision, Metric.REPLY))
        .containsExactly(
            "STARTED 2026-11-20T01:00:00Z",
            "AT_RISK 50 2026-11-20T03:00:00Z",
            "AT_RISK 75 2026-11-20T04:00:00Z",
            "AT_RISK 90 2026-11-20T04:36:00Z",
            "BREACHED 100 2026-11-20T05:00:00Z",
            "OVERDUE 200 2026-11-20T09:00:00Z",
            "FINISHED_LATE 2026-11-20T10:00:00Z");
  }

  @Test
  void askingAgainWhileTheAnswerIsAwaitedGivesNoNewTime() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .asked("Which part?", "2026-11-20T01:00:00Z")
            .asked("And which colour?", "2026-11-20T04:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.REPLY).face().round()).isEqualTo(1);
    assertThat(clock(decision, Metric.REPLY).face().dueAt()).isEqualTo("2026-11-20T05:00:00Z");
  }

  @Test
  void anEmptyAnswerBuysNoTimeForTheSameQuestion() {
    // When: "we are looking into it" after three of four hours
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .asked("Which part?", "2026-11-20T01:00:00Z")
            .answered("2026-11-20T04:00:00Z")
            .asked("  which PART? ", "2026-11-20T05:00:00Z")
            .taken();

    // Then: one hour is left
    ClockFace again = clock(decision, Metric.REPLY).face();
    assertThat(again.carried()).isEqualTo(Duration.ofHours(3));
    assertThat(again.dueAt()).isEqualTo("2026-11-20T06:00:00Z");
  }

  @Test
  void anotherQuestionHasTheWholeTarget() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .asked("Which part?", "2026-11-20T01:00:00Z")
            .answered("2026-11-20T04:00:00Z")
            .asked("Which colour?", "2026-11-20T05:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.REPLY).face().dueAt()).isEqualTo("2026-11-20T09:00:00Z");
  }

  @Test
  void whatBrokeOnceDoesNotBreakTwiceByBeingAskedAgain() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .asked("Which part?", "2026-11-20T01:00:00Z")
            .answered("2026-11-20T06:00:00Z")
            .asked("Which part?", "2026-11-20T06:30:00Z")
            .takenAndFired("2026-11-20T07:00:00Z");

    // Then
    assertThat(clock(decision, Metric.REPLY).verdict()).isEqualTo(Verdict.PENDING);
  }

  @Test
  void aContestedQuestionIsOwedNoReplyAndItsTimeIsShownAsDisputed() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .asked("Why?", "2026-11-20T01:00:00Z")
            .contested("2026-11-20T03:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.REPLY).phase()).isEqualTo(Phase.CANCELLED);
    ClockFace resolution = clock(decision, Metric.RESOLUTION).face();
    assertThat(resolution.disputed()).isEqualTo(Duration.ofHours(2));
    assertThat(resolution.paused()).isEqualTo(Duration.ofHours(2));
    assertThat(clock(decision, Metric.RESOLUTION).phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void contestingAfterItBrokeErasesNothing() {
    // When
    Clocks.Decision decision =
        withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .asked("Why?", "2026-11-20T01:00:00Z")
            .contested("2026-11-20T06:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.REPLY).verdict()).isEqualTo(Verdict.BREACHED);
  }

  @Test
  void aBrokenReplyLeadsToWhatWasAgreed() {
    assertThat(consequences(new Terms.OnNoReply(Terms.OnNoReply.Action.CLOSE, 2)))
        .containsExactly(Consequence.REMIND, Consequence.CLOSE, Consequence.CLOSE);
    assertThat(consequences(new Terms.OnNoReply(Terms.OnNoReply.Action.CLOSE, 1)))
        .containsExactly(Consequence.CLOSE, Consequence.CLOSE, Consequence.CLOSE);
    assertThat(consequences(new Terms.OnNoReply(Terms.OnNoReply.Action.REMIND, 1)))
        .containsExactly(Consequence.REMIND, Consequence.REMIND, Consequence.REMIND);
    assertThat(consequences(null)).isEmpty();
  }

  private List<Consequence> consequences(Terms.OnNoReply agreed) {
    Terms all = RequestStory.everyMetric();
    Terms terms =
        new Terms(
            all.targets(),
            List.of(),
            "PROVIDER",
            null,
            null,
            null,
            agreed,
            List.of(),
            null,
            all.reopen(),
            null,
            null);
    return RequestStory.under(terms, ALWAYS)
        .submitted("2026-11-20T00:00:00Z")
        .asked("Which part?", "2026-11-20T01:00:00Z")
        .takenAndFired("2026-11-25T00:00:00Z")
        .events()
        .stream()
        .filter(event -> event.face().metric() == Metric.REPLY)
        .map(Consequence::of)
        .flatMap(Optional::stream)
        .toList();
  }
}
