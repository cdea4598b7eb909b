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
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules of docs/clocks.md, metric by metric, and the tricks they withstand. Round the clock; at
 * P2: first response 2 h, next update 3 h, resolution 8 h, handling 4 h, reply 4 h, completion 5 h,
 * confirmation 6 h, delivery with a notice of 1 h.
 */
class MetricsTest {

  private static final BusinessCalendar ALWAYS = BusinessCalendar.always();

  @Nested
  class NextUpdate {

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

  @Nested
  class Handling {

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
      assertThat(clock(decision, Metric.RESOLUTION).face().dueAt())
          .isEqualTo("2026-11-20T08:00:00Z");
    }

    @Test
    void theReceiversTermsCountAndNotTheGivers() {
      // Given: what OPS promised is one hour
      Binding receiver =
          new Binding(
              new BoundTerms(
                  java.util.UUID.fromString("0198c0de-0000-7000-8000-00000000000b"),
                  3,
                  RequestStory.terms(
                      new Target(Metric.HANDLING, Priority.P2, Duration.ofHours(1)))),
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

  @Nested
  class Reply {

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

  @Nested
  class Completion {

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
      assertThat(clock(decision, Metric.RESOLUTION).face().dueAt())
          .isEqualTo("2026-11-20T10:00:00Z");
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
      assertThat(clock(decision, Metric.COMPLETION).face().dueAt())
          .isEqualTo("2026-11-20T06:30:00Z");
    }
  }

  @Nested
  class Confirmation {

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

  @Nested
  class Delivery {

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

  @Nested
  class Allowance {

    @Test
    void oneMoreThanAgreedHasTheTargetsOfTheNextLowerPriority() {
      // Given
      Terms terms =
          RequestStory.terms(
              new Target(Metric.RESOLUTION, Priority.P1, Duration.ofHours(4)),
              new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(8)),
              new Target(Metric.REPLY, Priority.P1, Duration.ofHours(1)),
              new Target(Metric.REPLY, Priority.P2, Duration.ofHours(2)));

      // When
      Clocks.Decision decision =
          RequestStory.under(terms, ALWAYS)
              .overAllowance()
              .submittedWith(Priority.P1, "2026-11-20T00:00:00Z")
              .asked("Which part?", "2026-11-20T01:00:00Z")
              .taken();

      // Then: what the requester owes does not get easier by it
      assertThat(clock(decision, Metric.RESOLUTION).face().target()).isEqualTo(Duration.ofHours(8));
      assertThat(clock(decision, Metric.REPLY).face().target()).isEqualTo(Duration.ofHours(1));
      assertThat(decision.state().profile().overAllowance()).isTrue();
    }
  }

  @Nested
  class Decline {

    @Test
    void decliningToEscapeLeavesTheTimeUsedWhenItIsReopened() {
      // When: declined ten minutes before it was due, reopened the next day
      Clocks.Decision decision =
          withEveryMetric()
              .submitted("2026-11-20T00:00:00Z")
              .byAgent("2026-11-20T07:50:00Z", new Happening.Declined())
              .reopened(Happening.Reopened.Code.NOT_ANSWERED, "2026-11-21T00:00:00Z")
              .taken();

      // Then: ten minutes are left
      assertThat(clock(decision, Metric.RESOLUTION, 2).face().dueAt())
          .isEqualTo("2026-11-21T00:10:00Z");
    }
  }

  @Nested
  class Renegotiation {

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
      assertThat(clock(decision, Metric.RESOLUTION).face().dueAt())
          .isEqualTo("2026-11-21T12:00:00Z");
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
      assertThat(clock(decision, Metric.RESOLUTION).face().dueAt())
          .isEqualTo("2026-11-20T08:00:00Z");
      assertThat(clock(decision, Metric.RESOLUTION).verdict()).isEqualTo(Verdict.BREACHED);
    }
  }

  @Nested
  class Waiver {

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

  @Nested
  class Rebound {

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
      assertThat(clock(decision, Metric.RESOLUTION).face().dueAt())
          .isEqualTo("2026-11-20T08:00:00Z");
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
      assertThat(clock(decision, Metric.RESOLUTION).face().dueAt())
          .isEqualTo("2026-11-23T15:00:00Z");
    }
  }
}
