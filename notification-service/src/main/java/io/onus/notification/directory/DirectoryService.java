package io.onus.notification.directory;

import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.ReachMayHaveChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;

@ApplicationScoped
public class DirectoryService {

  private final DirectoryStore store;
  private final Event<ReachMayHaveChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;

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

  /** Older versions than the one that is kept change nothing, however often and late they come. */
  void keep(Department department) {
    transactions.run(
        () -> {
          if (store.keepLatest(department, clock.now())) {
            changes.fire(new ReachMayHaveChanged());
          }
        });
  }
}
