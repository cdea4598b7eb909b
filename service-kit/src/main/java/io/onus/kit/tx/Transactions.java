package io.onus.kit.tx;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.Callable;

/** Transactions by hand, where an annotation would hide what belongs together. */
@ApplicationScoped
public class Transactions {

  private final TransactionSynchronizationRegistry registry;

  public Transactions(TransactionSynchronizationRegistry registry) {
    this.registry = registry;
  }

  /** Joins the current transaction, or makes one. Anything thrown rolls back. */
  public <T> T call(Callable<T> work) {
    return QuarkusTransaction.joiningExisting().call(work);
  }

  public void run(Runnable work) {
    QuarkusTransaction.joiningExisting().run(work);
  }

  public <T> T callInNew(Callable<T> work) {
    return QuarkusTransaction.requiringNew().call(work);
  }

  /** Runs {@code work} once the current transaction has committed; never if it rolls back. */
  public void afterCommit(Runnable work) {
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing to do before: only a committed transaction counts.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              work.run();
            }
          }
        });
  }
}
