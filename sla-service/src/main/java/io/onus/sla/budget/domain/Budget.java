package io.onus.sla.budget.domain;

import io.onus.sla.agreement.domain.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The breaches an objective allows one side in its window, and how many it has had. Shares are
 * compared exactly, so that 99.95 % is neither 100 % nor 99.9 %.
 *
 * @param whole what was settled in the objective's window
 * @param longer in its last tenth
 * @param shorter in its last hundred-and-twentieth
 */
public record Budget(Terms.Objective objective, Tally whole, Tally longer, Tally shorter) {

  /** One breach is an accident. */
  static final int FEWEST = 2;

  /** Below this likelihood, breaches are no bad luck of somebody who is as good as promised. */
  static final double BAD_LUCK = 0.01;

  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final int DECIMALS = 4;

  /** Whole breaches: with 5 % of 39 promises, one. */
  public long allowed() {
    return breakable()
        .multiply(BigDecimal.valueOf(whole.promised()))
        .divideToIntegralValue(ALL)
        .longValueExact();
  }

  public long left() {
    return Math.max(0, allowed() - whole.breached());
  }

  /** Rounded down, so that only what was kept without exception reads 100. */
  public Optional<BigDecimal> percentKept() {
    return whole.promised() == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(whole.kept())
                .multiply(ALL)
                .divide(BigDecimal.valueOf(whole.promised()), DECIMALS, RoundingMode.DOWN));
  }

  /**
   * How many times faster than sustainable breaches come: at 1 the budget ends with the window.
   * Nothing where nothing was promised, or where no breach is sustainable.
   */
  public Optional<BigDecimal> burnRate(Tally tally) {
    if (tally.promised() == 0 || breakable().signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        BigDecimal.valueOf(tally.breached())
            .multiply(ALL)
            .divide(
                breakable().multiply(BigDecimal.valueOf(tally.promised())),
                DECIMALS,
                RoundingMode.HALF_EVEN));
  }

  /**
   * How it stands now.
   *
   * @param before how it stood: what was worth a warning stays so until the budget recovers, even
   *     where it burns no longer
   */
  public Level levelAfter(Level before) {
    if (isSpent()) {
      return Level.SPENT;
    }
    boolean warned = isHalfSpent() && (before != Level.OK || isBurning());
    return warned ? Level.WARNED : Level.OK;
  }

  private boolean isSpent() {
    return left() == 0 && isConvincing();
  }

  private boolean isHalfSpent() {
    return 2 * whole.breached() >= allowed() && isConvincing();
  }

  private boolean isBurning() {
    return burns(longer) && burns(shorter);
  }

  /** Whether breaches come faster than the objective can bear for a whole window. */
  private boolean burns(Tally tally) {
    BigDecimal bearable = breakable().multiply(BigDecimal.valueOf(tally.promised()));
    return BigDecimal.valueOf(tally.breached()).multiply(ALL).compareTo(bearable) > 0;
  }

  /**
   * Whether there is more behind the breaches than a small number of promises. Where no breach is
   * allowed, one is enough. Else it takes two, and either so many promises that the objective
   * allows a breach at all, or so many breaches that bad luck does not explain them.
   */
  private boolean isConvincing() {
    if (breakable().signum() == 0) {
      return whole.breached() > 0;
    }
    return whole.breached() >= FEWEST && (allowed() >= 1 || isNoBadLuck());
  }

  private boolean isNoBadLuck() {
    double probability = breakable().doubleValue() / 100;
    return Chance.ofAtLeast(whole.breached(), whole.promised(), probability) <= BAD_LUCK;
  }

  /** The percent of promises that may break. */
  private BigDecimal breakable() {
    return ALL.subtract(objective.percent());
  }
}
