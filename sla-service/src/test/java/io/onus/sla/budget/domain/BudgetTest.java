package io.onus.sla.budget.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

  private static final Duration MONTH = Duration.ofDays(30);

  @ParameterizedTest(name = "{0} % of {1} with {2} broken: allowed {3}, left {4}")
  @CsvSource({
    "95, 0, 0, 0, 0",
    "95, 19, 0, 0, 0",
    "95, 20, 0, 1, 1",
    "95, 39, 1, 1, 0",
    "95, 100, 3, 5, 2",
    "95, 100, 7, 5, 0",
    "99.95, 1999, 0, 0, 0",
    "99.95, 2000, 0, 1, 1",
    "99.95, 1000000, 499, 500, 1",
    "99.9999, 999999, 0, 0, 0",
    "99.9999, 1000000, 0, 1, 1",
    "100, 1000000, 0, 0, 0",
    "1, 100, 98, 99, 1"
  })
  void allowedBreachesAreTheWholeOnesOfTheShareThatMayBreak(
      String percent, long promised, long breached, long allowed, long left) {
    Budget budget = budget(percent, promised, breached);

    assertThat(budget.allowed()).isEqualTo(allowed);
    assertThat(budget.left()).isEqualTo(left);
  }

  @ParameterizedTest(name = "{0} kept of {1} reads {2}")
  @CsvSource({
    "1999, 2000, 99.95",
    "999999, 1000000, 99.9999",
    "9999999, 10000000, 99.9999",
    "2, 3, 66.6666",
    "7, 7, 100",
    "0, 4, 0"
  })
  void onlyWhatWasKeptWithoutExceptionReadsOneHundredPercent(
      long kept, long promised, String percent) {
    assertThat(budget("95", promised, promised - kept).percentKept().orElseThrow())
        .isEqualByComparingTo(percent);
  }

  @Test
  void withoutPromisesNothingIsKeptAndNothingBurns() {
    Budget budget = budget("95", 0, 0);

    assertThat(budget.percentKept()).isEmpty();
    assertThat(budget.burnRate(budget.whole())).isEmpty();
    assertThat(budget.levelAfter(Level.SPENT)).isEqualTo(Level.OK);
  }

  @ParameterizedTest(name = "{1} of {2} broken burn at {3} of what {0} % can bear")
  @CsvSource({
    "95, 5, 100, 1",
    "95, 1, 10, 2",
    "99.95, 1, 2000, 1",
    "99.95, 1, 100, 20",
    "90, 0, 7, 0"
  })
  void theBurnRateIsOneWhereTheBudgetEndsWithItsWindow(
      String percent, long breached, long promised, String rate) {
    assertThat(
            budget(percent, promised, breached)
                .burnRate(new Tally(promised - breached, breached))
                .orElseThrow())
        .isEqualByComparingTo(rate);
  }

  /** Small volumes cry no wolf, and hide none. */
  @ParameterizedTest(name = "{0} %: {2} of {1} broken is {3}")
  @CsvSource({
    // One breach is an accident, however large its share.
    "95, 1, 1, OK",
    "95, 3, 1, OK",
    "95, 20, 1, OK",
    "99.95, 100, 1, OK",
    // Few promises: two breaches of three are no bad luck of who keeps 95 %, two of ten may be.
    "95, 2, 2, SPENT",
    "95, 3, 2, SPENT",
    "95, 4, 2, OK",
    "95, 10, 2, OK",
    "95, 9, 3, SPENT",
    "95, 10, 3, OK",
    "95, 10, 4, SPENT",
    "50, 1, 1, OK",
    "99.95, 100, 2, SPENT",
    // From the volume on at which the objective allows a breach, the budget itself decides.
    "95, 19, 2, OK",
    "95, 20, 2, SPENT",
    "95, 60, 2, WARNED",
    "95, 60, 3, SPENT",
    "95, 100, 2, OK",
    "95, 100, 3, WARNED",
    "95, 100, 4, WARNED",
    "95, 100, 5, SPENT",
    "99.95, 2000, 2, SPENT",
    // Where no breach is allowed, the first one is the end of it.
    "100, 1, 0, OK",
    "100, 1, 1, SPENT",
    "100, 100000, 1, SPENT"
  })
  void theLevelFollowsTheBudgetOnceThereIsEnoughToJudge(
      String percent, long promised, long breached, Level level) {
    assertThat(budget(percent, promised, breached).levelAfter(Level.OK)).isEqualTo(level);
  }

  @ParameterizedTest(name = "long {0}/{1}, short {2}/{3}, before {4}: {5}")
  @CsvSource({
    "2, 10, 1, 3, OK, WARNED",
    // Burned once, but not any more; or just now, but not for long enough to matter.
    "2, 10, 0, 3, OK, OK",
    "1, 50, 1, 3, OK, OK",
    "0, 0, 0, 0, OK, OK",
    // Exactly sustainable is sustainable.
    "1, 20, 1, 3, OK, OK",
    // What was worth a warning stays so until the budget recovers.
    "0, 0, 0, 0, WARNED, WARNED",
    "0, 0, 0, 0, SPENT, WARNED"
  })
  void halfSpentWarnsWhereBothWindowsBurnFasterThanSustainable(
      long longBreached, long ofLong, long shortBreached, long ofShort, Level before, Level now) {
    Budget budget =
        new Budget(
            new Terms.Objective(new BigDecimal("95"), MONTH),
            new Tally(97, 3),
            new Tally(ofLong - longBreached, longBreached),
            new Tally(ofShort - shortBreached, shortBreached));

    assertThat(budget.levelAfter(before)).isEqualTo(now);
  }

  @Property
  void aBreachMoreNeverLeavesMore(
      @ForAll @IntRange(min = 0, max = 3000) int promised,
      @ForAll @IntRange(min = 0, max = 3000) int breached,
      @ForAll @IntRange(min = 10_000, max = 1_000_000) int percent) {
    int broken = Math.min(promised, breached);
    String share = BigDecimal.valueOf(percent, 4).toPlainString();
    Budget budget = budget(share, promised, broken);

    assertThat(budget.left()).isBetween(0L, budget.allowed());
    // The objective is met exactly as long as no more are broken than are allowed.
    boolean met =
        BigDecimal.valueOf(promised - broken)
                .multiply(BigDecimal.valueOf(100))
                .compareTo(new BigDecimal(share).multiply(BigDecimal.valueOf(promised)))
            >= 0;
    assertThat(broken <= budget.allowed()).isEqualTo(met);
    if (broken < promised) {
      Budget worse = budget(share, promised, broken + 1);
      assertThat(worse.left()).isLessThanOrEqualTo(budget.left());
      assertThat(worse.levelAfter(Level.OK))
          .isGreaterThanOrEqualTo(budget.levelAfter(Level.OK))
          .isLessThanOrEqualTo(worse.levelAfter(Level.SPENT));
    }
  }

  /** Whatever was broken was broken just now. */
  private static Budget budget(String percent, long promised, long breached) {
    Tally lately = new Tally(0, Math.min(1, breached));
    return new Budget(
        new Terms.Objective(new BigDecimal(percent), MONTH),
        new Tally(promised - breached, breached),
        lately,
        lately);
  }
}
