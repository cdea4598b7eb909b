package io.onus.notification.weekly.domain;

import io.onus.notification.channel.domain.Notice.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One clock as it was last heard of.
 *
 * @param subject what the request is about; forgotten once the clock is over
 * @param stoppedAt when it ended; null while it has not
 * @param unanswered whether the request was reopened because what it ended with was no answer
 * @param saidAt the latest time anything of it happened
 * @param sequence the place of the last event that counts
 */
public record Promise(
    UUID clockId,
    UUID requestId,
    String number,
    @Nullable String subject,
    Side side,
    String owedBy,
    String owedTo,
    String metric,
    String priority,
    boolean expected,
    Phase phase,
    Verdict verdict,
    boolean promised,
    boolean agreed,
    @Nullable Instant dueAt,
    @Nullable Instant originalDueAt,
    @Nullable Instant stoppedAt,
    boolean unanswered,
    @Nullable Money cost,
    Instant saidAt,
    long sequence) {

  /** The side that owes it. */
  public enum Side {
    REQUESTER,
    PROVIDER
  }

  /** Whether it still runs. */
  public enum Phase {
    RUNNING,
    PAUSED,
    /** What was owed came. */
    FINISHED,
    /** Nothing is owed any more, or by somebody else. */
    ENDED;

    public boolean isOpen() {
      return this == RUNNING || this == PAUSED;
    }
  }

  /** How it stands, by what both sides agreed on last. */
  public enum Verdict {
    PENDING,
    MET,
    BREACHED,
    WAIVED,
    NONE
  }

  /** How it ended, and when that was certain: kept when it stopped, broken when it was due. */
  public record Settled(boolean kept, Instant at) {
    boolean in(Instant from, Instant until) {
      return !at.isBefore(from) && at.isBefore(until);
    }
  }

  private static final String RESOLUTION = "RESOLUTION";

  /** What belongs to the holder of the request and not to the request. */
  private static final String HANDLING = "HANDLING";

  /** What the first word says of it. */
  public static Promise of(ClockWord word) {
    return new Promise(
        word.clockId(),
        word.requestId(),
        word.number(),
        word.phase().isOpen() ? word.subject() : null,
        word.side(),
        word.owedBy(),
        word.owedTo(),
        word.metric(),
        word.priority(),
        word.expected(),
        word.phase(),
        word.verdict(),
        word.promised(),
        word.agreed(),
        dueAt(word),
        word.originalDueAt(),
        word.phase().isOpen() ? null : word.time(),
        false,
        word.cost(),
        word.time(),
        word.sequence());
  }

  /**
   * As it is after a further word. Words come in the order they were said; after a late fact that
   * is not the order in which it happened, and only what differs from before is said.
   */
  public Promise after(ClockWord word) {
    if (word.sequence() <= sequence) {
      return this;
    }
    boolean late = word.time().isBefore(saidAt);
    return switch (word.kind()) {
      // What it did before it ended, or before what is known, changes nothing that counts here.
      case OPEN -> late || !phase.isOpen() ? heard(word) : said(word, word.phase());
      // A clock that ended broken before is not ended once more.
      case BREACH, EXCUSE -> said(word, phase.isOpen() ? word.phase() : phase);
      case END, RETRACTION -> said(word, word.phase());
    };
  }

  /** The request went to another department, and what is open of it with it. */
  public Promise heldBy(String holder) {
    if (!phase.isOpen() || verdict == Verdict.BREACHED || metric.equals(HANDLING)) {
      return this;
    }
    return switch (side) {
      case PROVIDER -> between(holder, owedTo);
      case REQUESTER -> between(owedBy, holder);
    };
  }

  /** Whether an answer that was none ended this one, to the same request. */
  public boolean isUndoneBy(ClockWord word) {
    return word.notAnswered()
        && RESOLUTION.equals(metric)
        && !clockId.equals(word.clockId())
        && metric.equals(word.metric())
        && phase == Phase.FINISHED
        && stoppedAt != null
        && !stoppedAt.isAfter(word.time());
  }

  public Promise undone() {
    return with(owedBy, owedTo, true, sequence);
  }

  private Promise between(String by, String to) {
    return with(by, to, unanswered, sequence);
  }

  private Promise heard(ClockWord word) {
    return with(owedBy, owedTo, unanswered, word.sequence());
  }

  private Promise with(String by, String to, boolean noAnswer, long last) {
    return new Promise(
        clockId,
        requestId,
        number,
        subject,
        side,
        by,
        to,
        metric,
        priority,
        expected,
        phase,
        verdict,
        promised,
        agreed,
        dueAt,
        originalDueAt,
        stoppedAt,
        noAnswer,
        cost,
        saidAt,
        last);
  }

  private Promise said(ClockWord word, Phase next) {
    boolean reopened = word.kind() == ClockWord.Kind.RETRACTION && next.isOpen();
    return new Promise(
        clockId,
        requestId,
        word.number(),
        next.isOpen() ? word.subject() : null,
        word.side(),
        word.owedBy(),
        word.owedTo(),
        word.metric(),
        word.priority(),
        word.expected(),
        next,
        word.verdict(),
        word.promised(),
        word.agreed(),
        dueAt(word),
        word.originalDueAt(),
        stopped(word, next),
        unanswered && !next.isOpen(),
        word.cost(),
        reopened || word.time().isAfter(saidAt) ? word.time() : saidAt,
        word.sequence());
  }

  /** A retraction names the instant it takes back, which is not when it is due now. */
  private static @Nullable Instant dueAt(ClockWord word) {
    return word.kind() == ClockWord.Kind.RETRACTION && word.phase().isOpen() ? null : word.dueAt();
  }

  private @Nullable Instant stopped(ClockWord word, Phase next) {
    if (next.isOpen()) {
      return null;
    }
    return word.kind() == ClockWord.Kind.END || stoppedAt == null ? word.time() : stoppedAt;
  }

  /**
   * By what both sides agreed on last; what was excused counts neither way. What came in time and
   * was no answer was not kept, and is no breach that costs.
   */
  public Optional<Settled> asAgreed() {
    return switch (verdict) {
      case MET -> Optional.of(new Settled(!unanswered, stoppedAt == null ? saidAt : stoppedAt));
      case BREACHED -> Optional.of(new Settled(false, dueAt == null ? saidAt : dueAt));
      case PENDING, WAIVED, NONE -> Optional.empty();
    };
  }

  /**
   * By what was first promised, whatever was agreed or excused since: nobody announces that this
   * instant has passed.
   */
  public Optional<Settled> asPromised(Instant now) {
    if (!promised) {
      return Optional.empty();
    }
    if (!agreed && verdict != Verdict.WAIVED) {
      return asAgreed();
    }
    Instant stopped = stoppedAt == null ? now : stoppedAt;
    if (originalDueAt != null && stopped.isAfter(originalDueAt)) {
      return Optional.of(new Settled(false, originalDueAt));
    }
    return phase == Phase.FINISHED
        ? Optional.of(new Settled(!unanswered, stopped))
        : Optional.empty();
  }

  /** Whether it would have been kept, had what came been an answer. */
  public boolean cameButWasNoAnswer() {
    return unanswered && verdict == Verdict.MET;
  }

  /** Whether it broke, and what was owed has not come yet. */
  public boolean isBrokenAndOpen() {
    return verdict == Verdict.BREACHED && phase.isOpen();
  }

  /** Whether it can still be kept, and is due in [from, until). */
  public boolean comesDue(Instant from, Instant until) {
    return phase == Phase.RUNNING
        && verdict == Verdict.PENDING
        && dueAt != null
        && !dueAt.isBefore(from)
        && dueAt.isBefore(until);
  }
}
