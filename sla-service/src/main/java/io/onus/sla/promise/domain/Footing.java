package io.onus.sla.promise.domain;

import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.Verdict;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a clock stands, as far as its promise can still be talked about. */
public sealed interface Footing {

  /**
   * Nothing is broken yet.
   *
   * @param dueAt null while it is paused, and where nothing is promised
   */
  record Open(@Nullable Instant dueAt, boolean promises) implements Footing {}

  /** The due instant has passed, and what is owed has not come. */
  record Broken(Instant dueAt) implements Footing {}

  /** What was owed came, or somebody else owes it now. */
  record Finished(Instant at, Verdict verdict) implements Footing {}

  /**
   * @param broken whether it was, before it was cancelled
   */
  record Cancelled(Instant at, boolean broken) implements Footing {}

  record Excused() implements Footing {}

  /** A due instant that has passed counts, whether or not anybody has announced it yet. */
  static Footing of(Clock clock, Instant now) {
    ClockFace face = clock.face();
    if (face.waived()) {
      return new Excused();
    }
    return switch (clock) {
      case Clock.Running running -> open(face, now);
      case Clock.Paused paused -> open(face, now);
      case Clock.Finished finished -> new Finished(finished.at(), finished.verdict());
      case Clock.HandedOver handedOver -> new Finished(handedOver.at(), handedOver.verdict());
      case Clock.Cancelled cancelled -> new Cancelled(cancelled.at(), face.breached());
    };
  }

  private static Footing open(ClockFace face, Instant now) {
    Instant due = face.dueAt();
    boolean passed = face.breached() || (due != null && now.isAfter(due));
    return passed
        ? new Broken(Objects.requireNonNull(due, "what is broken was due"))
        : new Open(due, face.promise() != null);
  }
}
