package io.onus.notification.delivery;

import io.onus.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes those of this process who wait for deliveries, once new ones are there for them to see. */
@ApplicationScoped
public class DeliverySignal {

  private final Transactions transactions;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  DeliverySignal(Transactions transactions) {
    this.transactions = transactions;
  }

  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  void afterCommit() {
    transactions.afterCommit(() -> listeners.forEach(Runnable::run));
  }
}
