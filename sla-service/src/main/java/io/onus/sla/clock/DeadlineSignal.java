package io.onus.sla.clock;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Tells this process's engine that a milestone was committed, so that an earlier one ends its
 * parking.
 */
@ApplicationScoped
public class DeadlineSignal {

  private volatile Consumer<Instant> listener = at -> {};

  void armed(Instant at) {
    listener.accept(at);
  }

  void onArmed(Consumer<Instant> listener) {
    this.listener = listener;
  }
}
