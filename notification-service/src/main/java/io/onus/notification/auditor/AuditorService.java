package io.onus.notification.auditor;

import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.Pulse;
import io.onus.notification.alert.AlertRepairs;
import io.onus.notification.alert.AlertRepairs.Outcome;
import io.onus.notification.auditor.domain.AuditorAccess;
import io.onus.notification.auditor.domain.Finding;
import io.onus.notification.auditor.domain.Judgement;
import io.onus.notification.auditor.domain.Limits;
import io.onus.notification.auditor.domain.Observed;
import io.onus.notification.auditor.domain.Observed.SilentMilestone;
import io.onus.notification.auditor.domain.Observed.WaitingAlert;
import io.onus.notification.auditor.domain.Vigil;
import io.onus.notification.domain.Asker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The rounds of the auditor, and what is known of them. */
@ApplicationScoped
class AuditorService {

  private static final Logger LOG = Logger.getLogger(AuditorService.class);

  /** Longer than a milestone may come late and still be asked for. */
  private static final Duration SUPPRESSIONS_KEPT = Duration.ofDays(30);

  private final AuditorStore store;
  private final AuditorNews news;
  private final AlertRepairs alerts;
  private final Pulse pulse;
  private final Transactions transactions;
  private final WallClock clock;
  private final Duration every;
  private final Limits limits;

  AuditorService(
      AuditorStore store,
      AuditorNews news,
      AlertRepairs alerts,
      Pulse pulse,
      Transactions transactions,
      WallClock clock,
      @ConfigProperty(name = "onus.auditor.every") Duration every,
      @ConfigProperty(name = "onus.auditor.grace") Duration grace,
      @ConfigProperty(name = "onus.auditor.late") Duration late,
      @ConfigProperty(name = "onus.auditor.standing") Duration standing) {
    this.store = store;
    this.news = news;
    this.alerts = alerts;
    this.pulse = pulse;
    this.transactions = transactions;
    this.clock = clock;
    this.every = every;
    this.limits = new Limits(grace, late, standing);
  }

  Vigil vigil() {
    return transactions.callInNew(store::vigil);
  }

  Vigil vigil(Asker asker) {
    if (!AuditorAccess.maySee(asker)) {
      throw Problem.forbidden("This is for on-call admins, auditors and admins.");
    }
    return vigil();
  }

  /** From when on the auditor should have looked and did not, if so. */
  Optional<Instant> missing(Vigil vigil, Instant watchedSince) {
    return vigil.missing(every, watchedSince, clock.now());
  }

  /** Tells that the auditor does not look, once. */
  void miss(Instant since) {
    transactions.callInNew(
        () -> {
          if (store.miss(since)) {
            LOG.errorf("the auditor has not looked since=%s", since);
            news.missing(since, every);
          }
          return null;
        });
  }

  /** Looks, unless another replica is at it or it is too early; what is known afterwards. */
  Optional<Vigil> round() {
    return transactions.callInNew(
        () -> {
          if (!store.lock()) {
            return Optional.empty();
          }
          Vigil before = store.vigil();
          Instant now = clock.now();
          return before.isDue(every, now) ? Optional.of(look(before, now)) : Optional.empty();
        });
  }

  private Vigil look(Vigil before, Instant now) {
    store.prune(now.minus(MilestoneEar.KEPT), now.minus(SUPPRESSIONS_KEPT));
    store.forgetAnswered();
    Judgement judgement =
        Judgement.of(
            new Observed(
                store.silentMilestones(),
                store.waitingAlerts(now),
                store.unsentDeliveries(now),
                pulse.ages()),
            limits,
            now);
    List<Finding> findings =
        judgement.findings().stream().map(found -> repaired(found, judgement)).toList();
    findings.forEach(
        found ->
            LOG.errorf(
                "auditor kind=%s count=%d oldest=%s ids=%s repair=%s",
                found.kind(), found.count(), found.oldest(), found.examples(), found.repair()));
    Vigil after = before.after(findings, now);
    store.write(after);
    news.changed(before, after);
    return after;
  }

  private Finding repaired(Finding found, Judgement judgement) {
    return switch (found.kind()) {
      case MILESTONE_WITHOUT_ALERT -> found.repaired(report(judgement));
      case ALERT_WITHOUT_STEP -> found.repaired(lookAgain(judgement.toLookAt()));
      case STEP_OVERDUE, NOBODY_TOLD, LEASE_OVER, DELIVERY_OVERDUE, LOOP_STANDS -> found;
    };
  }

  /** Each in a transaction of its own: what goes wrong with one keeps no other from its alert. */
  private String report(Judgement judgement) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    int failed = 0;
    for (SilentMilestone milestone : judgement.toRepeat()) {
      try {
        outcomes.merge(alerts.report(store.event(milestone.eventId())), 1, Integer::sum);
      } catch (RuntimeException e) {
        failed++;
        LOG.errorf(e, "milestone not reported eventId=%s; tried again", milestone.eventId());
      }
    }
    // Whoever was to be told would be told of what is not so any more.
    store.forget(judgement.overtaken().stream().map(SilentMilestone::eventId).toList());
    List<String> parts = new ArrayList<>();
    add(parts, outcomes.getOrDefault(Outcome.REPORTED, 0), "reported to the alerts once more");
    add(parts, outcomes.getOrDefault(Outcome.KNOWN, 0), "late and not lost");
    add(parts, outcomes.getOrDefault(Outcome.UNREADABLE, 0), "cannot be read");
    add(parts, judgement.overtaken().size(), "over by now");
    add(parts, failed, "tried again");
    return String.join(", ", parts);
  }

  private @Nullable String lookAgain(List<WaitingAlert> stepless) {
    int looked = 0;
    for (WaitingAlert alert : stepless) {
      if (alerts.lookAgain(alert.id())) {
        looked++;
      }
    }
    return looked == 0 ? null : looked + " looked at once more";
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }
}
