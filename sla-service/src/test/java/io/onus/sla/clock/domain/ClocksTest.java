package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static io.onus.sla.clock.domain.RequestStory.inOfficeHours;
import static io.onus.sla.clock.domain.RequestStory.roundTheClock;
import static io.onus.sla.clock.domain.RequestStory.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 2026-11-20 is a Friday; the office is open Monday to Friday 09:00–17:00 UTC. */
class ClocksTest {

  @Test
  void bothClocksStartAtSubmissionAndAreDueInWorkingTime() {
    // When
    Clocks.Decision decision = inOfficeHours().submitted("2026-11-20T16:00:00Z").taken();

    // Then: one hour on Friday, the rest on Monday
    assertThat(clock(decision, Metric.FIRST_RESPONSE).face().dueAt())
        .isEqualTo("2026-11-23T10:00:00Z");
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-23T16:00:00Z");
    assertThat(said(decision, Metric.RESOLUTION)).containsExactly("STARTED 2026-11-20T16:00:00Z");
  }

  @Test
  void warningsAndTheBreachFireInOrderAtTheirOwnInstants() {
    // When
    Clocks.Decision decision =
        roundTheClock().submitted("2026-11-20T00:00:00Z").takenAndFired("2026-11-21T10:00:00Z");

    // Then
    assertThat(said(decision, Metric.RESOLUTION))
        .containsExactly(
            "STARTED 2026-11-20T00:00:00Z",
            "AT_RISK 50 2026-11-20T04:00:00Z",
            "AT_RISK 75 2026-11-20T06:00:00Z",
            "AT_RISK 90 2026-11-20T07:12:00Z",
            "BREACHED 100 2026-11-20T08:00:00Z",
            "OVERDUE 200 2026-11-20T16:00:00Z",
            "OVERDUE 400 2026-11-21T08:00:00Z");
    assertThat(decision.events().stream().map(ClockEvent::time)).isSorted();
  }

