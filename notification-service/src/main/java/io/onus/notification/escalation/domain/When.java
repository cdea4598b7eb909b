package io.onus.notification.escalation.domain;

import java.time.Instant;

/** When a turn comes. */
public sealed interface When {

  record At(Instant instant) implements When {}

  /** Not before something changes. */
  record Held(String because) implements When {}

  /** Never. */
  record Never(String because) implements When {}
}
