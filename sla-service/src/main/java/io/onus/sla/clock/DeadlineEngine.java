package io.onus.sla.clock;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.clock.ClockStore.Fired;
import io.onus.sla.clock.ClockStore.Locked;
import io.onus.sla.clock.ClockStore.ShardDue;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockCommand;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.TrackedRequest;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fires milestones as they pass. It parks until the earliest one or {@link #SWEEP}, and an earlier
 * one that is committed meanwhile ends the parking. Any number of replicas may run it: a request is
 * fired by the one that holds its lock. Nothing has to be recovered after a crash, since what was
 * not committed is still due.
 */
@ApplicationScoped
public class DeadlineEngine {

  private static final Logger LOG = Logger.getLogger(DeadlineEngine.class);
  private static final int BATCH = 500;
  private static final int WORKERS = 4;
  private static final Duration SWEEP = Duration.ofMillis(250);

  /** Rows that another transaction holds are free again within its commit. */
  private static final Duration LOCKED_ELSEWHERE = Duration.ofMillis(5);

  private static final Duration UNDECIDABLE = Duration.ofMinutes(1);
  private static final Duration BEHIND = Duration.ofSeconds(5);

  private final ClockStore store;
  private final ClockService clocks;
  private final RequestFactsConsumer consumer;
  private final Transactions transactions;
  private final WallClock clock;
  private final boolean enabled;
  private final Duration patience;
  private final BackgroundLoop loop;

  /** Shards fire side by side, so that their commits share the disk's time. */
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          WORKERS, Thread.ofPlatform().name("deadline-shard-", 0).daemon(true).factory());

  private final Timer lateness;
  private final DistributionSummary batches;
  private final MeterRegistry meters;
  private final AtomicLong oldestOverdueMillis = new AtomicLong();
  private volatile Instant parkedUntil = Instant.MIN;
  private @Nullable Instant waitingSince;
  private boolean alarmed;

  public DeadlineEngine(
      ClockStore store,
      ClockService clocks,
      RequestFactsConsumer consumer,
      Transactions transactions,
      WallClock clock,
      DeadlineSignal signal,
      MeterRegistry meters,
      @ConfigProperty(name = "onus.engine.enabled", defaultValue = "true") boolean enabled,
      @ConfigProperty(name = "onus.engine.wait-for-consumer", defaultValue = "PT30S")
          Duration patience) {
    this.store = store;
    this.clocks = clocks;
    this.consumer = consumer;
    this.transactions = transactions;
    this.clock = clock;
    this.enabled = enabled;
    this.patience = patience;
    this.meters = meters;
    this.lateness =
        Timer.builder("onus.engine.lateness")
            .description("from a milestone's instant to the decision that fires it")
            .publishPercentileHistogram()
            .register(meters);
    this.batches = DistributionSummary.builder("onus.engine.batch").register(meters);
    meters.gauge("onus.engine.oldest.overdue.millis", oldestOverdueMillis);
    this.loop = new BackgroundLoop("deadline-engine", this::step);
    signal.onArmed(this::armed);
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      loop.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
    workers.shutdown();
  }

  private void armed(Instant at) {
    if (at.isBefore(parkedUntil)) {
      loop.wake();
    }
  }

  private Duration step() throws InterruptedException, ExecutionException {
    // Until it looks for the next milestone to park for, no commit needs to wake it.
    parkedUntil = Instant.MIN;
    if (mustWaitForConsumer()) {
      return Duration.ofMillis(50);
    }
    boolean full = false;
    boolean lockedElsewhere = false;
    Instant now = clock.now();
    List<ShardDue> due = store.due();
    watch(due, now);
    List<Callable<Integer>> shards =
        due.stream()
            .filter(shard -> shard.nextAt().isBefore(now))
            .<Callable<Integer>>map(shard -> () -> fireShard(shard.shard()))
            .toList();
    for (Future<Integer> fired : workers.invokeAll(shards)) {
      full |= fired.get() == BATCH;
      lockedElsewhere |= fired.get() == 0;
    }
    if (full) {
      return Duration.ZERO;
    }
    return lockedElsewhere ? LOCKED_ELSEWHERE : untilNext();
  }

  /**
   * After a start or a rebalance, facts may lie in the topic that were there in time: firing before
   * they are read would call an answer late that was not. Bounded, because a consumer that cannot
   * catch up must not silence the engine.
   */
  private boolean mustWaitForConsumer() {
    if (consumer.caughtUp()) {
      waitingSince = null;
      return false;
    }
    Instant now = clock.now();
    if (waitingSince == null) {
      waitingSince = now;
    }
    boolean waits = Duration.between(waitingSince, now).compareTo(patience) < 0;
    meters.counter(waits ? "onus.engine.waits" : "onus.engine.fires.uncertain").increment();
    return waits;
  }

  private int fireShard(int shard) {
    return transactions.callInNew(
        () -> {
          Instant now = clock.now();
          List<Locked> claimed = store.claimDue(shard, now, BATCH);
          List<Fired> fired = new ArrayList<>(claimed.size());
          for (Locked locked : claimed) {
            fire(locked, now, fired);
          }
          if (!fired.isEmpty()) {
            store.writeFired(fired);
            clocks.decided(fired.stream().map(Fired::decision).toList());
            batches.record(fired.size());
          }
          return claimed.size();
        });
  }

  private void fire(Locked locked, Instant now, List<Fired> fired) {
    TrackedRequest state = locked.state();
    try {
      if (state == null) {
        throw new IllegalStateException("due before its submission");
      }
      Clocks.Decision decision = Clocks.decide(state, new ClockCommand.FireDue(), now);
      Set<UUID> changed =
          decision.events().stream().map(e -> e.face().id()).collect(Collectors.toSet());
      List<Clock> clocksFired =
          decision.state().clocks().stream().filter(c -> changed.contains(c.face().id())).toList();
      long outSequence = clocks.tell(decision, locked.outSequence());
      fired.add(new Fired(decision, clocksFired, outSequence));
      for (ClockEvent event : decision.events()) {
        lateness.record(Duration.between(event.time(), now));
      }
    } catch (IllegalStateException | IllegalArgumentException | java.time.DateTimeException e) {
      // A bug in one request must not keep the others' promises from being watched.
      LOG.errorf(e, "requestId=%s cannot be decided, tried again later", locked.requestId());
      meters.counter("onus.engine.undecidable").increment();
      store.postpone(locked.requestId(), now.plus(UNDECIDABLE));
    }
  }

  private void watch(List<ShardDue> due, Instant now) {
    long overdue =
        due.isEmpty() ? 0 : Math.max(0, Duration.between(due.getFirst().nextAt(), now).toMillis());
    oldestOverdueMillis.set(overdue);
    boolean behind = overdue > BEHIND.toMillis();
    if (behind && !alarmed) {
      LOG.errorf("engine is behind oldestOverdueMillis=%d", overdue);
      meters.counter("onus.engine.behind").increment();
    }
    alarmed = behind;
  }

  private Duration untilNext() {
    Instant now = clock.now();
    // What is committed while this looks may be missed by the look, and so must wake it.
    parkedUntil = Instant.MAX;
    List<ShardDue> due = store.due();
    Instant sweepAt = now.plus(SWEEP);
    // A microsecond past the instant: a milestone fires after it, never at it.
    Instant next = due.isEmpty() ? sweepAt : due.getFirst().nextAt().plusNanos(1_000);
    parkedUntil = next.isBefore(sweepAt) ? next : sweepAt;
    Duration park = Duration.between(now, parkedUntil);
    return park.isNegative() ? Duration.ZERO : park;
  }
}
