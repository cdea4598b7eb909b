package io.onus.sla.budget.domain;

/** Whether so many breaches say anything about a side, or may happen to anybody. */
final class Chance {

  private Chance() {}

  /**
   * How likely {@code breaches} or more of {@code promises} are for somebody who breaks each with
   * this probability: the upper tail of the binomial distribution.
   */
  static double ofAtLeast(long breaches, long promises, double probability) {
    if (breaches <= 0) {
      return 1;
    }
    if (breaches > promises || probability <= 0) {
      return 0;
    }
    if (probability >= 1) {
      return 1;
    }
    double odds = probability / (1 - probability);
    double term = StrictMath.exp(logOfExactly(breaches, promises, probability));
    double sum = term;
    for (long k = breaches; k < promises; k++) {
      term *= (double) (promises - k) / (k + 1) * odds;
      sum += term;
      boolean falling = k > promises * probability;
      if (falling && term < sum * 1e-15) {
        break;
      }
    }
    return Math.min(1, sum);
  }

  private static double logOfExactly(long breaches, long promises, double probability) {
    double log =
        breaches * StrictMath.log(probability)
            + (promises - breaches) * StrictMath.log1p(-probability);
    for (long i = 1; i <= breaches; i++) {
      log += StrictMath.log(promises - breaches + i) - StrictMath.log(i);
    }
    return log;
  }
}
