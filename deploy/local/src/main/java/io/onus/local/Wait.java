package io.onus.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for other processes, which cannot notify us. */
final class Wait {

  private Wait() {}

  /** The pause between two looks. */
  static void aMoment() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted", e);
    }
  }

  static boolean until(BooleanSupplier condition, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      aMoment();
    }
    return true;
  }
}
