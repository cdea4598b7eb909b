package io.onus.notification.weekly.domain;

import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.weekly.domain.ClockWord.Kind;
import io.onus.notification.weekly.domain.Promise.Phase;
import io.onus.notification.weekly.domain.Promise.Side;
import io.onus.notification.weekly.domain.Promise.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said of one clock, word after word, and what is known of it then. */
final class ClockStory {

  private static long made;

  private final UUID clockId = new UUID(1, ++made);
  private final UUID requestId = new UUID(2, made);
  private final String requester;
  private final String provider;
  private Side side = Side.PROVIDER;
  private String owedBy;
  private String metric = "RESOLUTION";
  private String priority = "P2";
  private boolean expected;
  private boolean promised = true;
  private boolean agreed;
  private @Nullable Instant dueAt;
  private @Nullable Instant originalDueAt;
  private @Nullable Money cost;
  private boolean notAnswered;
  private long sequence;
  private @Nullable Promise known;

  private ClockStory(String requester, String provider) {
    this.requester = requester;
    this.provider = provider;
    this.owedBy = provider;
  }

  /** The provider owes the requester a resolution. */
  static ClockStory between(String requester, String provider) {
    return new ClockStory(requester, provider);
  }

  ClockStory owedByRequester(String what) {
    side = Side.REQUESTER;
    owedBy = requester;
    metric = what;
    return this;
  }

  ClockStory clocked(String what) {
    metric = what;
    return this;
  }

  ClockStory priority(String other) {
    priority = other;
    return this;
  }

  ClockStory underHouseTerms() {
    expected = true;
    return this;
  }

  /** The terms name no target: only what is agreed for this request counts. */
  ClockStory withoutTarget() {
    promised = false;
    return this;
  }

  /** It begins because what the one before it ended with was no answer. */
  ClockStory becauseNotAnswered() {
    notAnswered = true;
    return this;
  }

  ClockStory due(String at) {
    dueAt = Instant.parse(at);
    originalDueAt = agreed ? originalDueAt : dueAt;
    return this;
  }

  ClockStory costing(String amount, String currency) {
    cost = new Money(new BigDecimal(amount), currency);
    return this;
  }

  ClockStory started(String at) {
    return say(Kind.OPEN, at, Phase.RUNNING, Verdict.PENDING);
  }

  ClockStory paused(String at) {
    Instant due = dueAt;
    dueAt = null;
    say(Kind.OPEN, at, Phase.PAUSED, Verdict.PENDING);
    dueAt = due;
    return this;
  }

  ClockStory resumed(String at) {
    return say(Kind.OPEN, at, Phase.RUNNING, Verdict.PENDING);
  }

  /** Both sides agreed on another instant. */
  ClockStory agreed(String at, String due) {
    agreed = true;
    return due(due).say(Kind.OPEN, at, Phase.RUNNING, Verdict.PENDING);
  }

  ClockStory broke(String at) {
    return say(Kind.BREACH, at, Phase.RUNNING, Verdict.BREACHED);
  }

  ClockStory met(String at) {
    return say(Kind.END, at, Phase.FINISHED, Verdict.MET);
  }

  ClockStory finishedLate(String at) {
    return say(Kind.END, at, Phase.FINISHED, Verdict.BREACHED);
  }

  ClockStory cancelled(String at, Verdict verdict) {
    return say(Kind.END, at, Phase.ENDED, verdict);
  }

  ClockStory waived(String at, Phase phase) {
    Money before = cost;
    cost = null;
    say(Kind.EXCUSE, at, phase, Verdict.WAIVED);
    cost = before;
    return this;
  }

  ClockStory retracted(String at, Phase phase, Verdict verdict) {
    Money before = cost;
    cost = null;
    say(Kind.RETRACTION, at, phase, verdict);
    cost = before;
    return this;
  }

  ClockStory say(Kind kind, String at, Phase phase, Verdict verdict) {
    hear(word(++sequence, kind, at, phase, verdict));
    return this;
  }

  void hear(ClockWord word) {
    known = known == null ? Promise.of(word) : known.after(word);
  }

  ClockWord word(long number, Kind kind, String at, Phase phase, Verdict verdict) {
    return new ClockWord(
        kind,
        number,
        Instant.parse(at),
        clockId,
        requestId,
        provider + "-1042",
        "Which part fits?",
        requester,
        provider,
        side,
        owedBy,
        metric,
        priority,
        expected,
        phase,
        verdict,
        promised,
        agreed,
        dueAt,
        originalDueAt,
        cost,
        notAnswered);
  }

  Promise known() {
    if (known == null) {
      throw new IllegalStateException("nothing was said yet");
    }
    return known;
  }
}
