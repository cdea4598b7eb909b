package io.onus.sla.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The departments, and what they do, that this service has heard of. */
@ApplicationScoped
public class DirectoryService {

  /**
   * A department made a moment ago is on its way through Kafka: long enough for that, short enough
   * for a caller.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final DirectoryStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  public DirectoryService(DirectoryStore store) {
    this.store = store;
  }

  public Optional<Department> find(String code) {
    return store.find(code);
  }

  /** The codes of all departments. */
  public Set<String> codes() {
    return store.codes();
  }

  /** The codes of the departments that work by a calendar. */
  public Set<String> withCalendar(String calendar) {
    return store.withCalendar(calendar);
  }

  /** Like {@link #find}, but gives a department that is not there yet the time to arrive. */
  public Optional<Department> await(String code) {
    return awaited(() -> store.find(code));
  }

  /** A service; one that is not there yet is given the time to arrive. */
  public Optional<Service> awaitService(String code) {
    return awaited(() -> store.findService(code));
  }

  private <T> Optional<T> awaited(Supplier<Optional<T>> look) {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      Optional<T> found = look.get();
      while (found.isEmpty() && left > 0) {
        // Another replica may be the one that hears of it, so the signal alone is not enough.
        long step = Math.min(left, LOOK_AGAIN.toNanos());
        changed.await(step, TimeUnit.NANOSECONDS);
        left -= step;
        found = look.get();
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  void keep(Department department) {
    store.keep(department);
    arrived();
  }

  void keep(Service service) {
    store.keep(service);
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
