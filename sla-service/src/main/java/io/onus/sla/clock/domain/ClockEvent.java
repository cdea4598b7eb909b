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

  /** The contract's names are these in kebab-case, after {@code clock-}. */
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
    RENEGOTIATED,
    BREACH_RETRACTED;

    public boolean isMilestone() {
      return this == AT_RISK || this == BREACHED || this == OVERDUE;
    }
  }

  static Type milestone(int percent) {
    if (percent < ClockFace.DUE) {
      return Type.AT_RISK;
    }
    return percent == ClockFace.DUE ? Type.BREACHED : Type.OVERDUE;
  }
}
