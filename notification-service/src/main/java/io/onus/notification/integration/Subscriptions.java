package io.onus.notification.integration;

import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.integration.domain.Integration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who is sent events, as it was a moment ago: most events are for nobody, and are to cost no
 * question to the database.
 */
@ApplicationScoped
class Subscriptions {

  /** What changes elsewhere is known after this long. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private record Seen(Instant at, List<Integration> subscribed) {}

  private final IntegrationStore store;
  private final Transactions transactions;
  private final WallClock clock;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Seen seen;

  Subscriptions(IntegrationStore store, Transactions transactions, WallClock clock) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  List<Integration> now() {
    Seen known = seen;
    Instant now = clock.now();
    if (known != null && !known.at().isBefore(now.minus(FRESH)) && !known.at().isAfter(now)) {
      return known.subscribed();
    }
    long before = changes.get();
    List<Integration> subscribed = transactions.callInNew(store::subscribed);
    seen = new Seen(now, subscribed);
    if (changes.get() != before) {
      // Something changed while it was read: the next one reads again.
      seen = null;
    }
    return subscribed;
  }

  /** Somebody has changed something here. */
  void forget() {
    changes.incrementAndGet();
    seen = null;
  }
}
