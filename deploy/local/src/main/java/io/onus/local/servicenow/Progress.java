package io.onus.local.servicenow;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says now and then how far something has come. */
final class Progress {

  private static final long EVERY = Duration.ofSeconds(2).toNanos();

  private final PrintStream out;
  private final String noun;
  private final long total;
  private final long began = System.nanoTime();
  private long done;
  private long saidAt = began;

  Progress(PrintStream out, String noun, long total) {
    this.out = out;
    this.noun = noun;
    this.total = total;
  }

  synchronized void add(long more) {
    done += more;
    long now = System.nanoTime();
    if (now - saidAt >= EVERY) {
      saidAt = now;
      out.printf(
          Locale.ROOT,
          "%s: %,d of %,d (%d %%), %,.0f/s%n",
          noun,
          done,
          total,
          done * 100 / Math.max(1, total),
          rate());
    }
  }

  synchronized void end() {
    out.printf(Locale.ROOT, "%s: %,d in %.1f s, %,.0f/s%n", noun, done, seconds(), rate());
  }

  private double rate() {
    return done / seconds();
  }

  private double seconds() {
    return Math.max(1e-3, (System.nanoTime() - began) / 1e9);
  }
}
