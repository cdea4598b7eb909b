package io.onus.notification.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.escalation.domain.Turn.FallbackTurn;
import io.onus.notification.escalation.domain.Turn.NoTurn;
import io.onus.notification.escalation.domain.Turn.StepTurn;
import io.onus.notification.escalation.domain.When.At;
import io.onus.notification.escalation.domain.When.Held;
import io.onus.notification.escalation.domain.When.Never;
import io.onus.notification.policy.domain.Step;
import io.onus.notification.policy.domain.Wait;
import io.onus.notification.policy.domain.Wait.After;
import io.onus.notification.policy.domain.Wait.AfterWorking;
import io.onus.notification.policy.domain.Wait.AtDue;
import io.onus.notification.target.domain.Target;
import io.onus.notification.target.domain.Target.PersonTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EscalationTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration HALF = Duration.ofMinutes(30);

  @Test
  void stepsComeOneAfterTheOtherEachAfterItsWait() {
    Escalation first = Escalation.begin(chain(0, AT_ONCE, new After(QUARTER)), NOW);

    assertThat(first.when(pace(null))).isEqualTo(new At(NOW));
    Escalation second = first.taken(true, NOW);
    assertThat(second.turn()).isEqualTo(new StepTurn(0, 1, false));
    assertThat(second.when(pace(null))).isEqualTo(new At(NOW.plus(QUARTER)));
    assertThat(second.targets()).containsExactly(new PersonTarget("p1"));
  }

  @Test
  void aStepWithNobodyIsPassedAtOnce() {
    Escalation second =
        Escalation.begin(chain(0, AT_ONCE, new After(QUARTER)), NOW).taken(false, NOW);

    assertThat(second.turn()).isEqualTo(new StepTurn(0, 1, true));
    assertThat(second.when(pace(null))).isEqualTo(new At(NOW));
  }

  @Test
  void aStepWithNobodyDoesNotPullForwardWhatIsTiedToTheDeadline() {
    Instant due = NOW.plus(Duration.ofHours(3));
    Escalation second =
        Escalation.begin(chain(0, AT_ONCE, new AtDue(Duration.ofHours(1))), NOW).taken(false, NOW);

    assertThat(second.when(pace(due))).isEqualTo(new At(due.plus(Duration.ofHours(1))));
  }

  @Test
  void whatIsTiedToTheDeadlineMovesWithItAndWaitsWhileThereIsNone() {
    Escalation escalation = Escalation.begin(chain(0, new AtDue(Duration.ofHours(-1))), NOW);
    Instant due = NOW.plus(Duration.ofHours(3));

    assertThat(escalation.when(pace(due))).isEqualTo(new At(NOW.plus(Duration.ofHours(2))));
    assertThat(escalation.when(pace(due.plus(HALF))))
        .isEqualTo(new At(NOW.plus(Duration.ofHours(2)).plus(HALF)));
    assertThat(escalation.when(pace(null))).isEqualTo(new Held("there is no due instant now"));
  }

  @Test
  void whatIsTiedToADeadlineLongPastComesNowAndInOrder() {
    Escalation escalation =
        Escalation.begin(chain(0, new AtDue(Duration.ofHours(-1)), new AtDue(Duration.ZERO)), NOW);
    Instant due = NOW.minus(Duration.ofHours(1));

    assertThat(escalation.when(pace(due))).isEqualTo(new At(NOW));
    assertThat(escalation.taken(true, NOW).when(pace(due))).isEqualTo(new At(NOW));
  }

  @Test
  void whileEveryClockIsPausedNothingComes() {
    Escalation escalation = Escalation.begin(chain(0, AT_ONCE), NOW);

    assertThat(
            escalation.when(new Pace(null, true, (calendar, start, working) -> Optional.empty())))
        .isEqualTo(new Held("every clock is paused"));
    assertThat(escalation.goOn(NOW.plus(HALF)).when(pace(null))).isEqualTo(new At(NOW.plus(HALF)));
  }

  @Test
  void aWaitInWorkingTimeAsksTheCalendarAndWhereNobodyKnowsItCountsWallTime() {
    Chain chain = chain(0, new AfterWorking(QUARTER, "night"));
    Instant morning = Instant.parse("2026-11-24T08:15:00Z");
    Pace known =
        new Pace(
            null,
            false,
            (calendar, start, working) ->
                "night".equals(calendar) ? Optional.of(morning) : Optional.empty());

    assertThat(Escalation.begin(chain, NOW).when(known)).isEqualTo(new At(morning));
    assertThat(Escalation.begin(chain, NOW).when(pace(null))).isEqualTo(new At(NOW.plus(QUARTER)));
  }

  @Test
  void roundsFollowAfterThePauseAndTheFallbackContactAtTheEnd() {
    Escalation at = Escalation.begin(chain(1, AT_ONCE, new After(QUARTER)), NOW);
    List<String> turns = new ArrayList<>();
    Instant now = NOW;
    while (at.when(pace(null)) instanceof At(Instant due)) {
      now = due;
      turns.add(Duration.between(NOW, due) + " " + at.turn());
      at = at.taken(true, now);
    }

    assertThat(turns)
        .containsExactly(
            "PT0S StepTurn[round=0, step=0, atOnce=false]",
            "PT15M StepTurn[round=0, step=1, atOnce=false]",
            "PT45M StepTurn[round=1, step=0, atOnce=false]",
            "PT1H StepTurn[round=1, step=1, atOnce=false]",
            "PT1H30M FallbackTurn[atOnce=false]");
    assertThat(at.when(pace(null)))
        .isEqualTo(new Never("everybody was told, the fallback contact last"));
  }

  @Test
  void whereNobodyAtAllIsReachedTheFallbackContactIsToldAtOnce() {
    Escalation at = Escalation.begin(chain(3, AT_ONCE, new After(QUARTER)), NOW);

    Escalation empty = at.taken(false, NOW).taken(false, NOW);

    assertThat(empty.turn()).isEqualTo(new FallbackTurn(true));
    assertThat(empty.when(pace(null))).isEqualTo(new At(NOW));
    assertThat(empty.taken(true, NOW).reached()).isTrue();
    assertThat(empty.taken(false, NOW)).extracting(Escalation::reached).isEqualTo(false);
  }

  @Test
  void aChainThatDoesNotInsistEndsWithItsLastStep() {
    Chain once = Chain.once("route 10", List.of(new PersonTarget("ada")));

    assertThat(Escalation.begin(once, NOW).taken(true, NOW).turn())
        .isEqualTo(new NoTurn("everybody was told", false));
    assertThat(Escalation.begin(once, NOW).taken(false, NOW).turn())
        .isEqualTo(new FallbackTurn(true));
  }

  @Test
  void whereNoMessageComesThroughTheNextStepIsNotWaitedFor() {
    Escalation told = Escalation.begin(chain(1, AT_ONCE, new After(QUARTER)), NOW).taken(true, NOW);

    Escalation missed = told.missed(NOW.plusSeconds(1));

    assertThat(missed.turn()).isEqualTo(new StepTurn(0, 1, true));
    assertThat(missed.when(pace(null))).isEqualTo(new At(NOW.plusSeconds(1)));
    assertThat(missed.reached()).isFalse();
  }

  @Test
  void whereNoMessageOfARoundComesThroughTheFallbackContactIsNotWaitedFor() {
    Escalation round = Escalation.begin(chain(3, AT_ONCE), NOW).taken(true, NOW);

    assertThat(round.turn()).isEqualTo(new StepTurn(1, 0, false));
    assertThat(round.missed(NOW).turn()).isEqualTo(new FallbackTurn(true));
  }

  @Test
  void aChainThatDoesNotInsistGoesToTheFallbackContactWhereNoMessageComesThrough() {
    Chain once = Chain.once("route 10", List.of(new PersonTarget("ada")));

    Escalation missed = Escalation.begin(once, NOW).taken(true, NOW).missed(NOW);

    assertThat(missed.turn()).isEqualTo(new FallbackTurn(true));
    assertThat(missed.taken(true, NOW).missed(NOW).turn())
        .isEqualTo(new NoTurn("no message came through to anybody", true));
    assertThat(missed.taken(true, NOW).missed(NOW).reached()).isFalse();
  }

  @Test
  void whoAsksForTheNextOneWhereTheStepsAreDoneGetsTheFallbackContactOnce() {
    Chain once = Chain.once("route 10", List.of(new PersonTarget("ada")));
    Escalation done = Escalation.begin(once, NOW).taken(true, NOW);

    Escalation hurried = done.hurried(NOW.plus(HALF));

    assertThat(hurried.turn()).isEqualTo(new FallbackTurn(true));
    assertThat(hurried.when(pace(null))).isEqualTo(new At(NOW.plus(HALF)));
    Escalation over = hurried.taken(true, NOW.plus(HALF));
    assertThat(over.hurried(NOW.plus(HALF))).isEqualTo(over);
    Escalation between = Escalation.begin(chain(0, AT_ONCE, new After(HALF)), NOW).taken(true, NOW);
    assertThat(between.hurried(NOW)).isEqualTo(between);
  }

  @Test
  void whoWasToldSoFarIsKnownForTheNextNews() {
    Escalation begun = Escalation.begin(chain(1, AT_ONCE, new After(QUARTER)), NOW);

    assertThat(begun.told()).isEmpty();
    assertThat(begun.taken(true, NOW).told()).containsExactly(new PersonTarget("p0"));
    Escalation secondRound = begun.taken(true, NOW).taken(true, NOW);
    assertThat(secondRound.turn()).isEqualTo(new StepTurn(1, 0, false));
    assertThat(secondRound.told()).containsExactly(new PersonTarget("p0"), new PersonTarget("p1"));
  }

  private static final Wait AT_ONCE = Wait.AT_ONCE;

  private static Chain chain(int repeat, Wait... waits) {
    List<Step> steps = new ArrayList<>();
    for (Wait wait : waits) {
      List<Target> targets = List.of(new PersonTarget("p" + steps.size()));
      steps.add(new Step(wait, targets));
    }
    return new Chain("route 10, policy x", "x", steps, repeat, HALF, true);
  }

  private static Pace pace(@Nullable Instant due) {
    return new Pace(due, false, (calendar, start, working) -> Optional.empty());
  }
}