  @Test
  void aPromiseKeptAtTheVeryInstantItIsDueIsKept() {
    // When
    Clocks.Decision kept =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T08:00:00Z", new Happening.Resolved())
            .taken();
    Clocks.Decision broken =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T08:00:00.000001Z", new Happening.Resolved())
            .taken();

    // Then
    assertThat(clock(kept, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.MET);
    assertThat(clock(broken, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.BREACHED);
  }

  @Test
  void workingAllOfTheTargetAndAnsweringNextMorningIsLate() {
    // When: due Monday 17:00 exactly, answered Tuesday at eight
    Clocks.Decision decision =
        inOfficeHours().submitted("2026-11-23T09:00:00Z").resolved("2026-11-24T08:00:00Z").taken();

    // Then
    ClockFace face = clock(decision, Metric.RESOLUTION).face();
    assertThat(face.dueAt()).isEqualTo("2026-11-23T17:00:00Z");
    assertThat(face.consumed()).isEqualTo(Duration.ofHours(8));
    assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.BREACHED);
  }

  @Test
  void aPauseOverTheWeekendCreditsOnlyWorkingTime() {
    // When
    Clocks.Decision decision =
        inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .asked("2026-11-20T16:00:00Z")
            .answered("2026-11-23T10:00:00Z")
            .taken();

    // Then: seven of eight hours used; one hour on Friday and one on Monday were paused
    ClockFace face = clock(decision, Metric.RESOLUTION).face();
    assertThat(face.consumed()).isEqualTo(Duration.ofHours(7));
    assertThat(face.paused()).isEqualTo(Duration.ofHours(2));
    assertThat(face.dueAt()).isEqualTo("2026-11-23T11:00:00Z");
  }

  @Test
  void aPausedClockDoesNotBreach() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .asked("2026-11-20T01:00:00Z")
            .takenAndFired("2026-12-20T00:00:00Z");

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.PENDING);
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isNull();
    assertThat(decision.state().nextAt()).isEmpty();
  }

  @Test
  void aBreachStaysABreachWhilePaused() {
    // When
    Clocks.Decision decision =
        roundTheClock().submitted("2026-11-20T00:00:00Z").asked("2026-11-20T09:00:00Z").taken();

    // Then
    Clock clock = clock(decision, Metric.RESOLUTION);
    assertThat(clock.phase()).isEqualTo(Phase.PAUSED);
    assertThat(clock.verdict()).isEqualTo(Verdict.BREACHED);
    assertThat(clock.face().dueAt()).isEqualTo("2026-11-20T08:00:00Z");
  }

  @Test
  void askingTheSameAgainPausesOnce() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .asked("2026-11-20T01:00:00Z")
            .asked("2026-11-20T02:00:00Z")
            .answered("2026-11-20T03:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).face().paused()).isEqualTo(Duration.ofHours(2));
    assertThat(clock(decision, Metric.RESOLUTION).face().pauses()).isEqualTo(1);
  }

  @Test
  void afterTheAgreedNumberOfQuestionsAFurtherOnePausesNothing() {
    // When
    Clocks.Decision decision =
        RequestStory.with(BusinessCalendar.always(), 1, Terms.ReopenRule.REMAINING)
            .submitted("2026-11-20T00:00:00Z")
            .asked("2026-11-20T01:00:00Z")
            .answered("2026-11-20T02:00:00Z")
            .asked("2026-11-20T03:00:00Z")
            .answered("2026-11-20T05:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).face().paused()).isEqualTo(Duration.ofHours(1));
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T09:00:00Z");
  }

  @Test
  void onlyAPersonsVisibleAnswerStopsTheResponseClock() {
    String later = "2026-11-20T01:00:00Z";
    List<Happening> answers =
        List.of(
            new Happening.MessagePosted(true),
            new Happening.Asked(),
            new Happening.Returned(),
            new Happening.Resolved(),
            new Happening.Declined(),
            new Happening.Accepted(true));
    List<Happening> noAnswers =
        List.of(
            new Happening.Accepted(false),
            new Happening.MessagePosted(false),
            new Happening.Other("assigned"),
            new Happening.Other("started"),
            new Happening.Other("transfer-proposed"),
            new Happening.Transferred());

    for (Happening answer : answers) {
      assertThat(responseAfter(story -> story.byAgent(later, answer)))
          .as("a person: %s", answer)
          .isEqualTo(Phase.FINISHED);
      assertThat(responseAfter(story -> story.byRobot(later, answer)))
          .as("a robot: %s", answer)
          .isNotEqualTo(Phase.FINISHED);
      assertThat(
              responseAfter(
                  story ->
                      story.by(
                          new Actor("x", "ENG", Side.PROVIDER, Actor.Kind.UNKNOWN), later, answer)))
          .as("an unknown kind of actor: %s", answer)
          .isNotEqualTo(Phase.FINISHED);
    }
    for (Happening noAnswer : noAnswers) {
      assertThat(responseAfter(story -> story.byAgent(later, noAnswer)))
          .as("no answer: %s", noAnswer)
          .isEqualTo(Phase.RUNNING);
    }
    assertThat(responseAfter(story -> story.byAsker(later, new Happening.MessagePosted(true))))
        .as("the requester's own message")
        .isEqualTo(Phase.RUNNING);
  }

  private static Phase responseAfter(java.util.function.UnaryOperator<RequestStory> more) {
    return clock(
            more.apply(roundTheClock().submitted("2026-11-20T00:00:00Z")).taken(),
            Metric.FIRST_RESPONSE)
        .phase();
  }

  @Test
  void aTransferKeepsTheResolutionRunningAndChangesWhoOwesIt() {
    // When: 3 h at ENG, then OPS has it until after the due instant
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .transferredTo("OPS", "2026-11-20T03:00:00Z")
            .takenAndFired("2026-11-20T09:00:00Z");

    // Then
    ClockEvent breach =
        decision.events().stream()
            .filter(e -> e.type() == ClockEvent.Type.BREACHED)
            .filter(e -> e.face().metric() == Metric.RESOLUTION)
            .findFirst()
            .orElseThrow();
    assertThat(breach.face().obligor()).isEqualTo(new Obligor(Side.PROVIDER, "OPS"));
    assertThat(breach.face().usedBy())
        .containsEntry("ENG", Duration.ofHours(3))
        .containsEntry("OPS", Duration.ofHours(5));
    assertThat(breach.time()).isEqualTo("2026-11-20T08:00:00Z");
  }

  @Test
  void aBreachStaysWithWhoHeldItThen() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .transferredTo("OPS", "2026-11-20T09:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).face().obligor().department()).isEqualTo("ENG");
  }

  @Test
  void aTransferWhileTheRequesterWasAskedResumesTheClock() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .asked("2026-11-20T01:00:00Z")
            .transferredTo("OPS", "2026-11-20T04:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).phase()).isEqualTo(Phase.RUNNING);
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T11:00:00Z");
  }

  @Test
  void aHigherPriorityKeepsWhatWasConsumed() {
    // When: three of eight hours used, then the target is four
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .prioritized(Priority.P1, "2026-11-20T03:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T04:00:00Z");
    assertThat(said(decision, Metric.RESOLUTION)).contains("RENEGOTIATED 2026-11-20T03:00:00Z");
  }

  @Test
  void aTargetThatIsAlreadyUsedUpIsDueAtTheChange() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .prioritized(Priority.P1, "2026-11-20T06:00:00Z")
            .takenAndFired("2026-11-20T06:00:01Z");

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T06:00:00Z");
    assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.BREACHED);
  }

  @Test
  void aPriorityChangeWhilePausedStaysPaused() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .asked("2026-11-20T03:00:00Z")
            .prioritized(Priority.P1, "2026-11-20T10:00:00Z")
            .answered("2026-11-20T12:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).face().paused()).isEqualTo(Duration.ofHours(9));
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T13:00:00Z");
  }

  @Test
  void noPriorityChangeUndoesABreach() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submittedWith(Priority.P1, "2026-11-20T00:00:00Z")
            .prioritized(Priority.P2, "2026-11-20T05:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.BREACHED);
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T04:00:00Z");
  }

  @Test
  void aReopenedRequestHasWhatRemainedAndTheOldCycleStaysBeside() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T05:00:00Z")
            .reopened(Happening.Reopened.Code.NEW_INFORMATION, "2026-11-21T00:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION, 1).verdict()).isEqualTo(Verdict.MET);
    ClockFace second = clock(decision, Metric.RESOLUTION, 2).face();
    assertThat(second.carried()).isEqualTo(Duration.ofHours(5));
    assertThat(second.consumed()).isZero();
    assertThat(second.dueAt()).isEqualTo("2026-11-21T03:00:00Z");
    assertThat(decision.state().clocks())
        .filteredOn(c -> c.face().metric() == Metric.FIRST_RESPONSE)
        .hasSize(1);
  }

  @Test
  void warningsAnEarlierCycleLeftBehindAreNotGivenAgain() {
    // When: 62.5 % are used when it is reopened
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T05:00:00Z")
            .reopened(Happening.Reopened.Code.NEW_INFORMATION, "2026-11-21T00:00:00Z")
            .takenAndFired("2026-11-21T01:30:00Z");

    // Then
    assertThat(
            decision.events().stream()
                .filter(e -> e.face().cycle() == 2 && e.type() == ClockEvent.Type.AT_RISK)
                .map(ClockEvent::percent))
        .containsExactly(75);
  }

  @Test
  void freshTermsGiveAReopenedRequestAllItsTime() {
    // When
    Clocks.Decision decision =
        RequestStory.with(BusinessCalendar.always(), null, Terms.ReopenRule.FRESH)
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T05:00:00Z")
            .reopened(Happening.Reopened.Code.NEW_INFORMATION, "2026-11-21T00:00:00Z")
            .taken();

    // Then
    assertThat(clock(decision, Metric.RESOLUTION, 2).face().dueAt())
        .isEqualTo("2026-11-21T08:00:00Z");
  }

  @Test
  void anIncompleteAnswerKeepsTheOldDueInstant() {
    // When
    Clocks.Decision inTime =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T05:00:00Z")
            .reopened(Happening.Reopened.Code.INCOMPLETE, "2026-11-20T06:00:00Z")
            .taken();
    Clocks.Decision tooLate =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T05:00:00Z")
            .reopened(Happening.Reopened.Code.INCOMPLETE, "2026-11-22T00:00:00Z")
            .takenAndFired("2026-11-22T00:00:01Z");

    // Then
    assertThat(clock(inTime, Metric.RESOLUTION, 2).face().dueAt())
        .isEqualTo("2026-11-20T08:00:00Z");
    assertThat(clock(tooLate, Metric.RESOLUTION, 2).verdict()).isEqualTo(Verdict.BREACHED);
    assertThat(clock(tooLate, Metric.RESOLUTION, 2).face().dueAt())
        .isEqualTo("2026-11-22T00:00:00Z");
  }

  @Test
  void decliningOrCancellingErasesNoBreach() {
    for (Happening end : List.of(new Happening.Declined(), new Happening.Cancelled())) {
      // When
      Clocks.Decision before =
          roundTheClock()
              .submitted("2026-11-20T00:00:00Z")
              .byAgent("2026-11-20T07:00:00Z", end)
              .takenAndFired("2026-12-01T00:00:00Z");
      Clocks.Decision after =
          roundTheClock()
              .submitted("2026-11-20T00:00:00Z")
              .byAgent("2026-11-20T09:00:00Z", end)
              .takenAndFired("2026-12-01T00:00:00Z");

      // Then
      assertThat(clock(before, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.NONE);
      assertThat(clock(after, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.BREACHED);
      assertThat(clock(after, Metric.RESOLUTION).phase()).isEqualTo(Phase.CANCELLED);
      assertThat(after.state().nextAt()).isEmpty();
    }
  }

  @Test
  void nothingIsAnnouncedAfterTheAnswer() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .resolved("2026-11-20T01:00:00Z")
            .byAsker("2026-11-20T02:00:00Z", new Happening.Closed())
            .takenAndFired("2027-11-20T00:00:00Z");

    // Then
    assertThat(said(decision, Metric.RESOLUTION))
        .containsExactly("STARTED 2026-11-20T00:00:00Z", "MET 2026-11-20T01:00:00Z");
    assertThat(decision.state().nextAt()).isEmpty();
  }

  @Test
  void withoutATargetTheTimeIsMeasuredAndNothingFires() {
    // When: the terms name no target for P4
    Clocks.Decision decision =
        roundTheClock()
            .submittedWith(Priority.P4, "2026-11-20T00:00:00Z")
            .resolved("2026-12-20T00:00:00Z")
            .taken();

    // Then
    Clock clock = clock(decision, Metric.RESOLUTION);
    assertThat(clock.verdict()).isEqualTo(Verdict.NONE);
    assertThat(clock.face().consumed()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void aReturnPausesTheResolutionAndAResubmissionStartsNoSecondResponseClock() {
    // When
    Clocks.Decision decision =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T01:00:00Z", new Happening.Returned())
            .byAsker("2026-11-20T05:00:00Z", new Happening.Resubmitted())
            .taken();

    // Then
    assertThat(clock(decision, Metric.FIRST_RESPONSE).verdict()).isEqualTo(Verdict.MET);
    assertThat(clock(decision, Metric.RESOLUTION).face().dueAt()).isEqualTo("2026-11-20T12:00:00Z");
    assertThat(decision.state().clocks())
        .extracting(clock -> clock.face().metric())
        .containsExactly(Metric.FIRST_RESPONSE, Metric.RESOLUTION, Metric.COMPLETION);
  }

  @Test
  void theEndOfAnImportJudgesWhatWasStillOpenThen() {
    // When
    Clocks.Decision open =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent(
                "2026-11-20T08:00:00Z",
                new Happening.ImportFinished(Instant.parse("2026-11-20T08:00:00Z")))
            .taken();
    Clocks.Decision broken =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent(
                "2026-11-20T08:00:01Z",
                new Happening.ImportFinished(Instant.parse("2026-11-20T08:00:01Z")))
            .taken();

    // Then
    assertThat(clock(open, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.PENDING);
    assertThat(clock(broken, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.BREACHED);
  }

  @Test
  void decliningToEscapeLeavesTheTimeUsedWhenItIsReopened() {
    // When: declined ten minutes before it was due, reopened the next day
    Clocks.Decision decision =
        RequestStory.withEveryMetric()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T07:50:00Z", new Happening.Declined())
            .reopened(Happening.Reopened.Code.NOT_ANSWERED, "2026-11-21T00:00:00Z")
            .taken();

    // Then: ten minutes are left
    assertThat(clock(decision, Metric.RESOLUTION, 2).face().dueAt())
        .isEqualTo("2026-11-21T00:10:00Z");
  }
}
