package io.onus.notification.delivery;

import io.onus.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes the workers of this process once new deliveries are there for them to see. */
@ApplicationScoped
class DeliverySignal {

  private final Transactions transactions;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  DeliverySignal(Transactions transactions) {
    this.transactions = transactions;
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void afterCommit() {
    transactions.afterCommit(() -> listeners.forEach(Runnable::run));
  }
}
