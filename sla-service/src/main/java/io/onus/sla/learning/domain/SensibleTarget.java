package io.onus.sla.learning.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/**
 * A target people would write down, made from what nine in ten took: nobody promises 3 h 41 min.
 *
 * @param percentKept of the measured ones, how many it would have kept; rounded down, so that 100
 *     means all
 * @param measured how many it rests on
 * @param enough whether these are enough to promise anything by
 */
public record SensibleTarget(
    Duration target, BigDecimal percentKept, int measured, boolean enough) {

  /** Below twenty, one request more or less moves the ninetieth percentile by a whole rank. */
  public static final int ENOUGH = 20;

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(4),
          Duration.ofHours(6),
          Duration.ofHours(8),
          Duration.ofHours(12),
          Duration.ofHours(16),
          Duration.ofHours(24),
          Duration.ofHours(32),
          Duration.ofHours(40),
          Duration.ofHours(60),
          Duration.ofHours(80),
          Duration.ofHours(120),
          Duration.ofHours(160));

  /**
   * @param sortedMicros what was measured, ascending, at least one
   */
  static SensibleTarget of(long[] sortedMicros) {
    Duration target = roundedUp(Percentiles.of(sortedMicros).p90());
    return new SensibleTarget(
        target, keptBy(target, sortedMicros), sortedMicros.length, sortedMicros.length >= ENOUGH);
  }

  /** The next step up; beyond the last one, whole multiples of it. */
  static Duration roundedUp(Duration time) {
    Duration last = STEPS.getLast();
    return STEPS.stream()
        .filter(step -> step.compareTo(time) >= 0)
        .findFirst()
        .orElseGet(() -> last.multipliedBy(Math.ceilDiv(micros(time), micros(last))));
  }

  private static BigDecimal keptBy(Duration target, long[] sortedMicros) {
    long most = micros(target);
    int kept = 0;
    while (kept < sortedMicros.length && sortedMicros[kept] <= most) {
      kept++;
    }
    return percent(kept, sortedMicros.length);
  }

  /** Rounded down, so that 100 means all of them. */
  static BigDecimal percent(long part, long all) {
    return BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(all), 2, RoundingMode.DOWN);
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1_000;
  }
}
