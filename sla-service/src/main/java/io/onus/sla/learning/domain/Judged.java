package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.clock.domain.Obligor;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would have become of one promise.
 *
 * @param round of several within a cycle, from 1
 * @param priority the one the request had when the promise ended, or has now
 * @param late working time beyond the target; zero unless broken
 */
public record Judged(
    UUID requestId,
    String requestNumber,
    Metric metric,
    int cycle,
    int round,
    Priority priority,
    Obligor obligor,
    Result result,
    Duration late,
    @Nullable Instant dueAt) {

  public enum Result {
    KEPT,
    BREACHED,
    /** In time, but reopened as not answered: no kept promise, and no breach that costs. */
    UNANSWERED,
    OPEN,
    /** Cancelled or handed over before it was due. */
    ENDED
  }

  /** The latest first; what is equally late in an order that does not depend on chance. */
  static final Comparator<Judged> WORST_FIRST =
      Comparator.comparing(Judged::late)
          .reversed()
          .thenComparing(Judged::requestNumber)
          .thenComparing(Judged::requestId)
          .thenComparing(Judged::metric)
          .thenComparing(Judged::cycle)
          .thenComparing(Judged::round);
}
