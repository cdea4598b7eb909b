package io.onus.notification.alert;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.ReachMayHaveChanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Comes back to alerts nobody could be told of. The directory and the clocks come by different
 * topics, so a breach may be here before its department is, and a department may get its first lead
 * while an alert is open.
 */
@ApplicationScoped
class MissedAlerts {

  /**
   * A change that commits while an alert is being written wakes this before the alert can be seen,
   * so it looks again by itself.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private static final int AT_ONCE = 500;
  private static final UUID FIRST = new UUID(0, 0);

  private final AlertService service;
  private final Transactions transactions;
  private final BackgroundLoop loop = new BackgroundLoop("missed-alerts", this::look);

  MissedAlerts(AlertService service, Transactions transactions) {
    this.service = service;
    this.transactions = transactions;
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  void onChange(@Observes ReachMayHaveChanged change) {
    transactions.afterCommit(loop::wake);
  }

  private Duration look() {
    UUID after = FIRST;
    while (true) {
      List<UUID> missed = service.undeliverable(after, AT_ONCE);
      missed.forEach(service::tellMissed);
      if (missed.size() < AT_ONCE) {
        return BETWEEN_LOOKS;
      }
      after = missed.getLast();
    }
  }
}
