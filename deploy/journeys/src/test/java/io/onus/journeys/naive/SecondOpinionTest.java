package io.onus.journeys.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever compares has to notice a planted mistake, of every kind. */
class SecondOpinionTest {

  private static final NaiveClock KEPT =
      new NaiveClock("INC", "REPLY", 1, 2, "P3", "MET", "FINISHED", 90);
  private static final NaiveClock OPEN =
      new NaiveClock("INC", "RESOLUTION", 1, 1, "P3", "PENDING", "OPEN", 500);

  @Test
  void whatAgreesIsNotReported() {
    assertThat(
            SecondOpinion.differences(
                List.of(KEPT, OPEN), List.of(judged(2, "FINISHED", "MET", 90), running())))
        .isEmpty();
  }

  @Test
  void anotherVerdictIsADifference() {
    assertDiffers(judged(2, "FINISHED", "BREACHED", 90));
  }

  @Test
  void aMinuteMoreIsADifference() {
    assertDiffers(judged(2, "FINISHED", "MET", 91));
  }

  @Test
  void aSecondLessIsADifference() {
    assertDiffers(
        new JudgedClock(
            "id", "INC", "REPLY", 1, 2, "FINISHED", "MET", Duration.ofSeconds(90 * 60 - 1)));
  }

  @Test
  void anotherPhaseIsADifference() {
    assertDiffers(judged(2, "CANCELLED", "MET", 90));
    assertDiffers(judged(2, "RUNNING", "MET", 90));
  }

  @Test
  void aClockThatIsMissingAndOneThatNobodyExpectedAreDifferences() {
    assertThat(SecondOpinion.differences(List.of(KEPT), List.of())).hasSize(1);
    assertThat(SecondOpinion.differences(List.of(), List.of(running()))).hasSize(1);
    assertThat(SecondOpinion.differences(List.of(KEPT), List.of(judged(1, "FINISHED", "MET", 90))))
        .hasSize(2);
  }

  @Test
  void theSameClockTwiceIsADifference() {
    JudgedClock clock = judged(2, "FINISHED", "MET", 90);

    assertThat(SecondOpinion.differences(List.of(KEPT), List.of(clock, clock))).hasSize(1);
  }

  private static void assertDiffers(JudgedClock clock) {
    assertThat(SecondOpinion.differences(List.of(KEPT), List.of(clock))).hasSize(1);
  }

  private static JudgedClock judged(int round, String phase, String verdict, int minutes) {
    return new JudgedClock(
        "id", "INC", "REPLY", 1, round, phase, verdict, Duration.ofMinutes(minutes));
  }

  private static JudgedClock running() {
    return new JudgedClock(
        "id", "INC", "RESOLUTION", 1, 1, "RUNNING", "PENDING", Duration.ofMinutes(7));
  }
}
