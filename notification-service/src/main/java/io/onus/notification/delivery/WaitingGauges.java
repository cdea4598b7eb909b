package io.onus.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.delivery.domain.Hold;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What waits, why, and how long the oldest that is due has been. */
@ApplicationScoped
class WaitingGauges {

  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final String TURN = "TURN";
  private static final String RETRY = "RETRY";

  private final DeliveryClaims claims;
  private final Sql sql;
  private final Transactions transactions;
  private final WallClock clock;
  private final Map<String, AtomicLong> waiting = new HashMap<>();
  private final AtomicLong oldestDueMillis = new AtomicLong();
  private final BackgroundLoop loop = new BackgroundLoop("waiting deliveries", this::look);

  WaitingGauges(
      DeliveryClaims claims,
      Sql sql,
      Transactions transactions,
      WallClock clock,
      MeterRegistry meters) {
    this.claims = claims;
    this.sql = sql;
    this.transactions = transactions;
    this.clock = clock;
    for (Hold hold : Hold.values()) {
      waiting.put(hold.name(), new AtomicLong());
    }
    waiting.put(TURN, new AtomicLong());
    waiting.put(RETRY, new AtomicLong());
    waiting.forEach(
        (reason, count) ->
            meters.gauge("onus.deliveries.waiting", Tags.of("reason", reason), count));
    meters.gauge("onus.deliveries.oldest.due.millis", oldestDueMillis);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private Duration look() {
    Map<String, Long> counted = transactions.callInNew(this::counted);
    waiting.forEach((reason, count) -> count.set(counted.getOrDefault(reason, 0L)));
    Instant now = clock.now();
    Optional<Instant> oldest = claims.earliest();
    oldestDueMillis.set(
        oldest
            .filter(due -> due.isBefore(now))
            .map(due -> Duration.between(due, now).toMillis())
            .orElse(0L));
    return EVERY;
  }

  private Map<String, Long> counted() {
    Map<String, Long> counted = new HashMap<>();
    sql.list(
            """
            select coalesce(hold, case when attempts > 0 then 'RETRY' else 'TURN' end) as reason, count(*) as count
            from deliveries where status = 'PENDING' and next_attempt_at is not null group by 1
            """,
            row -> Map.entry(row.text("reason"), row.number("count")))
        .forEach(each -> counted.put(each.getKey(), each.getValue()));
    return counted;
  }
}
