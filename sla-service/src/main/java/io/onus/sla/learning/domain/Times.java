package io.onus.sla.learning.domain;

import java.time.Duration;
import java.util.Arrays;

/** Many durations in little memory: eight bytes each. */
final class Times {

  private long[] micros = new long[16];
  private int count;

  void add(Duration time) {
    reserve(1);
    micros[count++] = time.toNanos() / 1_000;
  }

  void addAll(Times other) {
    reserve(other.count);
    System.arraycopy(other.micros, 0, micros, count, other.count);
    count += other.count;
  }

  int count() {
    return count;
  }

  long[] sorted() {
    long[] sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private void reserve(int more) {
    if (count + more > micros.length) {
      micros = Arrays.copyOf(micros, Math.max(count + more, micros.length * 2));
    }
  }
}
