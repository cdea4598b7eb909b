package io.onus.notification.policy.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a step's turn comes. */
public sealed interface Wait {

  /** So long after the step before it, or after the escalation began. */
  record After(Duration duration) implements Wait {
    public After {
      notNegative(duration);
    }
  }

  /**
   * So much working time after the step before it.
   *
   * @param calendar whose working time; null for that of the department that owes
   */
  record AfterWorking(Duration duration, @Nullable String calendar) implements Wait {
    public AfterWorking {
      notNegative(duration);
    }
  }

  /**
   * At the due instant of the most pressing clock, or so long before (negative) or after it. It
   * moves with the due instant, and comes never before the step before it.
   */
  record AtDue(Duration offset) implements Wait {}

  Wait AT_ONCE = new After(Duration.ZERO);

  private static void notNegative(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("a wait is not negative");
    }
  }
}
