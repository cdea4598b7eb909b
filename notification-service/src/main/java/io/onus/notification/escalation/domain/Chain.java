package io.onus.notification.escalation.domain;

import io.onus.notification.policy.domain.Policy;
import io.onus.notification.policy.domain.Step;
import io.onus.notification.policy.domain.Wait;
import io.onus.notification.target.domain.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps an escalation takes: what its policy said when it began, whatever becomes of the policy
 * since.
 *
 * @param origin where it comes from, in words: a route and its policy, or the default
 * @param policy the code of the policy it was taken from; null where there was none
 * @param repeat how often the steps are taken once more
 * @param pause between rounds, and from the last one to the fallback contact
 * @param insists whether the fallback contact is told where people were told and nobody answered;
 *     where nobody at all was reached it always is
 */
public record Chain(
    String origin,
    @Nullable String policy,
    List<Step> steps,
    int repeat,
    Duration pause,
    boolean insists) {

  public Chain {
    steps = List.copyOf(steps);
  }

  public static Chain of(String origin, Policy policy) {
    return new Chain(
        origin + ", policy " + policy.code(),
        policy.code(),
        policy.steps(),
        policy.repeat(),
        policy.pause(),
        true);
  }

  /** One step, at once, and nothing after it. */
  public static Chain once(String origin, List<Target> targets) {
    return new Chain(
        origin, null, List.of(new Step(Wait.AT_ONCE, targets)), 0, Duration.ZERO, false);
  }

  /** Nobody is to be told. */
  public static Chain none(String origin) {
    return new Chain(origin, null, List.of(), 0, Duration.ZERO, false);
  }
}
