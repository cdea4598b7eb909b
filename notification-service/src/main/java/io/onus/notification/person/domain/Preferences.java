package io.onus.notification.person.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to be told. What they hold back is not lost: it waits, and is judged anew when
 * it is due.
 *
 * @param zone where they live: quiet hours and times in messages are of this zone
 * @param quietHours null for none
 * @param throttle for each of their methods
 * @param budget how many alerts they are told within one shift; beyond it, there are digests
 * @param shift how long the budget is for
 * @param digestEvery how far digests are apart at least
 * @param digestFrom how many have to wait to be told as one
 */
public record Preferences(
    ZoneId zone,
    @Nullable QuietHours quietHours,
    Throttle throttle,
    int budget,
    Duration shift,
    Duration digestEvery,
    int digestFrom) {

  public static final int MOST_BUDGET = 500;
  public static final Duration SHORTEST_SHIFT = Duration.ofHours(1);
  public static final Duration LONGEST_SHIFT = Duration.ofDays(7);
  public static final Duration SHORTEST_DIGEST = Duration.ofMinutes(1);
  public static final Duration LONGEST_DIGEST = Duration.ofHours(12);

  /** One alone is no digest. */
  public static final int LEAST_DIGEST = 2;

  public static final int MOST_DIGEST = 100;

  /** Of who has said nothing. */
  public static final Preferences DEFAULT =
      new Preferences(
          ZoneOffset.UTC,
          null,
          new Throttle(10, Duration.ofMinutes(10)),
          40,
          Duration.ofHours(8),
          Duration.ofMinutes(15),
          5);

  public Preferences {
    if (budget < 1 || budget > MOST_BUDGET) {
      throw new IllegalArgumentException("must be 1 to " + MOST_BUDGET + " alerts");
    }
    Bounds.check(shift, SHORTEST_SHIFT, LONGEST_SHIFT);
    Bounds.check(digestEvery, SHORTEST_DIGEST, LONGEST_DIGEST);
    if (digestFrom < LEAST_DIGEST || digestFrom > MOST_DIGEST) {
      throw new IllegalArgumentException(
          "must be %d to %d alerts".formatted(LEAST_DIGEST, MOST_DIGEST));
    }
  }

  /**
   * @param holidays those of the calendar their quiet hours name, if they name one
   */
  public boolean isQuiet(Instant at, Set<LocalDate> holidays) {
    return quietHours != null && quietHours.isQuiet(at, zone, holidays);
  }

  /** When it is not quiet any more: {@code at} itself where it is not quiet. */
  public Instant quietUntil(Instant at, Set<LocalDate> holidays) {
    return quietHours == null ? at : quietHours.quietUntil(at, zone, holidays);
  }
}
