package io.onus.sla.learning.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Requests submitted at {@code from} or later and before {@code until}. */
public record Window(Instant from, Instant until) {

  public Window {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException(until + " is before " + from);
    }
  }

  /**
   * What nobody asked for is the last twelve months of what there is: of an import of ten years
   * ago, the last twelve months of that.
   *
   * @param latest when the last request was submitted
   */
  public static Window asked(@Nullable Instant from, @Nullable Instant until, Instant latest) {
    Instant end = until == null ? justAfter(latest, from) : until;
    Instant begin = from == null ? end.atOffset(ZoneOffset.UTC).minusYears(1).toInstant() : from;
    return new Window(begin, end);
  }

  private static Instant justAfter(Instant latest, @Nullable Instant from) {
    Instant end = latest.plus(Duration.ofNanos(1_000));
    return from != null && from.isAfter(end) ? from : end;
  }
}
