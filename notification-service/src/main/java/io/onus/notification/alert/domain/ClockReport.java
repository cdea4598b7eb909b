package io.onus.notification.alert.domain;

import io.onus.notification.domain.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about one clock, as far as alerts care.
 *
 * @param paused it stands still now
 * @param promised whether terms or an agreement for this request promise anything now
 * @param imported the request is history that was read in: it is clocked, but nobody is called for
 *     it
 */
public record ClockReport(
    Kind kind,
    UUID clockId,
    String metric,
    int cycle,
    int percent,
    @Nullable Instant dueAt,
    boolean paused,
    boolean promised,
    boolean expected,
    boolean imported) {

  /** Below this, a warning is an event for machines and no reason to write to a person. */
  public static final int FIRST_PERCENT_TOLD = 75;

  /** The last part of the event type; types that mean nothing to an alert are {@code OTHER}. */
  public enum Kind {
    AT_RISK,
    BREACHED,
    OVERDUE,
    MET,
    FINISHED_LATE,
    CANCELLED,
    WAIVED,
    HANDED_OVER,
    BREACH_RETRACTED,
    STARTED,
    PAUSED,
    RESUMED,
    RENEGOTIATED,
    PASSED_ON,
    OTHER
  }

  /** Whether somebody owes it at an instant they did not owe it at before. */
  public boolean isDueAnew() {
    return !imported
        && dueAt != null
        && (kind == Kind.STARTED
            || kind == Kind.RESUMED
            || kind == Kind.RENEGOTIATED
            || kind == Kind.PASSED_ON);
  }

  /** What an alert must do about it, if anything. */
  public Optional<AlertCommand> command() {
    if (imported) {
      return Optional.empty();
    }
    return switch (kind) {
      case AT_RISK -> percent < FIRST_PERCENT_TOLD ? Optional.empty() : raise(Standing.AT_RISK);
      case BREACHED -> raise(Standing.BREACHED);
      case OVERDUE -> raise(Standing.OVERDUE);
      case MET -> settle(Ending.MET);
      case FINISHED_LATE -> settle(Ending.FINISHED_LATE);
      case CANCELLED -> settle(Ending.CANCELLED);
      case WAIVED -> settle(Ending.WAIVED);
      case HANDED_OVER -> settle(Ending.HANDED_OVER);
      case BREACH_RETRACTED -> settle(Ending.BREACH_RETRACTED);
      case PAUSED, RESUMED, PASSED_ON -> revise();
      // Nothing more is said of a clock that promises nothing any more.
      case RENEGOTIATED -> promised ? revise() : settle(Ending.NO_PROMISE);
      case STARTED, OTHER -> Optional.empty();
    };
  }

  private Optional<AlertCommand> raise(Standing standing) {
    return Optional.of(
        new AlertCommand.RaiseMilestone(
            new AlertClock(
                clockId, metric, cycle, standing, percent, dueAt, paused, expected, null)));
  }

  private Optional<AlertCommand> revise() {
    return Optional.of(new AlertCommand.ReviseClock(clockId, dueAt, paused));
  }

  private Optional<AlertCommand> settle(Ending ending) {
    return Optional.of(new AlertCommand.SettleClock(clockId, ending));
  }
}
