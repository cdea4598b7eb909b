package io.onus.notification.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.onus.kit.decide.Outcome;
import io.onus.notification.alert.domain.Alert.Acknowledged;
import io.onus.notification.alert.domain.Alert.Open;
import io.onus.notification.alert.domain.Alert.Quiet;
import io.onus.notification.alert.domain.Alert.Resolved;
import io.onus.notification.alert.domain.AlertCommand.AcknowledgeAlert;
import io.onus.notification.alert.domain.AlertCommand.RaiseMilestone;
import io.onus.notification.alert.domain.AlertCommand.ResolveAlert;
import io.onus.notification.alert.domain.AlertCommand.SettleClock;
import io.onus.notification.alert.domain.AlertEvent.AlertResolved;
import io.onus.notification.alert.domain.AlertEvent.ClockSettled;
import io.onus.notification.alert.domain.AlertEvent.MilestoneReached;
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
  private static final Resolved RESOLVED =
      new Resolved(Severity.WARNING, AlertClocks.of(WARNED), "kept in time", NOW);

  /** What each command does to each state: the state after it and what happened, or the refusal. */
  private static final Map<Class<?>, Map<Class<?>, String>> TABLE =
      Map.of(
          Quiet.class,
              Map.of(
                  RaiseMilestone.class, "Open AlertOpened MilestoneReached",
                  SettleClock.class, "Quiet",
                  AcknowledgeAlert.class, "nothing-to-alert",
                  ResolveAlert.class, "nothing-to-alert"),
          Open.class,
              Map.of(
                  RaiseMilestone.class, "Open AlertEscalated MilestoneReached",
                  SettleClock.class, "Resolved ClockSettled AlertResolved",
                  AcknowledgeAlert.class, "Acknowledged AlertAcknowledged",
                  ResolveAlert.class, "Resolved AlertResolved"),
          Acknowledged.class,
              Map.of(
                  RaiseMilestone.class, "Open AlertReopened AlertEscalated MilestoneReached",
                  SettleClock.class, "Resolved ClockSettled AlertResolved",
                  AcknowledgeAlert.class, "alert-already-acknowledged",
                  ResolveAlert.class, "Resolved AlertResolved"),
          Resolved.class,
              Map.of(
                  RaiseMilestone.class, "alert-already-resolved",
                  SettleClock.class, "Resolved",
                  AcknowledgeAlert.class, "alert-already-resolved",
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
            FIRST, "FIRST_RESPONSE", 1, Standing.AT_RISK, 75, NOW.plusSeconds(60), false, null);

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
    return Stream.of(new Quiet(), OPEN, ACKNOWLEDGED, RESOLVED)
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> fail("no example of " + type));
  }

  private static AlertCommand command(Class<?> type) {
    return Stream.of(
            new RaiseMilestone(BROKEN),
            new SettleClock(FIRST, Ending.MET),
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
    return new AlertClock(id, "FIRST_RESPONSE", 1, standing, percent, NOW, false, null);
  }
}
