package io.onus.kit.test;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits on a condition, and fails with what was last seen. */
public final class Await {

  /** Generous, because it only costs time where something is wrong. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(10).toNanos();

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    until(what, condition::getAsBoolean, Boolean::booleanValue);
  }

  /** Answers the first value that {@code wished} accepts. */
  public static <T> T until(String what, Supplier<T> value, Predicate<? super T> wished) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      T seen = value.get();
      if (wished.test(seen)) {
        return seen;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not come true in " + PATIENCE + "; seen: " + seen);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }
}
