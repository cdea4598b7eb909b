package io.onus.sla.calendar.domain;

import java.time.Duration;
import java.time.Instant;

/** The instants from {@code start} up to, but not including, {@code end}. */
public record TimeWindow(Instant start, Instant end) {

  public TimeWindow {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("a window from " + start + " cannot end at " + end);
    }
  }

  public Duration length() {
    return Duration.between(start, end);
  }
}
