package io.onus.notification.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.alert.domain.AlertCommand.RaiseMilestone;
import io.onus.notification.alert.domain.AlertCommand.ReviseClock;
import io.onus.notification.alert.domain.AlertCommand.SettleClock;
import io.onus.notification.alert.domain.ClockReport.Kind;
import io.onus.notification.domain.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockReportTest {

  private static final UUID CLOCK = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final Instant DUE = Instant.parse("2026-11-23T10:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 74})
  void anEarlyWarningIsAnEventOnly(int percent) {
    assertThat(report(Kind.AT_RISK, percent, false).command()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AT_RISK, 75, AT_RISK",
    "AT_RISK, 90, AT_RISK",
    "BREACHED, 100, BREACHED",
    "OVERDUE, 200, OVERDUE",
    "OVERDUE, 400, OVERDUE"
  })
  void aMilestoneThatMattersRaisesTheClock(Kind kind, int percent, Standing standing) {
    assertThat(report(kind, percent, false).command())
        .contains(
            new RaiseMilestone(
                new AlertClock(
                    CLOCK, "FIRST_RESPONSE", 1, standing, percent, DUE, false, false, null)));
  }

  @ParameterizedTest
  @CsvSource({
    "MET, MET",
    "FINISHED_LATE, FINISHED_LATE",
    "CANCELLED, CANCELLED",
    "WAIVED, WAIVED",
    "HANDED_OVER, HANDED_OVER",
    "BREACH_RETRACTED, BREACH_RETRACTED"
  })
  void anEndSettlesTheClock(Kind kind, Ending ending) {
    assertThat(report(kind, 0, false).command()).contains(new SettleClock(CLOCK, ending));
  }

  @ParameterizedTest
  @CsvSource({"PAUSED", "RESUMED", "RENEGOTIATED", "PASSED_ON"})
  void aClockThatIsDueAtAnotherInstantIsRevised(Kind kind) {
    assertThat(report(kind, 0, false).command()).contains(new ReviseClock(CLOCK, DUE, false));
  }

  /** Nothing more is said of it, not even that it was met: nobody would end the alert. */
  @Test
  void aClockThatPromisesNothingAnyMoreIsSettled() {
    ClockReport report =
        new ClockReport(
            Kind.RENEGOTIATED, CLOCK, "FIRST_RESPONSE", 1, 0, null, false, false, false, false);

    assertThat(report.command()).contains(new SettleClock(CLOCK, Ending.NO_PROMISE));
  }

  @Test
  void whatIsNotKnownMeansNothing() {
    assertThat(report(Kind.OTHER, 100, false).command()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void importedClocksMeanNothingWhateverTheyDo(Kind kind) {
    assertThat(report(kind, 100, true).command()).isEqualTo(Optional.empty());
  }

  private static ClockReport report(Kind kind, int percent, boolean imported) {
    return new ClockReport(
        kind, CLOCK, "FIRST_RESPONSE", 1, percent, DUE, false, true, false, imported);
  }
}
