package io.onus.sla.chain;

import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.chain.ChainStore.Moved;
import io.onus.sla.clock.ClockObserver;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.ClockIds;
import io.onus.sla.clock.domain.Clocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Notices promises that moved, and leaves word to compare them with what hangs on them. */
@ApplicationScoped
public class ChainRecorder implements ClockObserver {

  private final ChainStore store;
  private final ChainSignal signal;
  private final Transactions transactions;
  private final WallClock clock;

  public ChainRecorder(
      ChainStore store, ChainSignal signal, Transactions transactions, WallClock clock) {
    this.store = store;
    this.signal = signal;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void decided(List<Clocks.Decision> decisions) {
    List<Moved> moved =
        decisions.stream()
            .filter(decision -> !decision.state().profile().imported())
            .flatMap(decision -> moved(decision).stream())
            .toList();
    if (!moved.isEmpty() && store.check(moved, clock.now())) {
      transactions.afterCommit(signal::raised);
    }
  }

  private static Optional<Moved> moved(Clocks.Decision decision) {
    return decision.events().stream()
        .filter(event -> isPromise(event) && moves(event.type()))
        .reduce((earlier, later) -> later)
        .map(
            event ->
                new Moved(
                    decision.state().id(),
                    ClockIds.event(event),
                    event.time(),
                    decision.state().profile().parentId() != null));
  }

  private static boolean isPromise(ClockEvent event) {
    return event.face().metric() == Metric.RESOLUTION || event.face().metric() == Metric.DELIVERY;
  }

  /** Whether a request may be due at another instant than before, and not at none. */
  private static boolean moves(ClockEvent.Type type) {
    return switch (type) {
      case STARTED, RESUMED, RENEGOTIATED, BREACH_RETRACTED -> true;
      case PAUSED,
          AT_RISK,
          BREACHED,
          OVERDUE,
          MET,
          FINISHED_LATE,
          CANCELLED,
          HANDED_OVER,
          WAIVED,
          PASSED_ON,
          REBOUND ->
          false;
    };
  }
}
