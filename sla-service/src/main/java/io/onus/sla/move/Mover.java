package io.onus.sla.move;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.clock.OpenClocks;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.move.MoveStore.Move;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Works on the moves under way, a batch of requests in each transaction, so that facts and
 * milestones of the same requests wait for milliseconds only. Any replica may: after a crash the
 * next one goes on behind the last batch that was committed.
 */
@ApplicationScoped
class Mover {

  private static final Logger LOG = Logger.getLogger(Mover.class);

  /** Of another replica's moves nobody here is woken. */
  private static final Duration SWEEP = Duration.ofSeconds(2);

  private final MoveStore store;
  private final OpenClocks clocks;
  private final Transactions transactions;
  private final WallClock clock;
  private final int batch;
  private final BackgroundLoop loop;

  Mover(
      MoveStore store,
      OpenClocks clocks,
      Transactions transactions,
      WallClock clock,
      @ConfigProperty(name = "onus.moves.batch", defaultValue = "500") int batch) {
    this.store = store;
    this.clocks = clocks;
    this.transactions = transactions;
    this.clock = clock;
    this.batch = batch;
    this.loop = new BackgroundLoop("open-clock-moves", this::step);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  void wake() {
    loop.wake();
  }

  private Duration step() {
    return transactions.callInNew(this::moveBatch) ? Duration.ZERO : SWEEP;
  }

  /** Whether there was anything to do. */
  private boolean moveBatch() {
    Optional<Move> running = store.lockRunning();
    running.ifPresent(this::advance);
    return running.isPresent();
  }

  private void advance(Move move) {
    Instant now = clock.now();
    ClockAct act = move.act();
    Optional<String> binding =
        move.atBinding() == null
            ? clocks.bindingAfter(null, clocks.rebinding(act))
            : Optional.of(move.atBinding());
    while (binding.isPresent()) {
      OpenClocks.Page page =
          clocks.move(
              binding.get(),
              binding.get().equals(move.atBinding()) ? move.afterRequest() : null,
              batch,
              act,
              move.actor());
      if (page.last() != null) {
        store.progress(move, binding.get(), page, now);
        return;
      }
      binding = clocks.bindingAfter(binding.get(), clocks.rebinding(act));
    }
    store.finish(move, now);
    transactions.afterCommit(
        () ->
            LOG.infof(
                "open clocks moved %s=%s version=%d requests=%d clocks=%d skipped=%d",
                move.subject().kind(),
                move.subject().name(),
                move.version(),
                move.requestsMoved(),
                move.clocksMoved(),
                move.requestsSkipped()));
  }
}
