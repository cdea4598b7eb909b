package io.onus.journeys;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for other processes to get somewhere, and says what it waited for when they do not. */
final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Eventually() {}

  static void until(String what, Callable<Boolean> condition) {
    until(what, PATIENCE, condition, met -> met);
  }

  static <T> T until(String what, Callable<T> look, Predicate<T> good) {
    return until(what, PATIENCE, look, good);
  }

  /** Looks again and again until what it sees is good, and answers that. */
  static <T> T until(String what, Duration patience, Callable<T> look, Predicate<T> good) {
    long end = System.nanoTime() + patience.toNanos();
    T seen = look(look);
    while (!good.test(seen)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "Not within " + patience.toSeconds() + " s: " + what + "; last seen: " + seen);
      }
      pause();
      seen = look(look);
    }
    return seen;
  }

  private static <T> T look(Callable<T> look) {
    try {
      return look.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
