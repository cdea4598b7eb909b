package io.onus.sla.budget;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at budgets: where clocks were settled, and where the window moves on. An agreement is
 * looked at once a round however many of its clocks were settled meanwhile, and counting takes a
 * fifth of one connection's time at most, so that it never gets in the way of the clocks. Any
 * replica may do it.
 */
@ApplicationScoped
public class BudgetWatch {

  private static final Logger LOG = Logger.getLogger(BudgetWatch.class);
  private static final int AT_ONCE = 200;

  /** So many times as long as it counted it rests: clocks come first. */
  private static final int REST = 4;

  private final BudgetStore store;
  private final BudgetService budgets;
  private final Transactions transactions;
  private final WallClock clock;
  private final Duration round;
  private final BackgroundLoop loop;

  public BudgetWatch(
      BudgetStore store,
      BudgetService budgets,
      Transactions transactions,
      WallClock clock,
      @ConfigProperty(name = "onus.budget.round", defaultValue = "PT1S") Duration round) {
    this.store = store;
    this.budgets = budgets;
    this.transactions = transactions;
    this.clock = clock;
    this.round = round;
    this.loop = new BackgroundLoop("budget-watch", this::step);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private Duration step() {
    long began = System.nanoTime();
    List<UUID> due = transactions.callInNew(() -> store.toLookAt(clock.now(), AT_ONCE));
    for (UUID agreementId : due) {
      try {
        budgets.look(agreementId);
      } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
        // A bug in one agreement must not keep the others' budgets from being watched.
        LOG.errorf(e, "agreementId=%s cannot be looked at, tried again", agreementId);
      }
    }
    Duration rest = Duration.ofNanos(System.nanoTime() - began).multipliedBy(REST);
    return rest.compareTo(round) > 0 ? rest : round;
  }
}
