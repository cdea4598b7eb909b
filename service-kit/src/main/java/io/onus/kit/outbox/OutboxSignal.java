package io.onus.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells this process's relay that something was committed; other replicas find it on their next
 * sweep.
 */
@ApplicationScoped
public class OutboxSignal {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public void wake() {
    listeners.forEach(Runnable::run);
  }

  void onWake(Runnable listener) {
    listeners.add(listener);
  }
}
