package io.onus.notification.directory;

import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.directory.domain.Department;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;

@ApplicationScoped
public class DirectoryService {

  private final DirectoryStore store;
  private final Event<DepartmentChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;

  DirectoryService(
      DirectoryStore store,
      Event<DepartmentChanged> changes,
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

  /**
   * As {@link #find}, and a newer version is kept only after the current transaction: who finds
   * nobody to tell under this lock is sure to be seen by whoever brings somebody.
   */
  public Optional<Department> findLocked(String code) {
    store.lock(code);
    return store.find(code);
  }

  /** Older versions than the one that is kept change nothing, however often and late they come. */
  void keep(Department department) {
    transactions.run(
        () -> {
          store.lock(department.code());
          if (store.keepLatest(department, clock.now())) {
            changes.fire(new DepartmentChanged(department));
          }
        });
  }
}
