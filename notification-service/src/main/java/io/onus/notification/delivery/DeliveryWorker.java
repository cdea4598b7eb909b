package io.onus.notification.delivery;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.sql.SqlStates;
import io.onus.kit.time.WallClock;
import io.onus.notification.Pulse;
import io.onus.notification.channel.Channels;
import io.onus.notification.channel.domain.Answer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Claims what is due and sends it, many at once but few of one lane. One thread claims; each send
 * has a thread of its own, which records what came of it. A process that dies in between leaves a
 * lease that ends.
 */
@ApplicationScoped
class DeliveryWorker {

  private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

  private static final String NAME = "deliveries";

  /** Another replica may have made a delivery due without this one being woken. */
  private static final Duration LONGEST_PARK = Duration.ofMillis(250);

  private static final Duration SHORTEST_PARK = Duration.ofMillis(20);
  private static final int CLAIM_AT_ONCE = 100;
  private static final int RECORD_ATTEMPTS = 6;
  private static final Duration RECORD_BACKOFF = Duration.ofMillis(250);

  private final DeliveryClaims claims;
  private final Channels channels;
  private final DeliverySignal signal;
  private final WallClock clock;
  private final Pulse pulse;
  private final int perLane;
  private final int atOnce;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<String, Long> busy = new ConcurrentHashMap<>();
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("delivery-", 0).factory());
  private final BackgroundLoop loop = new BackgroundLoop(NAME, this::step);

  DeliveryWorker(
      DeliveryClaims claims,
      Channels channels,
      DeliverySignal signal,
      WallClock clock,
      Pulse pulse,
      @ConfigProperty(name = "onus.delivery.per-lane") int perLane,
      @ConfigProperty(name = "onus.delivery.at-once") int atOnce) {
    this.claims = claims;
    this.channels = channels;
    this.signal = signal;
    this.clock = clock;
    this.pulse = pulse;
    this.perLane = perLane;
    this.atOnce = atOnce;
  }

  void start(@Observes StartupEvent event) {
    signal.listen(loop::wake);
    pulse.beat(NAME);
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    loop.close();
    senders.shutdown();
    if (!senders.awaitTermination(25, TimeUnit.SECONDS)) {
      senders.shutdownNow();
    }
  }

  private Duration step() {
    Duration park = claim();
    pulse.beat(NAME);
    return park;
  }

  private Duration claim() {
    int room = Math.min(atOnce - inFlight.get(), CLAIM_AT_ONCE);
    if (room <= 0) {
      return LONGEST_PARK;
    }
    DeliveryClaims.Claim claim = claims.claim(Map.copyOf(busy), perLane, room);
    claim.claimed().forEach(this::start);
    return claim.moved() > 0 ? Duration.ZERO : untilNext();
  }

  /**
   * What is due and could not be claimed waits for a lane, whose next free place wakes the loop.
   */
  private Duration untilNext() {
    // Read once: a clock that is set back in between would make it wait for as long.
    Instant now = clock.now();
    Instant latest = now.plus(LONGEST_PARK);
    Instant next = claims.earliest().filter(latest::isAfter).orElse(latest);
    Duration wait = Duration.between(now, next);
    return wait.compareTo(SHORTEST_PARK) < 0 ? SHORTEST_PARK : wait;
  }

  private void start(ClaimedDelivery claimed) {
    inFlight.incrementAndGet();
    busy.merge(claimed.lane(), 1L, Long::sum);
    senders.execute(
        () -> {
          try {
            record(claimed, send(claimed));
          } finally {
            busy.computeIfPresent(claimed.lane(), (lane, n) -> n == 1 ? null : n - 1);
            inFlight.decrementAndGet();
            loop.wake();
          }
        });
  }

  private Answer send(ClaimedDelivery claimed) {
    try {
      return channels.of(claimed.channel()).send(claimed.message());
    } catch (RuntimeException e) {
      LOG.errorf(e, "channel failed deliveryId=%s channel=%s", claimed.id(), claimed.channel());
      return new Answer.RefusedForNow("internal: " + e.getClass().getSimpleName(), null);
    }
  }

  /**
   * The send cannot be taken back, so its record is worth some patience; after that the lease ends
   * and it repeats.
   */
  private void record(ClaimedDelivery claimed, Answer answer) {
    for (int attempt = 1; ; attempt++) {
      try {
        claims.record(claimed, answer);
        return;
      } catch (RuntimeException e) {
        if (!SqlStates.isTransient(e) || attempt == RECORD_ATTEMPTS) {
          LOG.errorf(e, "answer not recorded deliveryId=%s; it will be sent again", claimed.id());
          return;
        }
        pause(RECORD_BACKOFF.multipliedBy(attempt));
      }
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
