package io.onus.notification.verification.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The codes of the last day that bear on whether another may be sent: anybody could have them sent
 * to an address that is not theirs.
 *
 * @param toAddress when codes were sent to the address in question, whatever became of the method
 * @param ofPerson when codes were sent for any method of the person
 */
public record SentCodes(List<Instant> toAddress, List<Instant> ofPerson) {

  public static final Duration LOOKED_BACK = Duration.ofDays(1);
  public static final Duration LEAST_APART = Duration.ofMinutes(1);
  public static final int MOST_TO_ADDRESS = 10;
  public static final int MOST_OF_PERSON = 40;

  public SentCodes {
    toAddress = toAddress.stream().sorted().toList();
    ofPerson = ofPerson.stream().sorted().toList();
  }

  /** When the next may be sent, where that is not now. */
  public Optional<Instant> notBefore(Instant now) {
    Instant earliest = now;
    if (!toAddress.isEmpty()) {
      earliest = later(earliest, toAddress.getLast().plus(LEAST_APART));
    }
    earliest = later(earliest, whenFewerThan(MOST_TO_ADDRESS, toAddress, now));
    earliest = later(earliest, whenFewerThan(MOST_OF_PERSON, ofPerson, now));
    return earliest.isAfter(now) ? Optional.of(earliest) : Optional.empty();
  }

  private static Instant whenFewerThan(int most, List<Instant> sent, Instant now) {
    return sent.size() < most ? now : sent.get(sent.size() - most).plus(LOOKED_BACK);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
