package io.onus.notification.person.domain;

import java.time.Duration;

/**
 * How much is told through one method before the rest waits.
 *
 * @param most so many messages
 * @param within in any stretch of this length
 */
public record Throttle(int most, Duration within) {

  public static final int MOST = 1000;
  public static final Duration SHORTEST = Duration.ofMinutes(1);
  public static final Duration LONGEST = Duration.ofDays(1);

  public Throttle {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("must be 1 to " + MOST + " messages");
    }
    Bounds.check(within, SHORTEST, LONGEST);
  }
}
