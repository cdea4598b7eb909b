package io.onus.notification.schedule.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person asks another to agree to.
 *
 * @param from whose shift it is, and who asks
 * @param to who is asked
 * @param gives when {@code to} is to be on call in place of {@code from}
 * @param takes when {@code from} is to be on call in place of {@code to} in return; null for
 *     nothing
 * @param note why, in their words
 */
public record SwapTerms(
    int number,
    String from,
    String to,
    Span gives,
    @Nullable Span takes,
    @Nullable String note,
    Instant proposedAt) {

  /** From then on it is too late: the earlier of the two has begun. */
  public Instant expiresAt() {
    return takes == null || gives.start().isBefore(takes.start()) ? gives.start() : takes.start();
  }
}
