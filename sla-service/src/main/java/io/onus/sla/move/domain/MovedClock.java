package io.onus.sla.move.domain;

import io.onus.sla.agreement.domain.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** A clock that would be due at another instant. */
public record MovedClock(
    UUID requestId,
    String number,
    UUID clockId,
    Metric metric,
    String department,
    Instant dueBefore,
    Instant dueAfter) {

  /** Those that are moved farthest come first. */
  static final Comparator<MovedClock> FARTHEST =
      Comparator.comparing(MovedClock::distance)
          .reversed()
          .thenComparing(MovedClock::number)
          .thenComparing(MovedClock::clockId);

  Duration distance() {
    return Duration.between(dueBefore, dueAfter).abs();
  }
}
