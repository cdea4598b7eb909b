package io.onus.sla.budget.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The three stretches of wall-clock time a budget looks at, all ending now: the objective's own
 * window, and the two its burn rate is taken over. Of 30 days the long one is 3 days, the short one
 * 6 hours. What was settled after a beginning counts, up to and including {@code asOf}.
 */
public record Windows(Instant asOf, Duration whole) {

  /** The long one shows that it matters, the short one that it goes on. */
  private static final int LONG_PART = 10;

  private static final int SHORT_PART = 120;

  /** A window that moves on is looked at again no sooner, and no later. */
  static final Duration SOONEST = Duration.ofMinutes(1);

  public static final Duration LATEST = Duration.ofHours(1);

  public Windows {
    if (whole.isNegative() || whole.isZero()) {
      throw new IllegalArgumentException("a window has a length");
    }
  }

  public Duration longer() {
    return whole.dividedBy(LONG_PART);
  }

  public Duration shorter() {
    return whole.dividedBy(SHORT_PART);
  }

  public Instant wholeFrom() {
    return asOf.minus(whole);
  }

  public Instant longFrom() {
    return asOf.minus(longer());
  }

  public Instant shortFrom() {
    return asOf.minus(shorter());
  }

  /** What was settled first in each of the windows; null where nothing was. */
  public record Eldest(
      @Nullable Instant ofWhole, @Nullable Instant ofLong, @Nullable Instant ofShort) {}

  /** When to look again though nothing new is settled: once the eldest has left its window. */
  public Instant lookAgain(Eldest eldest) {
    Instant leaves =
        Stream.of(
                leaving(eldest.ofWhole(), whole),
                leaving(eldest.ofLong(), longer()),
                leaving(eldest.ofShort(), shorter()))
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .orElse(asOf.plus(LATEST));
    Instant soonest = asOf.plus(SOONEST);
    Instant latest = asOf.plus(LATEST);
    return leaves.isBefore(soonest) ? soonest : leaves.isAfter(latest) ? latest : leaves;
  }

  private static Optional<Instant> leaving(@Nullable Instant settledAt, Duration window) {
    return Optional.ofNullable(settledAt).map(at -> at.plus(window));
  }
}
