package io.onus.notification.alert;

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
import io.onus.notification.alert.domain.Alert;
import io.onus.notification.alert.domain.AlertAccess;
import io.onus.notification.alert.domain.AlertClock;
import io.onus.notification.alert.domain.AlertCommand;
import io.onus.notification.alert.domain.AlertCommand.AcknowledgeAlert;
import io.onus.notification.alert.domain.AlertCommand.RaiseMilestone;
import io.onus.notification.alert.domain.AlertCommand.ResolveAlert;
import io.onus.notification.alert.domain.AlertCommand.SettleClock;
import io.onus.notification.alert.domain.AlertEvent;
import io.onus.notification.alert.domain.AlertEvent.AlertAcknowledged;
import io.onus.notification.alert.domain.AlertEvent.AlertEscalated;
import io.onus.notification.alert.domain.AlertEvent.AlertOpened;
import io.onus.notification.alert.domain.AlertEvent.AlertReopened;
import io.onus.notification.alert.domain.AlertEvent.AlertResolved;
import io.onus.notification.alert.domain.AlertEvent.ClockSettled;
import io.onus.notification.alert.domain.AlertEvent.MilestoneReached;
import io.onus.notification.alert.domain.Ending;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.delivery.Tell;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Right;
import io.onus.notification.domain.Severity;
import io.onus.notification.route.RouteService;
import io.onus.notification.route.domain.Plan;
import io.onus.notification.route.domain.Situation;
import io.onus.notification.timeline.Timeline;
import io.onus.notification.timeline.domain.Entry;
import io.onus.notification.timeline.domain.Entry.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class AlertService {

  private static final Logger LOG = Logger.getLogger(AlertService.class);
  private static final String DEFAULT_ZONE = "UTC";

  private final AlertStore store;
  private final RouteService routes;
  private final DirectoryService directory;
  private final DeliveryService deliveries;
  private final Timeline timeline;
  private final Transactions transactions;
  private final WallClock clock;
  private final MeterRegistry meters;
  private final Audit audit;

  AlertService(
      AlertStore store,
      RouteService routes,
      DirectoryService directory,
      DeliveryService deliveries,
      Timeline timeline,
      Transactions transactions,
      WallClock clock,
      MeterRegistry meters,
      Audit audit) {
    this.store = store;
    this.routes = routes;
    this.directory = directory;
    this.deliveries = deliveries;
    this.timeline = timeline;
    this.transactions = transactions;
    this.clock = clock;
    this.meters = meters;
    this.audit = audit;
  }

  /** Applies what an event says, in the caller's transaction. */
  void report(ReportedClock reported) {
    List<KnownAlert> unresolved = store.lockUnresolved(reported.event().request());
    switch (reported.command()) {
      case RaiseMilestone raise -> raise(reported, raise, unresolved);
      case SettleClock settle -> unresolved.forEach(known -> move(known, settle, null));
      case AcknowledgeAlert acknowledge -> throw notFromEvents(acknowledge);
      case ResolveAlert resolve -> throw notFromEvents(resolve);
    }
  }

  private void raise(ReportedClock reported, RaiseMilestone raise, List<KnownAlert> unresolved) {
    String obligor = reported.event().owedBy();
    // After a transfer somebody else owes what this clock measures; the former obligor is told no
    // more of it.
    SettleClock moved = new SettleClock(raise.clock().clockId(), Ending.MOVED);
    unresolved.stream()
        .filter(known -> !known.obligor().equals(obligor))
        .forEach(known -> move(known, moved, null));
    Optional<KnownAlert> mine =
        unresolved.stream().filter(known -> known.obligor().equals(obligor)).findFirst();
    if (mine.isPresent()) {
      move(mine.get(), raise, reported);
    } else {
      open(reported, raise);
    }
  }

  private void open(ReportedClock reported, RaiseMilestone raise) {
    Instant now = clock.now();
    UUID id = Ids.newId(now);
    ClockEvent event = reported.event();
    Outcome<Alert, AlertEvent> outcome = Alert.decide(new Alert.Quiet(), raise, now);
    if (outcome instanceof Outcome.Accepted<Alert, AlertEvent>(Alert next, var events)) {
      Notice notice = event.notice(raise.clock(), List.of(), zone(event.owedBy()));
      store.insert(id, event.request(), event.owedBy(), AlertState.of(next), notice, now);
      events.forEach(happened -> happened(id, event.request(), next, happened, reported, now));
    }
  }

  /**
   * @param reported the event behind it; null where a person or a settlement is
   */
  private void move(KnownAlert known, AlertCommand command, @Nullable ReportedClock reported) {
    Instant now = clock.now();
    switch (Alert.decide(known.state(), command, now)) {
      case Outcome.Refused<Alert, AlertEvent>(Refusal refusal) -> throw Problem.refused(refusal);
      case Outcome.Accepted<Alert, AlertEvent>(Alert next, List<AlertEvent> events) -> {
        if (events.isEmpty()) {
          return;
        }
        store.update(known.id(), AlertState.of(next), now);
        events.forEach(
            event -> happened(known.id(), known.requestId(), next, event, reported, now));
      }
    }
  }

  private void happened(
      UUID alertId,
      UUID requestId,
      Alert state,
      AlertEvent event,
      @Nullable ReportedClock reported,
      Instant now) {
    switch (event) {
      case AlertOpened(Severity severity) -> {
        meters.counter("onus.alerts.opened", "severity", severity.name()).increment();
        LOG.infof("alert opened alertId=%s requestId=%s severity=%s", alertId, requestId, severity);
        timeline.append(Entry.of(alertId, now, Kind.OPENED, severity.name()));
      }
      case AlertEscalated(Severity from, Severity to) ->
          timeline.append(Entry.of(alertId, now, Kind.ESCALATED, from + " to " + to));
      case AlertReopened(String by) ->
          timeline.append(
              Entry.of(alertId, now, Kind.REOPENED, "the acknowledgement by " + by + " ended"));
      case MilestoneReached(AlertClock reached) -> {
        timeline.append(
            Entry.of(alertId, now, Kind.MILESTONE, Words.of(reached)).ofClock(reached.clockId()));
        if (reported != null) {
          tell(alertId, AlertState.of(state), reached, reported, now);
        }
      }
      case ClockSettled(AlertClock settled) -> {
        timeline.append(
            Entry.of(alertId, now, Kind.CLOCK_SETTLED, Words.ending(settled))
                .ofClock(settled.clockId()));
        deliveries.cancelOf(alertId, settled.clockId(), Words.ending(settled));
      }
      case AlertAcknowledged(String by) -> {
        LOG.infof("alert acknowledged alertId=%s", alertId);
        timeline.append(
            Entry.of(alertId, now, Kind.ACKNOWLEDGED, "until the next milestone").by(by));
        deliveries.cancel(alertId, "acknowledged by " + by);
      }
      case AlertResolved(String reason) -> {
        LOG.infof("alert resolved alertId=%s requestId=%s reason=%s", alertId, requestId, reason);
        store.writeUndeliverable(alertId, null);
        timeline.append(Entry.of(alertId, now, Kind.RESOLVED, reason));
        deliveries.cancel(alertId, "the alert is over: " + reason);
      }
    }
  }

  private void tell(
      UUID alertId, AlertState state, AlertClock reached, ReportedClock reported, Instant now) {
    ClockEvent event = reported.event();
    Severity severity = reached.standing().severity();
    List<AlertClock> others =
        state.clocks().all().stream()
            .filter(other -> !other.isSettled() && !other.clockId().equals(reached.clockId()))
            .toList();
    Notice notice = event.notice(reached, others, zone(event.owedBy()));
    store.writeNotice(alertId, notice);
    switch (severity) {
      case CRITICAL -> deliveries.supersedeWarnings(alertId, "a breach followed");
      case WARNING ->
          deliveries.supersedeWarningsOf(alertId, reached.clockId(), "a later warning followed");
    }
    Tell tell =
        new Tell(
            Ids.newId(now),
            alertId,
            reached.clockId(),
            reported.eventId(),
            reported.text(),
            severity,
            notice.priority(),
            reached.dueAt(),
            new Content.Milestone(notice));
    deliveries.keep(tell);
    send(tell.noticeId(), alertId, routes.plan(event.situation(reached)), now);
  }

  private void send(UUID noticeId, UUID alertId, Plan plan, Instant now) {
    String reasons = String.join("; ", plan.reasons());
    if (plan.recipients().isEmpty()) {
      meters.counter("onus.alerts.undeliverable").increment();
      LOG.errorf("nobody to tell alertId=%s reason=%s", alertId, reasons);
      store.writeUndeliverable(alertId, reasons);
      timeline.append(Entry.of(alertId, now, Kind.UNDELIVERABLE, reasons));
      return;
    }
    store.writeUndeliverable(alertId, null);
    String whom =
        plan.recipients().stream()
            .map(recipient -> recipient.name() + " by " + Words.plain(recipient.channel()))
            .collect(Collectors.joining(", "));
    timeline.append(Entry.of(alertId, now, Kind.ROUTED, whom + " (" + reasons + ")"));
    deliveries.tell(noticeId, plan.recipients());
  }

  /**
   * Plans anew for an alert nobody could be told of, and tells what was missed if that finds
   * somebody.
   */
  void tellMissed(UUID alertId) {
    transactions.run(
        () ->
            store
                .lock(alertId)
                .filter(known -> known.undeliverable() != null)
                .ifPresent(this::tellMissed));
  }

  private void tellMissed(KnownAlert known) {
    store
        .lastNotice(known.id())
        .ifPresent(
            noticeId -> {
              Plan plan = routes.plan(situation(known, deliveries.told(noticeId).severity()));
              if (plan.recipients().isEmpty()) {
                store.writeUndeliverable(known.id(), String.join("; ", plan.reasons()));
              } else {
                send(noticeId, known.id(), plan, clock.now());
              }
            });
  }

  List<UUID> undeliverable(UUID after, Instant changedSince, int limit) {
    return transactions.callInNew(() -> store.undeliverable(after, changedSince, limit));
  }

  private static Situation situation(KnownAlert known, Severity severity) {
    return new Situation(
        known.obligor(), known.notice().requester(), known.notice().provider(), severity);
  }

  KnownAlert acknowledge(Asker asker, UUID id, @Nullable String ifMatch) {
    return byPerson(asker, id, ifMatch, new AcknowledgeAlert(asker.id()));
  }

  KnownAlert resolve(Asker asker, UUID id, @Nullable String ifMatch) {
    return byPerson(asker, id, ifMatch, new ResolveAlert(asker.id()));
  }

  private KnownAlert byPerson(
      Asker asker, UUID id, @Nullable String ifMatch, AlertCommand command) {
    KnownAlert known = seen(asker, id, store.lock(id));
    if (right(asker, known) != Right.CHANGE) {
      throw Problem.forbidden(
          "This takes somebody of %s, somebody who was told, or an on-call admin."
              .formatted(known.obligor()),
          Map.of("obligor", known.obligor()));
    }
    ETags.check(ifMatch, known.version());
    move(known, command, null);
    KnownAlert after = store.find(id).orElseThrow();
    audit.record(
        AuditEntry.of(action(command), "alert", id)
            .concerning(known.obligor())
            .with("requestId", known.requestId())
            .changed("version", known.version(), after.version())
            .changed(
                "status",
                AlertState.of(known.state()).status(),
                AlertState.of(after.state()).status()));
    return after;
  }

  private static String action(AlertCommand command) {
    return switch (command) {
      case AcknowledgeAlert acknowledge -> "alert.acknowledged";
      case ResolveAlert resolve -> "alert.resolved";
      case RaiseMilestone raise -> "alert.raised";
      case SettleClock settle -> "alert.settled";
    };
  }

  KnownAlert get(Asker asker, UUID id) {
    return transactions.call(() -> seen(asker, id, store.find(id)));
  }

  /** To who may not know of an alert, one that is there looks like one that is not. */
  private KnownAlert seen(Asker asker, UUID id, Optional<KnownAlert> known) {
    return known
        .filter(found -> right(asker, found).includes(Right.READ))
        .orElseThrow(() -> Problem.notFound("alert", id));
  }

  private Right right(Asker asker, KnownAlert known) {
    return AlertAccess.of(
        asker,
        new AlertAccess.Concerned(
            known.obligor(),
            known.notice().requester(),
            known.notice().provider(),
            store.told(known.id())));
  }

  List<Entry> timeline(UUID id) {
    return transactions.call(() -> timeline.of(id));
  }

  Page<KnownAlert> page(Asker asker, AlertFilter filter, PageRequest request) {
    return transactions.call(
        () ->
            Page.of(
                store.page(AlertAccess.sight(asker), filter, request),
                request,
                known -> List.of(known.id().toString())));
  }

  private String zone(String department) {
    return directory.find(department).map(Department::zone).orElse(DEFAULT_ZONE);
  }

  private static IllegalStateException notFromEvents(AlertCommand command) {
    return new IllegalStateException("no event makes this: " + command);
  }
}
