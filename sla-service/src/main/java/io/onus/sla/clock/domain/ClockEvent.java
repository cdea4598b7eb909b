package io.onus.sla.clock.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a clock did.
 *
 * @param time when it happened: a milestone's own instant, else the causing fact's time
 * @param percent for milestones; null otherwise
 * @param phase after it
 * @param verdict after it
 * @param face as it read then
 * @param cause the fact that made it happen; null where only time did
 */
public record ClockEvent(
    Type type,
    Instant time,
    @Nullable Integer percent,
    Phase phase,
    Verdict verdict,
    ClockFace face,
    @Nullable RequestFact cause) {

  /**
   * The contract's names are these in kebab-case, after {@code clock-}; the last one is for
   * explanations only and is not told.
   */
  public enum Type {
    STARTED,
    PAUSED,
    RESUMED,
    AT_RISK,
    BREACHED,
    OVERDUE,
    MET,
    FINISHED_LATE,
    CANCELLED,
    HANDED_OVER,
    RENEGOTIATED,
    WAIVED,
    BREACH_RETRACTED,
    /** Another department holds the request from here on. */
    PASSED_ON,
    /** Other hours count from here on, and nothing is due at another instant. */
    REBOUND;

    /** Whether anybody but an explanation hears of it. */
    public boolean isTold() {
      return this != REBOUND;
    }

    public boolean isMilestone() {
      return this == AT_RISK || this == BREACHED || this == OVERDUE;
    }
  }

  /** A clock without a promise measures in silence: there is nothing it could announce. */
  public boolean isTold() {
    return type.isTold() && (face.promise() != null || type == Type.RENEGOTIATED);
  }

  static Type milestone(int percent) {
    if (percent < ClockFace.DUE) {
      return Type.AT_RISK;
    }
    return percent == ClockFace.DUE ? Type.BREACHED : Type.OVERDUE;
  }
}
