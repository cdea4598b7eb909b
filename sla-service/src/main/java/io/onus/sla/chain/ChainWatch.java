package io.onus.sla.chain;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Works off the words left about promises that moved, one request at a time. Nothing is lost in a
 * crash, since a word goes only with its answer; any replica may do it.
 */
@ApplicationScoped
public class ChainWatch {

  private static final Logger LOG = Logger.getLogger(ChainWatch.class);
  private static final int AT_ONCE = 100;
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final Duration UNDECIDABLE = Duration.ofMinutes(1);

  private final ChainStore store;
  private final ChainService chains;
  private final Transactions transactions;
  private final WallClock clock;
  private final BackgroundLoop loop;

  public ChainWatch(
      ChainStore store,
      ChainService chains,
      ChainSignal signal,
      Transactions transactions,
      WallClock clock) {
    this.store = store;
    this.chains = chains;
    this.transactions = transactions;
    this.clock = clock;
    this.loop = new BackgroundLoop("chain-watch", this::step);
    signal.onRaised(loop::wake);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private Duration step() {
    List<UUID> due = transactions.callInNew(() -> store.toCheck(clock.now(), AT_ONCE));
    due.forEach(this::check);
    return due.size() == AT_ONCE ? Duration.ZERO : SWEEP;
  }

  private void check(UUID requestId) {
    try {
      chains.check(requestId);
    } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
      // A bug in one request must not keep the others' chains from being watched.
      LOG.errorf(e, "requestId=%s cannot be compared, tried again later", requestId);
      transactions.callInNew(
          () -> {
            store.postpone(requestId, clock.now().plus(UNDECIDABLE));
            return null;
          });
    }
  }
}
