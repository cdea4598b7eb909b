package io.onus.notification.alert;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.sql.SqlStates;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.ReachMayHaveChanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Comes back to alerts nobody could be told of. The directory and the clocks come by different
 * topics, so a breach may be here before its department is, and a department may get its first lead
 * while an alert is open.
 */
@ApplicationScoped
class MissedAlerts {

  /**
   * A change that commits while an alert is being written wakes this before the alert can be seen,
   * so it looks again by itself, at what is that young. Older alerts wait for the next change, or
   * for the next look at all: there may be thousands of them, and with time alone somebody may come
   * on call.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS_AT_ALL = Duration.ofMinutes(5);

  private static final Duration YOUNG = Duration.ofMinutes(1);
  private static final int AT_ONCE = 500;
  private static final UUID FIRST = new UUID(0, 0);

  private static final Logger LOG = Logger.getLogger(MissedAlerts.class);

  private final AlertService service;
  private final Transactions transactions;
  private final WallClock clock;
  private final BackgroundLoop loop = new BackgroundLoop("missed-alerts", this::look);

  /** At the start as well: what changed while this was down is not known. */
  private final AtomicBoolean changed = new AtomicBoolean(true);

  /** Known to the loop alone. */
  private Instant lastAtAll = Instant.EPOCH;

  MissedAlerts(AlertService service, Transactions transactions, WallClock clock) {
    this.service = service;
    this.transactions = transactions;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  void onChange(@Observes ReachMayHaveChanged change) {
    transactions.afterCommit(
        () -> {
          changed.set(true);
          loop.wake();
        });
  }

  private Duration look() {
    Instant now = clock.now();
    boolean longAgo =
        now.isBefore(lastAtAll) || !now.isBefore(lastAtAll.plus(BETWEEN_LOOKS_AT_ALL));
    boolean atAll = changed.getAndSet(false) || longAgo;
    try {
      tellMissed(atAll ? Instant.EPOCH : now.minus(YOUNG));
      lastAtAll = atAll ? now : lastAtAll;
      return BETWEEN_LOOKS;
    } catch (RuntimeException e) {
      // Not looked at to the end: the next look must be as wide.
      changed.compareAndSet(false, atAll);
      throw e;
    }
  }

  private void tellMissed(UUID alertId) {
    try {
      service.tellMissed(alertId);
    } catch (RuntimeException e) {
      if (SqlStates.isTransient(e)) {
        throw e;
      }
      // One that cannot be told must not hold up the others; it is tried again.
      LOG.errorf(e, "not told again alertId=%s", alertId);
    }
  }

  private void tellMissed(Instant changedSince) {
    UUID after = FIRST;
    List<UUID> missed;
    do {
      missed = service.undeliverable(after, changedSince, AT_ONCE);
      missed.forEach(this::tellMissed);
      after = missed.isEmpty() ? after : missed.getLast();
    } while (missed.size() == AT_ONCE);
  }
}
