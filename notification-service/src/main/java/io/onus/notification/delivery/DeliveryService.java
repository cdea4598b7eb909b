package io.onus.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
import io.onus.kit.http.ETags;
import io.onus.kit.id.Ids;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.channel.Channels;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.delivery.domain.DeliveryAccess;
import io.onus.notification.delivery.domain.DeliveryCommand;
import io.onus.notification.delivery.domain.DeliveryCommand.CancelDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ClaimDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.RecordAnswer;
import io.onus.notification.delivery.domain.DeliveryCommand.ResendDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.SupersedeDelivery;
import io.onus.notification.delivery.domain.DeliveryEvent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryCancelled;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryClaimed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryExpired;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryFailed;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryPutOff;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryResent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySent;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliverySuperseded;
import io.onus.notification.delivery.domain.DeliveryRefusal.LeaseLost;
import io.onus.notification.delivery.domain.RetrySchedule;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Right;
import io.onus.notification.domain.Severity;
import io.onus.notification.person.PersonService;
import io.onus.notification.timeline.Timeline;
import io.onus.notification.timeline.domain.Entry;
import io.onus.notification.timeline.domain.Entry.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class DeliveryService {

  private static final Logger LOG = Logger.getLogger(DeliveryService.class);

  /**
   * What a claim came to.
   *
   * @param judged how many due deliveries it looked at, those it ended included
   */
  record Claim(int judged, List<ClaimedDelivery> claimed) {}

  private final DeliveryStore store;
  private final NoticeStore notices;
  private final Channels channels;
  private final PersonService people;
  private final Timeline timeline;
  private final DeliverySignal signal;
  private final Transactions transactions;
  private final WallClock clock;
  private final MeterRegistry meters;
  private final Audit audit;
  private final Duration lease;

  DeliveryService(
      DeliveryStore store,
      NoticeStore notices,
      Channels channels,
      PersonService people,
      Timeline timeline,
      DeliverySignal signal,
      Transactions transactions,
      WallClock clock,
      MeterRegistry meters,
      Audit audit,
      @ConfigProperty(name = "onus.delivery.lease") Duration lease) {
    this.store = store;
    this.notices = notices;
    this.channels = channels;
    this.people = people;
    this.timeline = timeline;
    this.signal = signal;
    this.transactions = transactions;
    this.clock = clock;
    this.meters = meters;
    this.audit = audit;
    this.lease = lease;
  }

  /** Keeps what is to be told, in the caller's transaction; nobody is told of it yet. */
  public void keep(Tell tell) {
    notices.insert(tell, clock.now());
  }

  /** Something that was kept to be told. */
  public Tell told(UUID noticeId) {
    return notices.find(noticeId).orElseThrow();
  }

  /**
   * Starts one delivery of what was kept per recipient, in the caller's transaction; they are sent
   * once it has committed. Whom the notice is on its way to already is not told again.
   */
  public void tell(UUID noticeId, List<Recipient> recipients) {
    Instant now = clock.now();
    Tell tell = told(noticeId);
    for (Recipient recipient : recipients) {
      String lane = channels.of(recipient.channel()).lane(recipient.address());
      store.insert(Ids.newId(now), tell, recipient, lane, now);
    }
    signal.afterCommit();
  }

  /** Keeps and tells in one go. */
  public void tell(Tell tell, List<Recipient> recipients) {
    keep(tell);
    tell(tell.noticeId(), recipients);
  }

  /** Worse news is coming: warnings that were not sent yet are not sent any more. */
  public void supersedeWarnings(UUID alertId, String reason) {
    endPending(
        alertId,
        delivery -> delivery.severity() == Severity.WARNING,
        new SupersedeDelivery(reason));
  }

  /** Later news of the same clock is coming. */
  public void supersedeWarningsOf(UUID alertId, UUID clockId, String reason) {
    endPending(
        alertId,
        delivery -> delivery.severity() == Severity.WARNING && clockId.equals(delivery.clockId()),
        new SupersedeDelivery(reason));
  }

  public void cancel(UUID alertId, String reason) {
    endPending(alertId, delivery -> true, new CancelDelivery(reason));
  }

  public void cancelOf(UUID alertId, UUID clockId, String reason) {
    endPending(alertId, delivery -> clockId.equals(delivery.clockId()), new CancelDelivery(reason));
  }

  private void endPending(UUID alertId, Predicate<KnownDelivery> meant, DeliveryCommand command) {
    store.lockPending(alertId).stream().filter(meant).forEach(known -> move(known, command));
  }

  /**
   * Takes due deliveries for sending, and ends those that need no sending any more.
   *
   * @param busy how many of each lane are being sent here now
   */
  Claim claim(Map<String, Long> busy, int perLane, int limit) {
    return transactions.callInNew(
        () -> {
          List<DeliveryStore.Due> due = store.due(busy, perLane, limit, clock.now());
          List<ClaimedDelivery> claimed = new ArrayList<>();
          for (DeliveryStore.Due each : due) {
            KnownDelivery known = each.delivery();
            if (move(known, new ClaimDelivery(each.relevance(), lease))
                instanceof Delivery.Sending sending) {
              claimed.add(
                  new ClaimedDelivery(
                      known.id(),
                      sending.attempt(),
                      known.channel(),
                      known.lane(),
                      each.message()));
            }
          }
          return new Claim(due.size(), claimed);
        });
  }

  void record(ClaimedDelivery claimed, Answer answer) {
    transactions.callInNew(
        () -> {
          KnownDelivery known = store.lock(claimed.id()).orElseThrow();
          return move(known, new RecordAnswer(claimed.attempt(), answer));
        });
  }

  KnownDelivery resend(Asker asker, UUID id, @Nullable String ifMatch) {
    KnownDelivery known = seen(asker, id, store.lock(id));
    String obligor = obligor(known);
    if (DeliveryAccess.of(asker, obligor, known.personId()) != Right.CHANGE) {
      throw obligor == null
          ? Problem.forbidden("This takes an on-call admin.")
          : Problem.forbidden(
              "This takes a lead or deputy of " + obligor + " or an on-call admin.",
              Map.of("obligor", obligor));
    }
    ETags.check(ifMatch, known.version());
    Outcome<Delivery, DeliveryEvent> outcome =
        Delivery.decide(
            known.state(),
            new ResendDelivery(asker.id()),
            RetrySchedule.of(known.channel()),
            clock.now());
    switch (outcome) {
      case Outcome.Refused<Delivery, DeliveryEvent>(Refusal refusal) ->
          throw Problem.refused(refusal);
      case Outcome.Accepted<Delivery, DeliveryEvent> accepted -> {
        store(known, accepted);
        signal.afterCommit();
      }
    }
    KnownDelivery after = store.find(id).orElseThrow();
    audit.record(
        AuditEntry.of("delivery.resent", "delivery", id)
            .with("alertId", known.alertId())
            .with("channel", known.channel())
            .changed("version", known.version(), after.version()));
    return after;
  }

  KnownDelivery get(Asker asker, UUID id) {
    return transactions.call(() -> seen(asker, id, store.find(id)));
  }

  /** To who may not know of a delivery, one that is there looks like one that is not. */
  private KnownDelivery seen(Asker asker, UUID id, Optional<KnownDelivery> known) {
    return known
        .filter(
            found ->
                DeliveryAccess.of(asker, obligor(found), found.personId()).includes(Right.READ))
        .orElseThrow(() -> Problem.notFound("delivery", id));
  }

  /** The department that owes what it is about; null for news. */
  private @Nullable String obligor(KnownDelivery known) {
    return known.alertId() == null ? null : store.obligor(known.alertId());
  }

  Page<KnownDelivery> page(Asker asker, DeliveryFilter filter, PageRequest request) {
    return transactions.call(
        () ->
            Page.of(
                store.page(DeliveryAccess.sight(asker), filter, request),
                request,
                known -> List.of(known.id().toString())));
  }

  /** When the next delivery is due, or its lease ends. */
  Optional<Instant> earliest() {
    return transactions.callInNew(store::earliest);
  }

  private Delivery move(KnownDelivery known, DeliveryCommand command) {
    Outcome<Delivery, DeliveryEvent> outcome =
        Delivery.decide(known.state(), command, RetrySchedule.of(known.channel()), clock.now());
    return switch (outcome) {
      case Outcome.Accepted<Delivery, DeliveryEvent> accepted -> store(known, accepted);
      case Outcome.Refused<Delivery, DeliveryEvent>(LeaseLost lost) -> {
        LOG.warnf("lease lost deliveryId=%s attempt=%d", known.id(), lost.attempt());
        yield known.state();
      }
      // Somebody else was faster, and it is as it should be.
      case Outcome.Refused<Delivery, DeliveryEvent> refused -> known.state();
    };
  }

  private Delivery store(KnownDelivery known, Outcome.Accepted<Delivery, DeliveryEvent> accepted) {
    Instant now = clock.now();
    String reason = known.reason();
    String resentBy = known.resentBy();
    for (DeliveryEvent event : accepted.events()) {
      reason = reason(event, reason);
      resentBy = event instanceof DeliveryResent(String by) ? by : resentBy;
    }
    store.write(known.id(), accepted.state(), reason, resentBy, now);
    accepted.events().forEach(event -> happened(known, event, now));
    return accepted.state();
  }

  /** What the delivery's own record says of it now. */
  private static @Nullable String reason(DeliveryEvent event, @Nullable String before) {
    return switch (event) {
      case DeliveryClaimed claimed -> before;
      case DeliverySent sent -> null;
      case DeliveryPutOff(int attempt, String reason, Instant until) -> reason;
      case DeliveryFailed(String reason, boolean gone) -> reason;
      case DeliveryExpired(String reason) -> reason.isEmpty() ? before : reason;
      case DeliveryCancelled(String reason) -> reason;
      case DeliverySuperseded(String reason) -> reason;
      case DeliveryResent resent -> null;
    };
  }

  private void happened(KnownDelivery known, DeliveryEvent event, Instant now) {
    String who = known.recipient() + " by " + known.channel().name().toLowerCase(Locale.ROOT);
    switch (event) {
      case DeliveryClaimed claimed -> {
        // Only what came of it is news.
      }
      case DeliverySent(String detail) -> {
        meters
            .timer("onus.delivery.latency", "channel", known.channel().name())
            .record(Duration.between(known.createdAt(), now));
        told(known, now, Kind.SENT, who + ": " + detail);
      }
      case DeliveryPutOff(int attempt, String reason, Instant until) ->
          told(
              known,
              now,
              Kind.PUT_OFF,
              who + ": " + reason + "; attempt " + (attempt + 1) + " at " + until);
      case DeliveryFailed(String reason, boolean gone) -> {
        if (gone && known.methodId() != null) {
          people.disable(known.methodId(), reason);
        }
        notTold(known, now, Kind.FAILED, who, reason);
      }
      case DeliveryExpired(String reason) -> notTold(known, now, Kind.EXPIRED, who, reason);
      case DeliveryCancelled(String reason) ->
          told(known, now, Kind.CANCELLED, who + ": " + reason);
      case DeliverySuperseded(String reason) ->
          told(known, now, Kind.SUPERSEDED, who + ": " + reason);
      case DeliveryResent(String by) -> {
        if (known.alertId() != null) {
          timeline.append(
              Entry.of(known.alertId(), now, Kind.RESENT, who).by(by).ofDelivery(known.id()));
        }
      }
    }
  }

  private void told(KnownDelivery known, Instant now, Kind kind, String text) {
    meters
        .counter("onus.deliveries", "channel", known.channel().name(), "outcome", kind.name())
        .increment();
    // Who and where is in the timeline, which is not open to all who read logs.
    LOG.infof("delivery %s deliveryId=%s alertId=%s", kind, known.id(), known.alertId());
    if (known.alertId() != null) {
      timeline.append(Entry.of(known.alertId(), now, kind, text).ofDelivery(known.id()));
    }
  }

  /** Somebody who should know does not, and nothing will change that by itself. */
  private void notTold(KnownDelivery known, Instant now, Kind kind, String who, String reason) {
    told(known, now, kind, who + ": " + reason);
    // The reason is the other end's words, and those tend to name the address.
    LOG.errorf(
        "not told alertId=%s deliveryId=%s channel=%s",
        known.alertId(), known.id(), known.channel());
  }
}
