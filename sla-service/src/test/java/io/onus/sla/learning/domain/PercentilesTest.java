package io.onus.sla.learning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentilesTest {

  private static final long MINUTE = 60_000_000L;

  @Test
  void ofAHundredEachIsItsOwnRank() {
    Percentiles of = Percentiles.of(minutes(1, 100));

    assertThat(of)
        .isEqualTo(
            new Percentiles(
                Duration.ofMinutes(50),
                Duration.ofMinutes(75),
                Duration.ofMinutes(90),
                Duration.ofMinutes(95),
                Duration.ofMinutes(99)));
  }

  @Test
  void ofOneAllAreThatOne() {
    Percentiles of = Percentiles.of(new long[] {7 * MINUTE});

    assertThat(of.p50()).isEqualTo(of.p99()).isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void ofThreeTheMiddleOneIsTheMedianAndTheLastAllAbove() {
    Percentiles of = Percentiles.of(minutes(1, 3));

    assertThat(of.p50()).isEqualTo(Duration.ofMinutes(2));
    assertThat(of.p75()).isEqualTo(Duration.ofMinutes(3));
    assertThat(of.p90()).isEqualTo(Duration.ofMinutes(3));
  }

  /** Nearest rank, by its definition: the smallest value that so many percent do not exceed. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10, 11, 19, 20, 21, 99, 101, 1_000, 1_003})
  void atLeastSoManyPercentAreWithinAPercentileAndNotWithinAnythingLess(int size) {
    long[] sorted = new Random(size).longs(size, 0, 50).map(v -> v * MINUTE).sorted().toArray();

    Percentiles of = Percentiles.of(sorted);

    assertNearestRank(sorted, 50, of.p50());
    assertNearestRank(sorted, 75, of.p75());
    assertNearestRank(sorted, 90, of.p90());
    assertNearestRank(sorted, 95, of.p95());
    assertNearestRank(sorted, 99, of.p99());
  }

  private static void assertNearestRank(long[] sorted, int percent, Duration found) {
    long micros = found.toNanos() / 1_000;
    long within = LongStream.of(sorted).filter(v -> v <= micros).count();
    long less = LongStream.of(sorted).filter(v -> v < micros).count();
    assertThat(within * 100).isGreaterThanOrEqualTo((long) sorted.length * percent);
    assertThat(less * 100).isLessThan((long) sorted.length * percent);
    assertThat(sorted).contains(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,PT15M",
    "PT0.000001S,PT15M",
    "PT15M,PT15M",
    "PT15M0.000001S,PT30M",
    "PT3H41M,PT4H",
    "PT4H,PT4H",
    "PT5H,PT6H",
    "PT17H,PT24H",
    "PT121H,PT160H",
    "PT160H,PT160H",
    "PT160H1S,PT320H",
    "PT1000H,PT1120H"
  })
  void aTargetIsRoundedUpToWhatPeopleWriteDown(Duration took, Duration target) {
    assertThat(SensibleTarget.roundedUp(took)).isEqualTo(target);
  }

  @Test
  void aSuggestionSaysWhatItWouldHaveKeptAndWhatItRestsOn() {
    // Given: nineteen took an hour each, one took five
    long[] took = LongStream.concat(minutes(60, 60, 19), LongStream.of(300 * MINUTE)).toArray();

    SensibleTarget suggested = SensibleTarget.of(took);

    assertThat(suggested.target()).isEqualTo(Duration.ofHours(1));
    assertThat(suggested.percentKept()).isEqualByComparingTo("95");
    assertThat(suggested.measured()).isEqualTo(20);
    assertThat(suggested.enough()).isTrue();
  }

  @Test
  void fewerThanTwentyAreTooFew() {
    assertThat(SensibleTarget.of(minutes(1, 19)).enough()).isFalse();
    assertThat(SensibleTarget.of(minutes(1, 20)).enough()).isTrue();
  }

  @Test
  void aHundredPercentMeansAllOfThem() {
    assertThat(SensibleTarget.percent(19_999, 20_000)).isEqualByComparingTo("99.99");
    assertThat(SensibleTarget.percent(99_999, 100_000)).isEqualByComparingTo("99.99");
    assertThat(SensibleTarget.percent(100_000, 100_000)).isEqualByComparingTo("100");
  }

  private static long[] minutes(int from, int to) {
    return LongStream.rangeClosed(from, to).map(minute -> minute * MINUTE).toArray();
  }

  private static LongStream minutes(int from, int to, int times) {
    return LongStream.range(0, times).map(any -> (from + (to - from)) * MINUTE);
  }
}
