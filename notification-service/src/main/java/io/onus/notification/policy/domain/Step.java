package io.onus.notification.policy.domain;

import io.onus.notification.target.domain.Target;
import java.util.List;

/** Whom to tell when a wait is over. */
public record Step(Wait turn, List<Target> targets) {

  public Step {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a step tells somebody");
    }
  }
}
