package io.onus.notification.auditor;

import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.ConsumerLoop;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.auditor.domain.Milestone;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code onus.sla.v1} beside the alerts, in a group of its own, and only keeps what
 * milestones there were: what becomes of them is none of its business.
 */
@ApplicationScoped
class MilestoneEar {

  static final String GROUP = "notification-service.auditor";
  static final String TOPIC = "onus.sla.v1";

  /** What was recorded longer ago is history that is read once more. */
  static final Duration KEPT = Duration.ofDays(7);

  private record Heard(IncomingEvent incoming, Milestone meaning) {

    CloudEvent event() {
      return incoming.event();
    }

    /** Null where it is none: alerts cannot read such an event, and that must show. */
    @Nullable UUID clockId() {
      try {
        return UUID.fromString(event().data().path("clockId").asText());
      } catch (IllegalArgumentException none) {
        return null;
      }
    }
  }

  private final ConsumerLoops loops;
  private final AuditorStore store;
  private final Transactions transactions;
  private final WallClock clock;
  private volatile @Nullable ConsumerLoop loop;
  private volatile Instant since = Instant.MAX;

  MilestoneEar(
      ConsumerLoops loops, AuditorStore store, Transactions transactions, WallClock clock) {
    this.loops = loops;
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    since = transactions.callInNew(store::vigil).since();
    loop = loops.start(GROUP, TOPIC, this::handle);
  }

  /** Whether milestones may be there that have not been heard of here. */
  boolean isBehind() {
    ConsumerLoop reading = loop;
    return reading == null || reading.isBehind();
  }

  private void handle(String key, List<IncomingEvent> events) {
    List<Heard> heard =
        events.stream()
            .map(event -> new Heard(event, meaning(event.event())))
            .filter(event -> event.meaning() != Milestone.OTHER)
            .toList();
    // Most events mean nothing here either, and cost no transaction.
    if (!heard.isEmpty()) {
      transactions.run(() -> heard.forEach(this::keep));
    }
  }

  private Milestone meaning(CloudEvent event) {
    Instant recorded = event.recordedTime();
    if (recorded.isBefore(since) || recorded.isBefore(clock.now().minus(KEPT))) {
      return Milestone.OTHER;
    }
    return Milestone.of(
        event.type(),
        event.data().path("percent").asInt(0),
        event.data().path("imported").asBoolean(false));
  }

  private void keep(Heard heard) {
    switch (heard.meaning()) {
      case MATTERS ->
          store.insertMilestone(
              heard.event().id(),
              heard.clockId(),
              new String(heard.incoming().value(), StandardCharsets.UTF_8),
              clock.now());
      case OVERTAKES -> store.overtake(heard.clockId());
      case OTHER -> {
        // Left out before.
      }
    }
  }
}
