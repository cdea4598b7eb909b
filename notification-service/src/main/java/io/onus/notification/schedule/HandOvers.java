package io.onus.notification.schedule;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.tx.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Drives what a schedule tells by itself. Every replica does; a schedule is in one's hands at a
 * time.
 */
@ApplicationScoped
class HandOvers {

  private static final Logger LOG = Logger.getLogger(HandOvers.class);

  /** What becomes due is minutes away mostly; a second of them is no loss. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final HandOverService service;
  private final Transactions transactions;
  private final BackgroundLoop loop = new BackgroundLoop("hand-overs", this::look);

  HandOvers(HandOverService service, Transactions transactions) {
    this.service = service;
    this.transactions = transactions;
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  void onChange(@Observes ScheduleChanged change) {
    transactions.afterCommit(loop::wake);
  }

  /** What is wrong with one schedule keeps no other from being told. */
  private Duration look() {
    for (String schedule : service.due()) {
      try {
        service.tell(schedule);
      } catch (RuntimeException e) {
        LOG.errorf(e, "nothing told of schedule=%s, tried again", schedule);
      }
    }
    return BETWEEN_LOOKS;
  }
}
