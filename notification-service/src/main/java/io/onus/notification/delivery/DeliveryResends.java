package io.onus.notification.delivery;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
import io.onus.notification.delivery.DeliveryRecord.Moved;
import io.onus.notification.delivery.ResentView.NotResent;
import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.delivery.domain.DeliveryAccess;
import io.onus.notification.delivery.domain.DeliveryCommand.ResendDelivery;
import io.onus.notification.delivery.domain.DeliveryEvent;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Right;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Sends many again; each by the same right as one. */
@ApplicationScoped
class DeliveryResends {

  static final int MOST = 1000;

  private final DeliveryStore store;
  private final DeliveryRecord record;
  private final DeliverySignal signal;
  private final Audit audit;

  DeliveryResends(DeliveryStore store, DeliveryRecord record, DeliverySignal signal, Audit audit) {
    this.store = store;
    this.record = record;
    this.signal = signal;
    this.audit = audit;
  }

  /** Those that are named; each that stays as it is answers why. */
  ResentView named(Asker asker, List<UUID> ids) {
    List<KnownDelivery> known = store.lockAll(ids);
    Map<UUID, String> responsible = store.responsible(known);
    List<NotResent> refused = new ArrayList<>();
    List<KnownDelivery> allowed = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    for (KnownDelivery each : known) {
      Right right = right(asker, each, responsible);
      if (right.includes(Right.READ)) {
        seen.add(each.id());
      }
      if (right == Right.CHANGE) {
        allowed.add(each);
      } else if (right == Right.READ) {
        refused.add(
            new NotResent(each.id(), "forbidden", "This takes a lead of who answers for it."));
      }
    }
    ids.stream()
        .distinct()
        .filter(id -> !seen.contains(id))
        .forEach(id -> refused.add(new NotResent(id, "not-found", "No delivery " + id + ".")));
    return resent(asker, allowed, refused, false);
  }

  /** The oldest of a range that the asker may have sent again. */
  ResentView range(Asker asker, DeliveryFilter range) {
    List<KnownDelivery> known = store.lockRange(DeliveryAccess.sight(asker), range, MOST + 1);
    List<KnownDelivery> some = known.subList(0, Math.min(known.size(), MOST));
    Map<UUID, String> responsible = store.responsible(some);
    List<KnownDelivery> allowed =
        some.stream().filter(each -> right(asker, each, responsible) == Right.CHANGE).toList();
    return resent(asker, allowed, new ArrayList<>(), known.size() > MOST);
  }

  private ResentView resent(
      Asker asker, List<KnownDelivery> allowed, List<NotResent> refused, boolean more) {
    List<Moved> moved = new ArrayList<>();
    for (KnownDelivery each : allowed) {
      if (each.channel() == ChannelKind.STREAM) {
        refused.add(
            new NotResent(each.id(), "nothing-to-resend", "It is in the stream to be read."));
        continue;
      }
      switch (record.decide(each, new ResendDelivery(asker.id()))) {
        case Outcome.Refused<Delivery, DeliveryEvent>(Refusal refusal) ->
            refused.add(new NotResent(each.id(), refusal.kind(), refusal.message()));
        case Outcome.Accepted<Delivery, DeliveryEvent>(Delivery state, var events) ->
            moved.add(new Moved(each, state, events));
      }
    }
    List<UUID> ids = moved.stream().map(each -> each.known().id()).toList();
    if (!ids.isEmpty()) {
      record.store(moved);
      signal.afterCommit();
    }
    // That somebody tried is worth knowing even where nothing could be sent.
    audit.record(
        AuditEntry.of("deliveries.resent", "delivery", "many")
            .with("resent", ids.size())
            .with("ids", ids));
    return new ResentView(ids.size(), ids, refused, more);
  }

  private static Right right(Asker asker, KnownDelivery known, Map<UUID, String> responsible) {
    return DeliveryAccess.of(asker, responsible.get(known.id()), known.personId());
  }
}
