package io.onus.notification.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.onus.kit.decide.Outcome;
import io.onus.notification.alert.domain.Alert.Acknowledged;
import io.onus.notification.alert.domain.Alert.Open;
import io.onus.notification.alert.domain.Alert.Quiet;
import io.onus.notification.alert.domain.Alert.Resolved;
import io.onus.notification.alert.domain.Alert.Snoozed;
import io.onus.notification.alert.domain.AlertCommand.AcknowledgeAlert;
import io.onus.notification.alert.domain.AlertCommand.EscalateAlert;
import io.onus.notification.alert.domain.AlertCommand.RaiseMilestone;
import io.onus.notification.alert.domain.AlertCommand.ResolveAlert;
import io.onus.notification.alert.domain.AlertCommand.ReviseClock;
import io.onus.notification.alert.domain.AlertCommand.SettleClock;
import io.onus.notification.alert.domain.AlertCommand.SnoozeAlert;
import io.onus.notification.alert.domain.AlertCommand.WakeAlert;
import io.onus.notification.alert.domain.AlertEvent.AlertReopened;
import io.onus.notification.alert.domain.AlertEvent.AlertResolved;
import io.onus.notification.alert.domain.AlertEvent.AlertSnoozed;
import io.onus.notification.alert.domain.AlertEvent.AlertWoken;
import io.onus.notification.alert.domain.AlertEvent.ClockSettled;
import io.onus.notification.alert.domain.AlertEvent.MilestoneHeld;
import io.onus.notification.alert.domain.AlertEvent.MilestoneReached;
import io.onus.notification.alert.domain.AlertRefusal.SilenceAcrossDeadline;
import io.onus.notification.alert.domain.AlertRefusal.SilenceInThePast;
import io.onus.notification.alert.domain.AlertRefusal.SilenceTooLong;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AlertTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final UUID FIRST = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID SECOND = UUID.fromString("00000000-0000-7000-8000-000000000002");

  private static final AlertClock WARNED = clock(FIRST, Standing.AT_RISK, 75);
  private static final AlertClock BROKEN = clock(FIRST, Standing.BREACHED, 100);

  private static final Open OPEN = new Open(Severity.WARNING, AlertClocks.of(WARNED));
  private static final Acknowledged ACKNOWLEDGED =
      new Acknowledged(Severity.WARNING, AlertClocks.of(WARNED), "ada", NOW);
  private static final Snoozed SNOOZED =
      new Snoozed(
          Severity.WARNING,
          AlertClocks.of(WARNED),
          "ada",
          NOW.minusSeconds(60),
          NOW.plusSeconds(60),
          false);
  private static final Resolved RESOLVED =
      new Resolved(Severity.WARNING, AlertClocks.of(WARNED), "kept in time", NOW);

  /** What each command does to each state: the state after it and what happened, or the refusal. */
  private static final Map<Class<?>, Map<Class<?>, String>> TABLE =
      Map.of(
          Quiet.class,
              Map.of(
                  RaiseMilestone.class, "Open AlertOpened MilestoneReached",
                  SettleClock.class, "Quiet",
                  ReviseClock.class, "Quiet",
                  WakeAlert.class, "Quiet",
                  AcknowledgeAlert.class, "nothing-to-alert",
                  SnoozeAlert.class, "nothing-to-alert",
                  EscalateAlert.class, "nothing-to-alert",
                  ResolveAlert.class, "nothing-to-alert"),
          Open.class,
              Map.of(
                  RaiseMilestone.class, "Open SeverityRaised MilestoneReached",
                  SettleClock.class, "Resolved ClockSettled AlertResolved",
                  ReviseClock.class, "Open ClockRevised",
                  WakeAlert.class, "Open",
                  AcknowledgeAlert.class, "Acknowledged AlertAcknowledged",
                  SnoozeAlert.class, "Snoozed AlertSnoozed",
                  EscalateAlert.class, "Open EscalationAsked",
                  ResolveAlert.class, "Resolved AlertResolved"),
          Acknowledged.class,
              Map.of(
                  RaiseMilestone.class, "Open AlertReopened SeverityRaised MilestoneReached",
                  SettleClock.class, "Resolved ClockSettled AlertResolved",
                  ReviseClock.class, "Acknowledged ClockRevised",
                  WakeAlert.class, "Acknowledged",
                  AcknowledgeAlert.class, "alert-already-acknowledged",
                  SnoozeAlert.class, "Snoozed AlertSnoozed",
                  EscalateAlert.class, "Open EscalationAsked",
                  ResolveAlert.class, "Resolved AlertResolved"),
          Snoozed.class,
              Map.of(
                  RaiseMilestone.class, "Open AlertReopened SeverityRaised MilestoneReached",
                  SettleClock.class, "Resolved ClockSettled AlertResolved",
                  ReviseClock.class, "Snoozed ClockRevised",
                  WakeAlert.class, "Snoozed",
                  AcknowledgeAlert.class, "Acknowledged AlertAcknowledged",
                  SnoozeAlert.class, "Snoozed AlertSnoozed",
                  EscalateAlert.class, "Open EscalationAsked",
                  ResolveAlert.class, "Resolved AlertResolved"),
          Resolved.class,
              Map.of(
                  RaiseMilestone.class, "alert-already-resolved",
                  SettleClock.class, "Resolved",
                  ReviseClock.class, "Resolved",
                  WakeAlert.class, "Resolved",
                  AcknowledgeAlert.class, "alert-already-resolved",
                  SnoozeAlert.class, "alert-already-resolved",
                  EscalateAlert.class, "alert-already-resolved",
                  ResolveAlert.class, "alert-already-resolved"));

  @TestFactory
  Stream<DynamicTest> everyCommandInEveryState() {
    return Arrays.stream(Alert.class.getPermittedSubclasses())
        .flatMap(
            state ->
                Arrays.stream(AlertCommand.class.getPermittedSubclasses())
                    .map(
                        command ->
                            DynamicTest.dynamicTest(
                                command.getSimpleName() + " in " + state.getSimpleName(),
                                () ->
                                    assertThat(outcome(state(state), command(command)))
                                        .isEqualTo(row(state, command)))));
  }

  @Test
  void aMilestoneThatTheClockIsPastSaysNothingNew() {
    Open broken = new Open(Severity.CRITICAL, AlertClocks.of(BROKEN));

    assertThat(decide(broken, new RaiseMilestone(WARNED)))
        .isEqualTo(Outcome.accepted(broken, List.of()));
    assertThat(decide(broken, new RaiseMilestone(BROKEN)))
        .isEqualTo(Outcome.accepted(broken, List.of()));
  }

  @Test
  void aMilestoneThatTheClockIsPastDoesNotEndAnAcknowledgement() {
    assertThat(decide(ACKNOWLEDGED, new RaiseMilestone(WARNED)))
        .isEqualTo(Outcome.accepted(ACKNOWLEDGED, List.of()));
  }

  @Test
  void aWarningForALaterDueInstantIsNews() {
    AlertClock renegotiated =
        new AlertClock(
            FIRST,
            "FIRST_RESPONSE",
            1,
            Standing.AT_RISK,
            75,
            NOW.plusSeconds(60),
            false,
            false,
            null);

    assertThat(events(OPEN, new RaiseMilestone(renegotiated)))
        .containsExactly(new MilestoneReached(renegotiated));
  }

  @Test
  void aBreachThatHappensAgainAfterItWasRetractedIsNews() {
    AlertClock other = clock(SECOND, Standing.AT_RISK, 75);
    Open open =
        new Open(Severity.CRITICAL, AlertClocks.of(BROKEN.settled(Ending.BREACH_RETRACTED), other));

    assertThat(events(open, new RaiseMilestone(BROKEN)))
        .containsExactly(new MilestoneReached(BROKEN));
  }

  @Test
  void anAlertStaysOpenWhileAnyOfItsClocksNeedsAttention() {
    AlertClock other = clock(SECOND, Standing.BREACHED, 100);
    Open open = new Open(Severity.CRITICAL, AlertClocks.of(WARNED, other));

    assertThat(decide(open, new SettleClock(FIRST, Ending.MET)))
        .isEqualTo(
            Outcome.accepted(
                new Open(Severity.CRITICAL, AlertClocks.of(WARNED.settled(Ending.MET), other)),
                List.of(new ClockSettled(WARNED.settled(Ending.MET)))));
  }

  @Test
  void onceTheBreachIsAnsweredWhatIsLeftIsAsSevereAsItIs() {
    AlertClock other = clock(SECOND, Standing.AT_RISK, 90);
    Open open = new Open(Severity.CRITICAL, AlertClocks.of(BROKEN, other));

    Open left =
        new Open(Severity.WARNING, AlertClocks.of(BROKEN.settled(Ending.FINISHED_LATE), other));
    assertThat(decide(open, new SettleClock(FIRST, Ending.FINISHED_LATE)))
        .isEqualTo(
            Outcome.accepted(
                left, List.of(new ClockSettled(BROKEN.settled(Ending.FINISHED_LATE)))));
    assertThat(events(left, new RaiseMilestone(clock(SECOND, Standing.BREACHED, 100))))
        .first()
        .isInstanceOf(AlertEvent.SeverityRaised.class);
  }

  @Test
  void anAcknowledgementOutlivesAClockThatSettles() {
    AlertClock other = clock(SECOND, Standing.AT_RISK, 90);
    Acknowledged acknowledged =
        new Acknowledged(Severity.WARNING, AlertClocks.of(WARNED, other), "ada", NOW);

    assertThat(decide(acknowledged, new SettleClock(SECOND, Ending.CANCELLED)))
        .isInstanceOfSatisfying(
            Outcome.Accepted.class,
            accepted -> assertThat(accepted.state()).isInstanceOf(Acknowledged.class));
  }

  @Test
  void aClockOfAnotherAlertSettlesNothingHere() {
    assertThat(decide(OPEN, new SettleClock(SECOND, Ending.MET)))
        .isEqualTo(Outcome.accepted(OPEN, List.of()));
  }

  @Test
  void anAlertThatWasCriticalDoesNotBecomeAWarningAgain() {
    AlertClock other = clock(SECOND, Standing.AT_RISK, 75);
    Open critical = new Open(Severity.CRITICAL, AlertClocks.of(BROKEN));

    assertThat(decide(critical, new RaiseMilestone(other)))
        .isEqualTo(
            Outcome.accepted(
                new Open(Severity.CRITICAL, AlertClocks.of(BROKEN, other)),
                List.of(new MilestoneReached(other))));
  }

  @Test
  void everyEndingOfTheLastClockResolvesTheAlertAndSaysWhy() {
    for (Ending ending : Ending.values()) {
      assertThat(events(OPEN, new SettleClock(FIRST, ending)))
          .containsExactly(
              new ClockSettled(WARNED.settled(ending)), new AlertResolved(ending.words()));
    }
  }

  @Test
  void aSilenceEndsWithTheNextMilestoneUnlessItWasWishedAcrossTheDeadline() {
    Snoozed across =
        new Snoozed(
            Severity.WARNING, AlertClocks.of(WARNED), "ada", NOW, NOW.plusSeconds(60), true);

    assertThat(events(SNOOZED, new RaiseMilestone(BROKEN))).startsWith(new AlertReopened("ada"));
    assertThat(events(across, new RaiseMilestone(BROKEN)))
        .containsExactly(new MilestoneHeld(BROKEN, NOW.plusSeconds(60)));
    assertThat(Alert.decide(across, new RaiseMilestone(BROKEN), NOW))
        .isInstanceOfSatisfying(
            Outcome.Accepted.class,
            accepted ->
                assertThat(accepted.state())
                    .isEqualTo(
                        new Snoozed(
                            Severity.CRITICAL,
                            AlertClocks.of(BROKEN),
                            "ada",
                            NOW,
                            NOW.plusSeconds(60),
                            true)));
  }

  @Test
  void aSilenceIsOverAtItsInstantAndNotBefore() {
    assertThat(Alert.decide(SNOOZED, new WakeAlert(), NOW.plusSeconds(60).minusNanos(1000)))
        .isEqualTo(Outcome.accepted(SNOOZED, List.of()));
    assertThat(Alert.decide(SNOOZED, new WakeAlert(), NOW.plusSeconds(60)))
        .isEqualTo(Outcome.accepted(OPEN, List.of(new AlertWoken("ada"))));
  }

  @Test
  void nobodySilencesAnAlertAcrossADeadlineWithoutSayingSo() {
    Instant due = NOW.plusSeconds(3600);
    Open open = new Open(Severity.WARNING, AlertClocks.of(WARNED.revised(due, false)));

    assertThat(decide(open, new SnoozeAlert("ada", due.plusNanos(1000), false)))
        .isEqualTo(Outcome.refused(new SilenceAcrossDeadline(due.plusNanos(1000), due)));
    assertThat(events(open, new SnoozeAlert("ada", due, false)))
        .containsExactly(new AlertSnoozed("ada", due));
    assertThat(events(open, new SnoozeAlert("ada", due.plusSeconds(1), true)))
        .containsExactly(new AlertSnoozed("ada", due.plusSeconds(1)));
  }

  @Test
  void aSilenceLiesAheadAndIsNoLongerThanAWeek() {
    assertThat(decide(OPEN, new SnoozeAlert("ada", NOW, true)))
        .isEqualTo(Outcome.refused(new SilenceInThePast(NOW)));
    Instant latest = NOW.plus(Alert.LONGEST_SILENCE);
    assertThat(decide(OPEN, new SnoozeAlert("ada", latest.plusNanos(1000), true)))
        .isEqualTo(Outcome.refused(new SilenceTooLong(latest.plusNanos(1000), latest)));
  }

  @Test
  void whatIsBrokenPressesEvenWhilePausedAndWhatIsOnlyAtRiskDoesNot() {
    AlertClock paused = WARNED.revised(null, true);

    assertThat(AlertClocks.of(paused).arePaused()).isTrue();
    assertThat(AlertClocks.of(paused, clock(SECOND, Standing.BREACHED, 100)).arePaused()).isFalse();
    assertThat(AlertClocks.of(BROKEN.revised(null, true)).arePaused()).isFalse();
    assertThat(AlertClocks.of(paused).nextDeadline(NOW)).isEmpty();
  }

  @Test
  void theMostPressingClockIsTheWorstThenTheOneDueFirst() {
    AlertClock soon = clock(SECOND, Standing.AT_RISK, 75).revised(NOW.plusSeconds(1), false);
    AlertClock later = WARNED.revised(NOW.plusSeconds(9), false);

    assertThat(AlertClocks.of(later, soon).mostPressing()).contains(soon);
    assertThat(AlertClocks.of(soon, BROKEN).mostPressing()).contains(BROKEN);
    assertThat(AlertClocks.of(soon, BROKEN.settled(Ending.MET)).mostPressing()).contains(soon);
  }

  @Test
  void aClockThatWasNotRevisedIsNoNews() {
    assertThat(decide(OPEN, new ReviseClock(FIRST, NOW, false)))
        .isEqualTo(Outcome.accepted(OPEN, List.of()));
    assertThat(decide(OPEN, new ReviseClock(SECOND, null, true)))
        .isEqualTo(Outcome.accepted(OPEN, List.of()));
  }

  private static String row(Class<?> state, Class<?> command) {
    String row = TABLE.getOrDefault(state, Map.of()).get(command);
    return row == null ? fail("no row for " + command + " in " + state) : row;
  }

  private static String outcome(Alert state, AlertCommand command) {
    return switch (decide(state, command)) {
      case Outcome.Refused<Alert, AlertEvent>(var refusal) -> refusal.kind();
      case Outcome.Accepted<Alert, AlertEvent>(Alert next, List<AlertEvent> events) ->
          Stream.concat(Stream.of(next), events.stream())
              .map(part -> part.getClass().getSimpleName())
              .reduce((a, b) -> a + " " + b)
              .orElseThrow();
    };
  }

  private static Alert state(Class<?> type) {
    return Stream.of(new Quiet(), OPEN, ACKNOWLEDGED, SNOOZED, RESOLVED)
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> fail("no example of " + type));
  }

  private static AlertCommand command(Class<?> type) {
    return Stream.of(
            new RaiseMilestone(BROKEN),
            new SettleClock(FIRST, Ending.MET),
            new ReviseClock(FIRST, NOW.plusSeconds(3600), false),
            new WakeAlert(),
            new SnoozeAlert("bob", NOW.plusSeconds(600), false),
            new EscalateAlert("bob"),
            new AcknowledgeAlert("bob"),
            new ResolveAlert("bob"))
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> fail("no example of " + type));
  }

  private static List<AlertEvent> events(Alert state, AlertCommand command) {
    return switch (decide(state, command)) {
      case Outcome.Refused<Alert, AlertEvent>(var refusal) -> fail(refusal.message());
      case Outcome.Accepted<Alert, AlertEvent>(Alert next, List<AlertEvent> events) -> events;
    };
  }

  private static Outcome<Alert, AlertEvent> decide(Alert state, AlertCommand command) {
    return Alert.decide(state, command, NOW);
  }

  private static AlertClock clock(UUID id, Standing standing, int percent) {
    return new AlertClock(id, "FIRST_RESPONSE", 1, standing, percent, NOW, false, false, null);
  }
}
