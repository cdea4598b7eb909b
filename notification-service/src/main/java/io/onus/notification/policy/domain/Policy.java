package io.onus.notification.policy.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps in the order they are taken, until somebody acknowledges.
 *
 * @param department whose it is; null for one that serves every department
 * @param repeat how often the steps are taken once more after the first time
 * @param pause between the last step and the next round; after the last round, until the fallback
 *     contact is told
 */
public record Policy(
    String code,
    String name,
    @Nullable String department,
    List<Step> steps,
    int repeat,
    Duration pause) {

  public static final int MOST_STEPS = 20;
  public static final int MOST_REPEATS = 9;

  /** What a code looks like. */
  public static final String CODE = "[a-z0-9]+(-[a-z0-9]+)*";

  public Policy {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MOST_STEPS || repeat < 0 || repeat > MOST_REPEATS) {
      throw new IllegalArgumentException("a policy has 1 to 20 steps and at most 9 repeats");
    }
  }
}
