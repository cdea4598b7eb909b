package io.onus.notification.directory;

import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.ReachMayHaveChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

@ApplicationScoped
public class DirectoryService {

  /** Long enough for a department that is on its way through Kafka. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final DirectoryStore store;
  private final Event<ReachMayHaveChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  DirectoryService(
      DirectoryStore store,
      Event<ReachMayHaveChanged> changes,
      Transactions transactions,
      WallClock clock) {
    this.store = store;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
  }

  public Optional<Department> find(String code) {
    return store.find(code);
  }

  /** All departments, in the order of their codes. */
  public List<Department> all() {
    return store.all();
  }

  /**
   * Like {@link #find}, but gives a department that is not there yet the time to arrive. Not in a
   * transaction.
   */
  public Optional<Department> await(String code) {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      Optional<Department> found = store.find(code);
      while (found.isEmpty() && left > 0) {
        // Another replica may be the one that hears of it, so the signal alone is not enough.
        long step = Math.min(left, LOOK_AGAIN.toNanos());
        changed.await(step, TimeUnit.NANOSECONDS);
        left -= step;
        found = store.find(code);
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Older versions than the one that is kept change nothing, however often and late they come. */
  void keep(Department department) {
    transactions.run(
        () -> {
          if (store.keepLatest(department, clock.now())) {
            changes.fire(new ReachMayHaveChanged());
          }
        });
    arrived();
  }

  private void arrived() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
