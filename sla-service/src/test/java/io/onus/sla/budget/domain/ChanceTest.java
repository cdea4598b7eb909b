package io.onus.sla.budget.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {

  @ParameterizedTest(name = "{0} or more of {1} at {2}: {3}")
  @CsvSource({
    "0, 10, 0.05, 1",
    "1, 1, 0.05, 0.05",
    "2, 3, 0.05, 0.00725",
    "11, 10, 0.05, 0",
    "1, 10, 0, 0",
    "3, 10, 1, 1",
    "5, 10, 0.5, 0.623046875"
  })
  void theTailIsThatOfTheBinomialDistribution(long breaches, long of, double p, double chance) {
    assertThat(Chance.ofAtLeast(breaches, of, p)).isCloseTo(chance, within(1e-12));
  }

  @Property(tries = 300)
  void itAgreesWithTheSumWrittenOut(
      @ForAll @IntRange(min = 1, max = 80) int of,
      @ForAll @IntRange(min = 0, max = 80) int breaches,
      @ForAll @IntRange(min = 1, max = 999) int perMille) {
    double p = perMille / 1000.0;

    assertThat(Chance.ofAtLeast(breaches, of, p))
        .isCloseTo(writtenOut(breaches, of, p), within(1e-9));
  }

  @Test
  void manyPromisesAreNoMatter() {
    assertThat(Chance.ofAtLeast(2, 999_999, 1e-6)).isCloseTo(0.26424, within(1e-4));
    assertThat(Chance.ofAtLeast(900_000, 999_999, 1e-6)).isZero();
  }

  private static double writtenOut(int breaches, int of, double p) {
    BigDecimal hit = new BigDecimal(p);
    BigDecimal miss = BigDecimal.ONE.subtract(hit);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal ways = BigDecimal.ONE;
    for (int k = 0; k <= of; k++) {
      if (k >= breaches) {
        sum =
            sum.add(
                ways.multiply(hit.pow(k, MathContext.DECIMAL128))
                    .multiply(miss.pow(of - k, MathContext.DECIMAL128)));
      }
      ways =
          ways.multiply(BigDecimal.valueOf(of - k))
              .divide(BigDecimal.valueOf(k + 1), MathContext.DECIMAL128);
    }
    return sum.doubleValue();
  }
}
