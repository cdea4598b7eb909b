package io.onus.notification.delivery.domain;

import io.onus.notification.domain.ChannelKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The waits between the attempts of one delivery; after the last wait there is one last attempt.
 *
 * @param waitsForReceivers whether a receiver has the time it asks for; where people wait that
 *     would be too late, and somebody else is told instead
 */
public record RetrySchedule(List<Duration> waits, boolean waitsForReceivers) {

  /** The longest a receiver may make us wait by asking for it. */
  public static final Duration LONGEST_WAIT = Duration.ofHours(24);

  /** The longest people wait because of a receiver: then somebody else is told. */
  public static final Duration LONGEST_PAGING_WAIT = Duration.ofMinutes(5);

  /** For people: attempts at 0, 5, 15 and 45 s, 2 and 5 min, then every 5 min up to 30 min. */
  public static final RetrySchedule PAGING =
      new RetrySchedule(
          Stream.concat(
                  Stream.of(5, 10, 30, 75, 180).map(Duration::ofSeconds),
                  Collections.nCopies(5, Duration.ofMinutes(5)).stream())
              .toList(),
          false);

  /**
   * For what is no alert and what follows one: there is nobody else to tell, so receivers have the
   * time they ask for.
   */
  public static final RetrySchedule PATIENT = new RetrySchedule(PAGING.waits, true);

  /**
   * For machines: the schedule of the Standard Webhooks specification, a little over three days.
   */
  public static final RetrySchedule INTEGRATION =
      new RetrySchedule(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24)),
          true);

  public RetrySchedule {
    waits = List.copyOf(waits);
  }

  /**
   * @param milestone whether it tells of one, alone or with others
   */
  public static RetrySchedule of(ChannelKind channel, boolean milestone) {
    return switch (channel) {
      // To a stream nothing is handed over, so nothing is tried twice.
      case EMAIL, CHAT, PAGER, STREAM -> milestone ? PAGING : PATIENT;
      case WEBHOOK, ALERTMANAGER -> INTEGRATION;
    };
  }

  /** How often a delivery is tried at most. */
  public int attempts() {
    return waits.size() + 1;
  }

  /**
   * When to try again after {@code made} attempts, or nothing when it was tried often enough.
   *
   * @param notBefore what the receiver asked for: later than the schedule is granted, earlier is
   *     not; nothing where people would wait too long
   */
  public Optional<Instant> next(int made, Instant now, @Nullable Instant notBefore) {
    if (made >= attempts()) {
      return Optional.empty();
    }
    Instant planned = now.plus(waits.get(made - 1));
    if (notBefore == null || !notBefore.isAfter(planned)) {
      return Optional.of(planned);
    }
    if (!waitsForReceivers) {
      return Optional.of(notBefore).filter(at -> !at.isAfter(now.plus(LONGEST_PAGING_WAIT)));
    }
    Instant latest = now.plus(LONGEST_WAIT);
    return Optional.of(notBefore.isAfter(latest) ? latest : notBefore);
  }
}
