package io.onus.notification.verification.domain;

import io.onus.notification.verification.domain.CodeRefusal.CodeExpired;
import io.onus.notification.verification.domain.CodeRefusal.CodeUsedUp;
import io.onus.notification.verification.domain.CodeRefusal.WrongCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The latest code that was sent to a method, as far as it was tried. Six digits are few, so both
 * its time and its tries are.
 */
public record Code(Instant sentAt, int wrongTries) {

  public static final Duration VALID = Duration.ofMinutes(15);
  public static final int MOST_TRIES = 5;

  public Instant validUntil() {
    return sentAt.plus(VALID);
  }

  /** Why it cannot be tried any more. */
  public Optional<CodeRefusal> refusal(Instant now) {
    if (wrongTries >= MOST_TRIES) {
      return Optional.of(new CodeUsedUp(MOST_TRIES));
    }
    return now.isBefore(validUntil())
        ? Optional.empty()
        : Optional.of(new CodeExpired(validUntil()));
  }

  /** What one more wrong try comes to. */
  public CodeRefusal wrong() {
    int left = MOST_TRIES - wrongTries - 1;
    return left > 0 ? new WrongCode(left) : new CodeUsedUp(MOST_TRIES);
  }
}
