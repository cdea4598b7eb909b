package io.onus.sla.learning.domain;

import java.time.Duration;

/** How long things took: each figure is a time that really occurred (nearest rank). */
public record Percentiles(Duration p50, Duration p75, Duration p90, Duration p95, Duration p99) {

  /**
   * @param sortedMicros ascending, at least one
   */
  static Percentiles of(long[] sortedMicros) {
    return new Percentiles(
        at(sortedMicros, 50),
        at(sortedMicros, 75),
        at(sortedMicros, 90),
        at(sortedMicros, 95),
        at(sortedMicros, 99));
  }

  /** The smallest time within which so many percent of all lie. */
  private static Duration at(long[] sortedMicros, int percent) {
    if (sortedMicros.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    long rank = Math.ceilDiv((long) sortedMicros.length * percent, 100L);
    return Duration.ofNanos(sortedMicros[Math.toIntExact(rank) - 1] * 1_000);
  }
}
