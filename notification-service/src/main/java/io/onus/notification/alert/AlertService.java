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
import io.onus.notification.alert.domain.AlertClocks;
import io.onus.notification.alert.domain.AlertCommand;
import io.onus.notification.alert.domain.AlertCommand.AcknowledgeAlert;
import io.onus.notification.alert.domain.AlertCommand.EscalateAlert;
import io.onus.notification.alert.domain.AlertCommand.RaiseMilestone;
import io.onus.notification.alert.domain.AlertCommand.ResolveAlert;
import io.onus.notification.alert.domain.AlertCommand.ReviseClock;
import io.onus.notification.alert.domain.AlertCommand.SettleClock;
import io.onus.notification.alert.domain.AlertCommand.SnoozeAlert;
import io.onus.notification.alert.domain.AlertCommand.WakeAlert;
import io.onus.notification.alert.domain.AlertEvent;
import io.onus.notification.alert.domain.AlertEvent.AlertAcknowledged;
import io.onus.notification.alert.domain.AlertEvent.AlertOpened;
import io.onus.notification.alert.domain.AlertEvent.AlertReopened;
import io.onus.notification.alert.domain.AlertEvent.AlertResolved;
import io.onus.notification.alert.domain.AlertEvent.AlertSnoozed;
import io.onus.notification.alert.domain.AlertEvent.AlertWoken;
import io.onus.notification.alert.domain.AlertEvent.ClockRevised;
import io.onus.notification.alert.domain.AlertEvent.ClockSettled;
import io.onus.notification.alert.domain.AlertEvent.EscalationAsked;
import io.onus.notification.alert.domain.AlertEvent.MilestoneHeld;
import io.onus.notification.alert.domain.AlertEvent.MilestoneReached;
import io.onus.notification.alert.domain.AlertEvent.SeverityRaised;
import io.onus.notification.alert.domain.AlertRefusal.NobodyIsNext;
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
import io.onus.notification.domain.Standing;
import io.onus.notification.escalation.EscalationService;
import io.onus.notification.escalation.Progress;
import io.onus.notification.escalation.domain.Pressure;
import io.onus.notification.route.domain.Situation;
import io.onus.notification.timeline.Timeline;
import io.onus.notification.timeline.domain.Entry;
import io.onus.notification.timeline.domain.Entry.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class AlertService {

  private static final Logger LOG = Logger.getLogger(AlertService.class);
  private static final String DEFAULT_ZONE = "UTC";

  private final AlertStore store;
  private final ClockEventReader reader;
  private final EscalationService escalations;
  private final DirectoryService directory;
  private final DeliveryService deliveries;
  private final Timeline timeline;
  private final Transactions transactions;
  private final WallClock clock;
  private final MeterRegistry meters;
  private final Audit audit;

  AlertService(
      AlertStore store,
      ClockEventReader reader,
      EscalationService escalations,
      DirectoryService directory,
      DeliveryService deliveries,
      Timeline timeline,
      Transactions transactions,
      WallClock clock,
      MeterRegistry meters,
      Audit audit) {
    this.store = store;
    this.reader = reader;
    this.escalations = escalations;
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
      case ReviseClock revise -> revise(reported, revise, unresolved);
      case AcknowledgeAlert acknowledge -> throw notFromEvents(acknowledge);
      case SnoozeAlert snooze -> throw notFromEvents(snooze);
      case WakeAlert wake -> throw notFromEvents(wake);
      case EscalateAlert escalate -> throw notFromEvents(escalate);
      case ResolveAlert resolve -> throw notFromEvents(resolve);
    }
  }

  /**
   * Who owes now what was at risk before hears of it now, whatever was done to the clock: the
   * milestones it is past are not reached once more. What is said late of a time when somebody else
   * held the request moves nothing back to them.
   */
  private void revise(ReportedClock reported, ReviseClock revise, List<KnownAlert> unresolved) {
    ClockEvent event = reported.event();
    Optional<AlertClock> ofAnother =
        event.isOwedByWhoHoldsIt()
            ? atRiskOfAnother(event, revise.clockId(), unresolved)
            : Optional.empty();
    if (ofAnother.isPresent()) {
      AlertClock now = ofAnother.get().revised(revise.dueAt(), revise.paused());
      raise(reported, new RaiseMilestone(now), unresolved);
    } else {
      unresolved.forEach(known -> move(known, revise, null));
    }
  }

  /** A clock as the alert of a department shows it that owes it no more. */
  private Optional<AlertClock> atRiskOfAnother(
      ClockEvent event, UUID clockId, List<KnownAlert> unresolved) {
    Optional<AlertClock> shown =
        unresolved.stream()
            .filter(known -> !known.obligor().equals(event.owedBy()))
            .flatMap(known -> AlertState.of(known.state()).clocks().find(clockId).stream())
            .filter(clock -> !clock.isSettled())
            .findFirst();
    // Somebody may have resolved it by hand: the next one has not heard of it.
    return shown.isPresent()
        ? shown
        : store.resolvedByHand(event.request(), clockId, event.owedBy());
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
    if (mine.isEmpty()) {
      open(reported, raise);
    } else if (!move(mine.get(), raise, reported)) {
      store.writeSuppression(
          reported.eventId(), "the clock was past this milestone already", clock.now());
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
      happened(new Happening(id, event.request(), null, next, reported), events, now);
    }
  }

  /**
   * @param reported the event behind it; null where a person, a settlement or time is
   * @return whether anything happened
   */
  private boolean move(KnownAlert known, AlertCommand command, @Nullable ReportedClock reported) {
    Instant now = clock.now();
    return switch (Alert.decide(known.state(), command, now)) {
      case Outcome.Refused<Alert, AlertEvent>(Refusal refusal) -> throw Problem.refused(refusal);
      case Outcome.Accepted<Alert, AlertEvent>(Alert next, List<AlertEvent> events) -> {
        if (!events.isEmpty()) {
          store.update(known.id(), AlertState.of(next), now);
          happened(
              new Happening(known.id(), known.requestId(), known, next, reported), events, now);
        }
        yield !events.isEmpty();
      }
    };
  }

  /**
   * One move of one alert.
   *
   * @param before the alert before it; null where it has just been opened
   */
  private record Happening(
      UUID alertId,
      UUID requestId,
      @Nullable KnownAlert before,
      Alert after,
      @Nullable ReportedClock reported) {

    AlertState state() {
      return AlertState.of(after);
    }

    Pressure pressure() {
      AlertClocks clocks = state().clocks();
      return new Pressure(
          clocks.mostPressing().map(AlertClock::dueAt).orElse(null), clocks.arePaused());
    }

    /** Whether clocks run on that all stood still. */
    boolean runsOn() {
      return before != null
          && AlertState.of(before.state()).clocks().arePaused()
          && !pressure().paused();
    }

    /** Words for what is left where it is less than it was. */
    String left() {
      return before == null
              || after instanceof Alert.Resolved
              || AlertState.of(before.state()).severity() == state().severity()
          ? ""
          : "; what is left is " + state().severity();
    }
  }

  private void happened(Happening move, List<AlertEvent> events, Instant now) {
    boolean anew = false;
    Optional<Progress> progress = Optional.empty();
    for (AlertEvent event : events) {
      switch (event) {
        case AlertOpened(Severity severity) -> {
          anew = true;
          meters.counter("onus.alerts.opened", "severity", severity.name()).increment();
          LOG.infof(
              "alert opened alertId=%s requestId=%s severity=%s",
              move.alertId(), move.requestId(), severity);
          append(move, now, Kind.OPENED, severity.name());
        }
        case SeverityRaised(Severity from, Severity to) -> {
          anew = true;
          append(move, now, Kind.ESCALATED, from + " to " + to);
        }
        case AlertReopened(String by) -> {
          anew = true;
          append(move, now, Kind.REOPENED, "the silence asked for by " + by + " ended");
        }
        case MilestoneReached(AlertClock reached) -> {
          timeline.append(
              Entry.of(move.alertId(), now, Kind.MILESTONE, Words.of(reached))
                  .ofClock(reached.clockId()));
          progress = Optional.of(tell(move, reached, reported(move), anew, now));
        }
        case MilestoneHeld(AlertClock reached, Instant until) -> {
          timeline.append(
              Entry.of(
                      move.alertId(),
                      now,
                      Kind.SILENT,
                      Words.of(reached) + "; told when the silence ends at " + until)
                  .ofClock(reached.clockId()));
          ReportedClock reported = reported(move);
          escalations.hold(
              move.alertId(),
              reported.event().situation(reached.standing()),
              keep(move, reached, reported, now));
        }
        case ClockSettled(AlertClock settled) -> {
          timeline.append(
              Entry.of(move.alertId(), now, Kind.CLOCK_SETTLED, Words.ending(settled) + move.left())
                  .ofClock(settled.clockId()));
          deliveries.cancelOf(move.alertId(), settled.clockId(), Words.ending(settled));
          turnFrom(move, settled);
          progress = whileOpen(move, escalations::goOn);
        }
        case ClockRevised(AlertClock revised) -> {
          timeline.append(
              Entry.of(move.alertId(), now, Kind.CLOCK_REVISED, Words.revised(revised))
                  .ofClock(revised.clockId()));
          if (!move.pressure().paused()) {
            deliveries.goOn(move.alertId());
          }
          progress = whileOpen(move, move.runsOn() ? escalations::letGoOn : escalations::goOn);
        }
        case AlertAcknowledged(String by) -> {
          LOG.infof("alert acknowledged alertId=%s", move.alertId());
          timeline.append(
              Entry.of(move.alertId(), now, Kind.ACKNOWLEDGED, "until the next milestone").by(by));
          deliveries.cancel(move.alertId(), "acknowledged by " + by);
          deliveries.arrived(move.alertId(), by);
          moved(move, Content.Move.ACKNOWLEDGED, "acknowledged by " + by);
          progress = Optional.of(new Progress(Optional.empty(), "acknowledged by " + by, null));
        }
        case AlertSnoozed(String by, Instant until) -> {
          LOG.infof("alert snoozed alertId=%s until=%s", move.alertId(), until);
          timeline.append(Entry.of(move.alertId(), now, Kind.SNOOZED, "until " + until).by(by));
          deliveries.cancel(move.alertId(), "snoozed by " + by + " until " + until);
          deliveries.arrived(move.alertId(), by);
          moved(move, Content.Move.ACKNOWLEDGED, "snoozed by " + by + " until " + until);
          progress = Optional.of(new Progress(Optional.of(until), null, null));
        }
        case AlertWoken(String by) -> {
          append(move, now, Kind.WOKEN, "the silence asked for by " + by + " is over");
          progress = Optional.of(escalations.again(move.alertId(), move.pressure()));
        }
        case EscalationAsked(String by) -> {
          LOG.infof("alert escalated alertId=%s", move.alertId());
          timeline.append(
              Entry.of(move.alertId(), now, Kind.ASKED_TO_ESCALATE, "the next one is told now")
                  .by(by));
          deliveries.arrived(move.alertId(), by);
          progress = Optional.of(escalations.hurry(move.alertId(), move.pressure()));
        }
        case AlertResolved(String reason) -> {
          LOG.infof(
              "alert resolved alertId=%s requestId=%s reason=%s",
              move.alertId(), move.requestId(), reason);
          append(move, now, Kind.RESOLVED, reason);
          deliveries.cancel(move.alertId(), "the alert is over: " + reason);
          moved(move, Content.Move.RESOLVED, reason);
          progress = Optional.of(new Progress(Optional.empty(), null, null));
        }
      }
    }
    progress.ifPresent(at -> write(move, at, now));
  }

  /**
   * Where what is being told was about a clock that has ended, what is left is told from here on.
   */
  private void turnFrom(Happening move, AlertClock settled) {
    if (move.after() instanceof Alert.Resolved
        || !escalations.isAbout(move.alertId(), settled.clockId())) {
      return;
    }
    store
        .lastNotice(move.alertId())
        .map(deliveries::told)
        .ifPresent(
            left ->
                escalations.turnTo(
                    move.alertId(),
                    situation(left, move.state()),
                    left.noticeId(),
                    !(move.after() instanceof Alert.Open)));
  }

  /** What routes look at, as the event of a milestone said it. */
  private Situation situation(Tell milestone, AlertState alert) {
    Standing standing =
        alert
            .clocks()
            .find(Objects.requireNonNull(milestone.clockId()))
            .map(AlertClock::standing)
            .orElseThrow();
    return reader.clockEvent(Objects.requireNonNull(milestone.event())).situation(standing);
  }

  private Optional<Progress> whileOpen(
      Happening move, BiFunction<UUID, Pressure, Progress> escalate) {
    return move.after() instanceof Alert.Open
        ? Optional.of(escalate.apply(move.alertId(), move.pressure()))
        : Optional.empty();
  }

  private void write(Happening move, Progress progress, Instant now) {
    store.writeProgress(move.alertId(), progress.nextAt().orElse(null), progress.because());
    String unreached = progress.unreached();
    String before = move.before() == null ? null : move.before().undeliverable();
    if (unreached != null && !unreached.equals(before)) {
      meters.counter("onus.alerts.undeliverable").increment();
      LOG.errorf("nobody to tell alertId=%s reason=%s", move.alertId(), unreached);
      append(move, now, Kind.UNDELIVERABLE, unreached);
    }
    if (!Objects.equals(unreached, before)) {
      store.writeUndeliverable(move.alertId(), unreached);
    }
  }

  /** Machines that keep the alert open themselves hear what became of it. */
  private void moved(Happening move, Content.Move what, String because) {
    Notice notice = store.find(move.alertId()).orElseThrow().notice();
    deliveries.alertMoved(move.alertId(), what, notice, because);
  }

  private void append(Happening move, Instant now, Kind kind, String text) {
    timeline.append(Entry.of(move.alertId(), now, kind, text));
  }

  private static ReportedClock reported(Happening move) {
    if (move.reported() == null) {
      throw new IllegalStateException("a milestone comes from an event");
    }
    return move.reported();
  }

  private Progress tell(
      Happening move, AlertClock reached, ReportedClock reported, boolean anew, Instant now) {
    UUID noticeId = keep(move, reached, reported, now);
    if (move.before() != null) {
      supersede(move.alertId(), reached);
    }
    Situation situation = reported.event().situation(reached.standing());
    if (move.runsOn()) {
      deliveries.goOn(move.alertId());
      if (!anew) {
        escalations.waitAnew(move.alertId());
      }
    }
    return anew
        ? escalations.begin(move.alertId(), situation, noticeId, move.pressure())
        : escalations.milestone(move.alertId(), situation, noticeId, move.pressure());
  }

  private void supersede(UUID alertId, AlertClock reached) {
    switch (reached.standing().severity()) {
      case CRITICAL -> deliveries.supersedeWarnings(alertId, "a breach followed");
      case WARNING ->
          deliveries.supersedeWarningsOf(alertId, reached.clockId(), "a later warning followed");
    }
  }

  /** What a milestone says, kept for those who look and for those who are told. */
  private UUID keep(Happening move, AlertClock reached, ReportedClock reported, Instant now) {
    ClockEvent event = reported.event();
    List<AlertClock> others =
        move.state().clocks().all().stream()
            .filter(other -> !other.isSettled() && !other.clockId().equals(reached.clockId()))
            .toList();
    Notice notice = event.notice(reached, others, zone(event.owedBy()));
    // One that has just been opened was opened with it.
    if (move.before() != null) {
      store.writeNotice(move.alertId(), notice);
    }
    UUID noticeId = Ids.newId(now);
    deliveries.keep(
        new Tell(
            noticeId,
            move.alertId(),
            reached.clockId(),
            reported.eventId(),
            reported.text(),
            reached.standing().severity(),
            notice.priority(),
            reached.dueAt(),
            new Content.Milestone(notice)));
    return noticeId;
  }

  /** Takes the next step of an alert whose time has come, or ends its silence. */
  void onTime(UUID alertId) {
    transactions.run(() -> store.lockFree(alertId).ifPresent(this::onTime));
  }

  private void onTime(KnownAlert known) {
    Instant now = clock.now();
    if (known.nextStepAt() == null || known.nextStepAt().isAfter(now)) {
      return;
    }
    switch (known.state()) {
      case Alert.Open open -> {
        Happening move = new Happening(known.id(), known.requestId(), known, open, null);
        write(move, escalations.goOn(known.id(), move.pressure()), now);
      }
      case Alert.Snoozed snoozed -> move(known, new WakeAlert(), null);
      case Alert.Acknowledged silent -> store.writeProgress(known.id(), null, null);
      case Alert.Resolved over -> store.writeProgress(known.id(), null, null);
      case Alert.Quiet quiet -> throw new IllegalStateException("nothing is stored of quiet");
    }
  }

  /** Tells the next one of an alert of which no message came through to anybody. */
  void passOn(UUID alertId) {
    transactions.run(() -> store.lockFree(alertId).ifPresent(this::passOn));
  }

  private void passOn(KnownAlert known) {
    deliveries.lookedAt(known.id());
    if (known.state() instanceof Alert.Open open) {
      Happening move = new Happening(known.id(), known.requestId(), known, open, null);
      escalations
          .passOn(known.id(), move.pressure())
          .ifPresent(progress -> write(move, progress, clock.now()));
    }
  }

  /** Alerts of which a message came to nothing for good. */
  List<UUID> untold(int limit) {
    return transactions.callInNew(() -> deliveries.untold(limit));
  }

  List<UUID> due(int limit) {
    return transactions.callInNew(() -> store.due(clock.now(), limit));
  }

  Optional<Instant> earliestStep() {
    return transactions.callInNew(store::earliestStep);
  }

  /**
   * Tries again for an alert nobody could be told of, and tells what was missed if there is
   * somebody now.
   */
  void tellMissed(UUID alertId) {
    transactions.run(
        () ->
            store
                .lock(alertId)
                .filter(known -> known.undeliverable() != null)
                .filter(known -> known.state() instanceof Alert.Open)
                .ifPresent(this::tellMissed));
  }

  private void tellMissed(KnownAlert known) {
    Happening move = new Happening(known.id(), known.requestId(), known, known.state(), null);
    Optional<UUID> last = store.lastNotice(known.id());
    last.flatMap(noticeId -> escalations.retry(known.id(), noticeId, move.pressure()))
        .ifPresent(progress -> write(move, progress, clock.now()));
  }

  List<UUID> undeliverable(UUID after, Instant changedSince, int limit) {
    return transactions.callInNew(() -> store.undeliverable(after, changedSince, limit));
  }

  KnownAlert acknowledge(Asker asker, UUID id, @Nullable String ifMatch) {
    return byPerson(asker, id, ifMatch, new AcknowledgeAlert(asker.id()));
  }

  KnownAlert snooze(
      Asker asker, UUID id, Instant until, boolean acrossDeadline, @Nullable String ifMatch) {
    return byPerson(asker, id, ifMatch, new SnoozeAlert(asker.id(), until, acrossDeadline));
  }

  KnownAlert escalate(Asker asker, UUID id, @Nullable String ifMatch) {
    return byPerson(asker, id, ifMatch, new EscalateAlert(asker.id()));
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
    if (command instanceof EscalateAlert && !(known.state() instanceof Alert.Resolved)) {
      escalations
          .whyNobodyIsNext(id)
          .ifPresent(
              because -> {
                throw Problem.refused(new NobodyIsNext(because));
              });
    }
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
      case SnoozeAlert snooze -> "alert.snoozed";
      case EscalateAlert escalate -> "alert.escalated";
      case WakeAlert wake -> "alert.woken";
      case ReviseClock revise -> "alert.revised";
      case ResolveAlert resolve -> "alert.resolved";
      case RaiseMilestone raise -> "alert.raised";
      case SettleClock settle -> "alert.settled";
    };
  }

  record Shown(KnownAlert alert, List<Entry> timeline) {}

  /** What is shown of the alert is never older than its timeline, which is read first. */
  Shown get(Asker asker, UUID id) {
    return transactions.call(
        () -> {
          List<Entry> entries = timeline.of(id);
          return new Shown(seen(asker, id, store.find(id)), entries);
        });
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
