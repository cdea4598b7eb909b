package io.onus.notification.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the time of a step depends on, as it is now.
 *
 * @param dueAt when the most pressing clock is due; null where none has a due instant, as while it
 *     is paused
 * @param paused every clock of the alert that needs attention stands still, and none is broken
 * @param workingTime how working time is counted
 */
public record Pace(@Nullable Instant dueAt, boolean paused, WorkingTime workingTime) {

  /** Counts working time. */
  @FunctionalInterface
  public interface WorkingTime {

    /**
     * @param calendar null for that of the department that owes
     * @return empty where it is not known
     */
    Optional<Instant> add(@Nullable String calendar, Instant start, Duration working);
  }
}
