package io.onus.notification.weekly.domain;

import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.weekly.domain.Promise.Phase;
import io.onus.notification.weekly.domain.Promise.Side;
import io.onus.notification.weekly.domain.Promise.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of one clock.
 *
 * @param sequence its place among all that is said of the request
 * @param time when it happened, which may lie before what was said earlier
 * @param provider who holds the request now
 * @param requester who asked for it
 * @param owedBy who owes what the clock measures; the holder, unless the clock is of a time before
 *     or of the other side
 * @param promised whether the terms promise or expect something; false where it is only what both
 *     sides agreed on for this request
 * @param agreed whether both sides agreed on another due instant for this request
 * @param originalDueAt when it is due without that
 * @param cost of its breach, as far as it is known
 * @param notAnswered whether it begins because what the one before it ended with was no answer
 */
public record ClockWord(
    Kind kind,
    long sequence,
    Instant time,
    UUID clockId,
    UUID requestId,
    String number,
    @Nullable String subject,
    String requester,
    String provider,
    Side side,
    String owedBy,
    String metric,
    String priority,
    boolean expected,
    Phase phase,
    Verdict verdict,
    boolean promised,
    boolean agreed,
    @Nullable Instant dueAt,
    @Nullable Instant originalDueAt,
    @Nullable Money cost,
    boolean notAnswered) {

  /** What an event does to what is known. */
  public enum Kind {
    /** It runs, rests, warns, or is due at another instant. */
    OPEN,
    /** It broke, or is late for long. */
    BREACH,
    /** It is over, kept or not. */
    END,
    EXCUSE,
    /** A late fact shows that it did not break, or not then. */
    RETRACTION
  }

  String owedTo() {
    return side == Side.PROVIDER ? requester : provider;
  }
}
