package io.onus.notification.weekly.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.weekly.domain.ClockWord.Kind;
import io.onus.notification.weekly.domain.Promise.Phase;
import io.onus.notification.weekly.domain.Promise.Settled;
import io.onus.notification.weekly.domain.Promise.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PromiseTest {

  private static final Instant NOW = Instant.parse("2026-11-30T07:00:00Z");
  private static final String MORNING = "2026-11-24T08:00:00Z";
  private static final String NOON = "2026-11-24T12:00:00Z";
  private static final String EVENING = "2026-11-24T16:00:00Z";
  private static final String NIGHT = "2026-11-24T20:00:00Z";

  @Test
  void whatStoppedInTimeWasKeptWhenItStopped() {
    Promise met = resolution().started(MORNING).met(NOON).known();

    assertThat(met.asAgreed()).contains(kept(NOON));
    assertThat(met.asPromised(NOW)).contains(kept(NOON));
    assertThat(met.subject()).isNull();
  }

  @Test
  void whatBrokeWasBrokenWhenItWasDueHoweverLateItCame() {
    Promise broken = resolution().started(MORNING).broke(EVENING).known();
    Promise late = resolution().started(MORNING).broke(EVENING).finishedLate(NIGHT).known();

    assertThat(broken.asAgreed()).contains(broken(EVENING));
    assertThat(broken.isBrokenAndOpen()).isTrue();
    assertThat(late.asPromised(NOW)).contains(broken(EVENING));
    assertThat(late.isBrokenAndOpen()).isFalse();
  }

  @Test
  void whatIsOpenOrWasCancelledUnbrokenIsNeither() {
    assertThat(resolution().started(MORNING).known().asPromised(NOW)).isEmpty();
    assertThat(resolution().started(MORNING).cancelled(NOON, Verdict.NONE).known().asPromised(NOW))
        .isEmpty();
  }

  @Test
  void cancellingAfterwardsErasesNoBreach() {
    Promise promise =
        resolution().started(MORNING).broke(EVENING).cancelled(NIGHT, Verdict.BREACHED).known();

    assertThat(promise.asPromised(NOW)).contains(broken(EVENING));
    assertThat(promise.isBrokenAndOpen()).isFalse();
  }

  @Test
  void whatCameInTimeAndWasNoAnswerWasNotKeptWhenItCame() {
    ClockStory first = resolution().started(MORNING).met(NOON);
    ClockStory second = resolution().becauseNotAnswered();
    ClockWord reopening = second.word(9, Kind.OPEN, NIGHT, Phase.RUNNING, Verdict.PENDING);

    assertThat(first.known().isUndoneBy(reopening)).isTrue();
    assertThat(first.known().undone().asPromised(NOW)).contains(broken(NOON));
    assertThat(first.known().undone().asAgreed()).contains(broken(NOON));
    assertThat(first.known().undone().isBrokenAndOpen()).isFalse();
  }

  @Test
  void onlyWhatEndedBeforeAndMeasuresTheSameIsUndone() {
    ClockWord reopening =
        resolution().becauseNotAnswered().word(9, Kind.OPEN, NOON, Phase.RUNNING, Verdict.PENDING);
    ClockWord other = resolution().word(9, Kind.OPEN, NIGHT, Phase.RUNNING, Verdict.PENDING);

    assertThat(resolution().started(MORNING).met(EVENING).known().isUndoneBy(reopening)).isFalse();
    assertThat(resolution().started(MORNING).known().isUndoneBy(reopening)).isFalse();
    assertThat(
            resolution()
                .clocked("HANDLING")
                .started(MORNING)
                .met(MORNING)
                .known()
                .isUndoneBy(reopening))
        .isFalse();
    assertThat(resolution().started(MORNING).met(NOON).known().isUndoneBy(other)).isFalse();
  }

  @Test
  void anUpdateThatWasGivenWasGivenThoughItsRequestIsReopened() {
    ClockWord reopening =
        resolution()
            .clocked("NEXT_UPDATE")
            .becauseNotAnswered()
            .word(9, Kind.OPEN, NIGHT, Phase.RUNNING, Verdict.PENDING);

    Promise update = resolution().clocked("NEXT_UPDATE").started(MORNING).met(NOON).known();

    assertThat(update.isUndoneBy(reopening)).isFalse();
  }

  @Test
  void whatBrokeStaysBrokenWhenItWasDueThoughItWasNoAnswerEither() {
    Promise late = resolution().started(MORNING).broke(EVENING).finishedLate(NIGHT).known();

    assertThat(late.undone().asPromised(NOW)).contains(broken(EVENING));
    assertThat(late.undone().cameButWasNoAnswer()).isFalse();
  }

  @Test
  void whatBothSidesMovedIsBrokenByWhatWasFirstPromisedAndKeptAsAgreed() {
    Promise promise = resolution().started(MORNING).agreed(NOON, NIGHT).met(NIGHT).known();

    assertThat(promise.asPromised(NOW)).contains(broken(EVENING));
    assertThat(promise.asAgreed()).contains(kept(NIGHT));
  }

  @Test
  void theFirstPromiseIsBrokenOnceItsInstantHasPassedThoughNobodyAnnouncesThat() {
    Promise promise = resolution().started(MORNING).agreed(NOON, "2026-12-04T16:00:00Z").known();

    assertThat(promise.asPromised(Instant.parse(EVENING))).isEmpty();
    assertThat(promise.asPromised(NOW)).contains(broken(EVENING));
    assertThat(promise.asAgreed()).isEmpty();
  }

  @Test
  void whatWasMovedAheadAndMissedIsBrokenAsAgreedAndKeptByTheFirst() {
    Promise promise =
        resolution()
            .started(MORNING)
            .agreed("2026-11-24T09:00:00Z", NOON)
            .broke(NOON)
            .finishedLate("2026-11-24T15:00:00Z")
            .known();

    assertThat(promise.asAgreed()).contains(broken(NOON));
    assertThat(promise.asPromised(NOW)).contains(kept("2026-11-24T15:00:00Z"));
  }

  @Test
  void whatWasOnlyAgreedForOneRequestWasNeverPromisedBefore() {
    Promise promise =
        ClockStory.between("CS", "ENG").withoutTarget().agreed(MORNING, EVENING).met(NOON).known();

    assertThat(promise.asPromised(NOW)).isEmpty();
    assertThat(promise.asAgreed()).contains(kept(NOON));
  }

  @Test
  void anExcuseTakesABreachOutOfWhatIsAgreedAndNotOutOfWhatWasPromised() {
    Promise after =
        resolution().started(MORNING).broke(EVENING).waived(NIGHT, Phase.RUNNING).known();
    Promise before = resolution().started(MORNING).waived(NOON, Phase.RUNNING).known();
    Promise inTime =
        resolution()
            .started(MORNING)
            .waived("2026-11-24T10:00:00Z", Phase.RUNNING)
            .say(Kind.END, NOON, Phase.FINISHED, Verdict.WAIVED)
            .known();

    assertThat(after.asAgreed()).isEmpty();
    assertThat(after.asPromised(NOW)).contains(broken(EVENING));
    assertThat(before.asPromised(NOW)).contains(broken(EVENING));
    assertThat(inTime.asPromised(NOW)).contains(kept(NOON));
  }

  @Test
  void aRepeatedWordChangesNothing() {
    ClockStory story = resolution().started(MORNING);
    ClockWord breach = story.word(2, Kind.BREACH, EVENING, Phase.RUNNING, Verdict.BREACHED);
    story.hear(breach);
    Promise once = story.known();

    story.hear(breach);
    story.hear(story.word(1, Kind.OPEN, MORNING, Phase.RUNNING, Verdict.PENDING));

    assertThat(story.known()).isEqualTo(once);
  }

  @Test
  void aRetractedBreachIsGoneWithItsCost() {
    // Given: the answer had come in time, and was told late
    ClockStory story = resolution().costing("1000", "USD").started(MORNING).broke(EVENING);
    assertThat(story.known().cost()).isNotNull();

    // When
    story.retracted(NOON, Phase.FINISHED, Verdict.MET);

    // Then
    assertThat(story.known().asAgreed()).contains(kept(NOON));
    assertThat(story.known().cost()).isNull();
    assertThat(story.known().isBrokenAndOpen()).isFalse();
  }

  @Test
  void aBreachTakenBackFromWhatWasCancelledLeavesItCancelled() {
    // Given
    ClockStory story =
        resolution().started(MORNING).broke(EVENING).cancelled(NIGHT, Verdict.BREACHED);

    // When: it had been paused, which is told after the retraction; the cancelling is not told
    // again
    story.retracted(NOON, Phase.ENDED, Verdict.NONE).paused(NOON);

    // Then
    assertThat(story.known().phase()).isEqualTo(Phase.ENDED);
    assertThat(story.known().asPromised(NOW)).isEmpty();
    assertThat(story.known().stoppedAt()).isEqualTo(Instant.parse(NIGHT));
  }

  @Test
  void aBreachTakenBackFromWhatRunsIsDueWhenItIsToldNext() {
    ClockStory story =
        resolution().started(MORNING).broke(EVENING).retracted(NOON, Phase.PAUSED, Verdict.PENDING);
    assertThat(story.known().comesDue(Instant.EPOCH, NOW.plusSeconds(1))).isFalse();

    story.paused(NOON).due("2026-12-01T10:00:00Z").resumed("2026-11-24T13:00:00Z");

    assertThat(story.known().comesDue(NOW, Instant.parse("2026-12-01T10:00:01Z"))).isTrue();
    assertThat(story.known().comesDue(NOW, Instant.parse("2026-12-01T10:00:00Z"))).isFalse();
    assertThat(story.known().comesDue(Instant.parse("2026-12-01T10:00:01Z"), Instant.MAX))
        .isFalse();
    story.due("2026-12-01T10:00:00Z").broke("2026-12-01T10:00:00Z");
    assertThat(story.known().asAgreed()).contains(broken("2026-12-01T10:00:00Z"));
  }

  @Test
  void whatItDidBeforeItEndedIsToldLateAndOpensNothing() {
    Promise promise = resolution().started(MORNING).met(EVENING).paused(NOON).known();

    assertThat(promise.asAgreed()).contains(kept(EVENING));
    assertThat(promise.phase()).isEqualTo(Phase.FINISHED);
  }

  @Test
  void aBreachThatIsToldAfterTheEndBreaksIt() {
    // Given: a higher priority, told late, leaves less time
    ClockStory story = resolution().started(MORNING).cancelled(NIGHT, Verdict.NONE);

    // When
    story.due(NOON).broke(NOON);

    // Then
    assertThat(story.known().asPromised(NOW)).contains(broken(NOON));
    assertThat(story.known().isBrokenAndOpen()).isFalse();
  }

  @Test
  void whoTakesARequestOverOwesWhatIsOpenOfItAndNotWhatBroke() {
    Promise open = resolution().started(MORNING).known();
    Promise broken = resolution().started(MORNING).broke(EVENING).known();
    Promise handling = resolution().clocked("HANDLING").started(MORNING).known();
    Promise reply = resolution().owedByRequester("REPLY").started(MORNING).known();

    assertThat(open.heldBy("OPS").owedBy()).isEqualTo("OPS");
    assertThat(open.heldBy("OPS").owedTo()).isEqualTo("CS");
    assertThat(broken.heldBy("OPS").owedBy()).isEqualTo("ENG");
    assertThat(handling.heldBy("OPS").owedBy()).isEqualTo("ENG");
    assertThat(reply.heldBy("OPS").owedBy()).isEqualTo("CS");
    assertThat(reply.heldBy("OPS").owedTo()).isEqualTo("OPS");
  }

  @Test
  void whatRestsComesDueAtNoInstant() {
    Promise promise = resolution().started(MORNING).paused(NOON).known();

    assertThat(promise.comesDue(Instant.EPOCH, NOW)).isFalse();
  }

  private static ClockStory resolution() {
    return ClockStory.between("CS", "ENG").due(EVENING);
  }

  private static Settled kept(String at) {
    return new Settled(true, Instant.parse(at));
  }

  private static Settled broken(String at) {
    return new Settled(false, Instant.parse(at));
  }
}
