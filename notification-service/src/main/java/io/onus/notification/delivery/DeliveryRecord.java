package io.onus.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.decide.Outcome;
import io.onus.kit.time.WallClock;
import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.delivery.domain.DeliveryCommand;
import io.onus.notification.delivery.domain.DeliveryEvent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryBundled;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryCancelled;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryClaimed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryConfirmed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryExpired;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryFailed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryHeld;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryLapsed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryPutOff;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryReleased;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryResent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySuperseded;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySuppressed;
import io.onus.notification.delivery.domain.DeliveryRefusal.LeaseLost;
import io.onus.notification.delivery.domain.RetrySchedule;
import io.onus.notification.person.PersonService;
import io.onus.notification.timeline.Timeline;
import io.onus.notification.timeline.domain.Entry;
import io.onus.notification.timeline.domain.Entry.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves deliveries, in the caller's transaction: what each decision changes, and what is told of it
 * where.
 */
@ApplicationScoped
class DeliveryRecord {

  private static final Logger LOG = Logger.getLogger(DeliveryRecord.class);

  /** What is asked of a delivery. */
  record Move(KnownDelivery known, DeliveryCommand command) {}

  /** What came of it. */
  record Moved(KnownDelivery known, Delivery state, List<DeliveryEvent> events) {
    Moved {
      events = List.copyOf(events);
    }
  }

  private final DeliveryStore store;
  private final PersonService people;
  private final Timeline timeline;
  private final WallClock clock;
  private final MeterRegistry meters;

  DeliveryRecord(
      DeliveryStore store,
      PersonService people,
      Timeline timeline,
      WallClock clock,
      MeterRegistry meters) {
    this.store = store;
    this.people = people;
    this.timeline = timeline;
    this.clock = clock;
    this.meters = meters;
  }

  Outcome<Delivery, DeliveryEvent> decide(KnownDelivery known, DeliveryCommand command) {
    boolean milestone = known.kind() == NoticeKind.MILESTONE || known.kind() == NoticeKind.DIGEST;
    return Delivery.decide(
        known.state(), command, RetrySchedule.of(known.channel(), milestone), clock.now());
  }

  /** Answers the state after it, which is the one before where it did not move. */
  Delivery move(KnownDelivery known, DeliveryCommand command) {
    Delivery after = moveAll(List.of(new Move(known, command))).get(known.id());
    return after == null ? known.state() : after;
  }

  /** Each at most once. Answers the states after it, by the deliveries' ids. */
  Map<UUID, Delivery> moveAll(List<Move> moves) {
    Map<UUID, Delivery> after = new LinkedHashMap<>();
    List<Moved> moved = new ArrayList<>();
    for (Move move : moves) {
      KnownDelivery known = move.known();
      switch (decide(known, move.command())) {
        case Outcome.Accepted<Delivery, DeliveryEvent>(Delivery state, var events) -> {
          after.put(known.id(), state);
          moved.add(new Moved(known, state, events));
        }
        case Outcome.Refused<Delivery, DeliveryEvent>(LeaseLost lost) -> {
          LOG.warnf("lease lost deliveryId=%s attempt=%d", known.id(), lost.attempt());
          after.put(known.id(), known.state());
        }
        // Somebody else was faster, and it is as it should be.
        case Outcome.Refused<Delivery, DeliveryEvent> refused ->
            after.put(known.id(), known.state());
      }
    }
    store(moved);
    return after;
  }

  void store(List<Moved> moved) {
    if (moved.isEmpty()) {
      return;
    }
    Instant now = clock.now();
    store.write(
        moved.stream()
            .map(
                each ->
                    new DeliveryStore.Written(
                        each.known().id(), each.state(), remarks(each.known(), each.events())))
            .toList(),
        now);
    List<Entry> entries = new ArrayList<>();
    for (Moved each : moved) {
      each.events().forEach(event -> happened(each.known(), event, now, entries));
    }
    timeline.append(entries);
  }

  /** That a digest was taken is on the timeline of all it told of. */
  void toldInDigest(List<KnownDelivery> items, KnownDelivery digest) {
    Instant now = clock.now();
    List<Entry> entries = new ArrayList<>();
    for (KnownDelivery item : items) {
      told(item, now, Kind.SENT, who(item) + ": in a digest", entries);
    }
    timeline.append(entries);
  }

  private static DeliveryStore.Remarks remarks(KnownDelivery known, List<DeliveryEvent> events) {
    String reason = known.reason();
    String resentBy = known.resentBy();
    boolean lapsed = false;
    int released = 0;
    for (DeliveryEvent event : events) {
      reason = reason(event, known, reason);
      resentBy = event instanceof DeliveryResent(String by) ? by : resentBy;
      lapsed |= event instanceof DeliveryLapsed;
      released += event instanceof DeliveryReleased ? 1 : 0;
    }
    return new DeliveryStore.Remarks(reason, resentBy, lapsed, released);
  }

