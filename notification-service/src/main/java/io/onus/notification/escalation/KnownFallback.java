package io.onus.notification.escalation;

import io.onus.notification.target.domain.Target;
import java.util.List;

/** The company's fallback contact as it is stored. */
record KnownFallback(List<Target> targets, long version) {
  KnownFallback {
    targets = List.copyOf(targets);
  }
}