  /** What the delivery's own record says of it now. */
  private static @Nullable String reason(
      DeliveryEvent event, KnownDelivery known, @Nullable String before) {
    return switch (event) {
      case DeliveryLapsed lapsed -> "no answer within the lease";
      // What it waited for is over; what an earlier attempt met stays until there is better.
      case DeliveryClaimed claimed ->
          known.state() instanceof Delivery.Pending pending && pending.hold() != null
              ? null
              : before;
      case DeliveryHeld held -> held.reason();
      case DeliveryBundled bundled -> null;
      case DeliveryReleased(String reason) -> reason;
      case DeliverySent sent -> null;
      case DeliveryConfirmed confirmed -> null;
      case DeliveryPutOff(int attempt, String reason, Instant until) -> reason;
      case DeliveryFailed(String reason, boolean gone) -> reason;
      case DeliveryExpired(String reason) -> reason.isEmpty() ? before : reason;
      case DeliveryCancelled(String reason) -> reason;
      case DeliverySuperseded(String reason) -> reason;
      case DeliverySuppressed(String reason) -> reason;
      case DeliveryResent resent -> null;
    };
  }

  private static String who(KnownDelivery known) {
    return known.recipient() + " by " + known.channel().name().toLowerCase(Locale.ROOT);
  }

  private void happened(
      KnownDelivery known, DeliveryEvent event, Instant now, List<Entry> entries) {
    String who = who(known);
    switch (event) {
      case DeliveryLapsed lapsed -> store.wakeFollowers(known, now);
      case DeliveryClaimed claimed -> {
        // Only what came of it is news.
      }
      case DeliveryHeld(var hold, String reason, Instant until, boolean anew) -> {
        if (anew) {
          told(known, now, Kind.HELD, who + ": " + reason, entries);
        }
      }
      case DeliveryBundled bundled ->
          told(known, now, Kind.BUNDLED, who + ": with others", entries);
      case DeliveryReleased(String reason) ->
          told(known, now, Kind.RELEASED, who + ": " + reason, entries);
      case DeliverySent(String detail) -> {
        meters
            .timer("onus.delivery.latency", "channel", known.channel().name())
            .record(Duration.between(known.createdAt(), now));
        told(known, now, Kind.SENT, who + ": " + detail, entries);
        store.wakeFollowers(known, now);
      }
      case DeliveryConfirmed(String proof) ->
          told(known, now, Kind.DELIVERED, who + ": " + proof, entries);
      case DeliveryPutOff(int attempt, String reason, Instant until) ->
          told(
              known,
              now,
              Kind.PUT_OFF,
              who + ": " + reason + "; attempt " + (attempt + 1) + " at " + until,
              entries);
      case DeliveryFailed(String reason, boolean gone) -> {
        if (gone && known.methodId() != null) {
          people.disable(known.methodId(), reason);
        }
        notTold(known, now, Kind.FAILED, who + ": " + reason, entries);
      }
      case DeliveryExpired(String reason) ->
          notTold(known, now, Kind.EXPIRED, who + ": " + reason, entries);
      case DeliveryCancelled(String reason) ->
          ended(known, now, Kind.CANCELLED, who + ": " + reason, entries);
      case DeliverySuperseded(String reason) ->
          ended(known, now, Kind.SUPERSEDED, who + ": " + reason, entries);
      case DeliverySuppressed(String reason) ->
          ended(known, now, Kind.SUPPRESSED, who + ": " + reason, entries);
      case DeliveryResent(String by) -> {
        if (known.alertId() != null) {
          entries.add(
              Entry.of(known.alertId(), now, Kind.RESENT, who).by(by).ofDelivery(known.id()));
        }
      }
    }
  }

  private void told(KnownDelivery known, Instant now, Kind kind, String text, List<Entry> entries) {
    meters
        .counter("onus.deliveries", "channel", known.channel().name(), "outcome", kind.name())
        .increment();
    // Who and where is in the timeline, which is not open to all who read logs.
    LOG.infof("delivery %s deliveryId=%s alertId=%s", kind, known.id(), known.alertId());
    if (known.alertId() != null) {
      entries.add(Entry.of(known.alertId(), now, kind, text).ofDelivery(known.id()));
    }
  }

  private void ended(
      KnownDelivery known, Instant now, Kind kind, String text, List<Entry> entries) {
    told(known, now, kind, text, entries);
    store.wakeFollowers(known, now);
  }

  /** Somebody who should know does not, and nothing will change that by itself. */
  private void notTold(
      KnownDelivery known, Instant now, Kind kind, String text, List<Entry> entries) {
    ended(known, now, kind, text, entries);
    UUID alertId = known.alertId();
    if (known.kind() == NoticeKind.MILESTONE && alertId != null) {
      store.insertUntold(alertId, now);
    }
    // The reason is the other end's words, and those tend to name the address.
    LOG.errorf(
        "not told alertId=%s deliveryId=%s channel=%s",
        known.alertId(), known.id(), known.channel());
  }
}
