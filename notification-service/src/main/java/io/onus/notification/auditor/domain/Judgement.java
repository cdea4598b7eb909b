package io.onus.notification.auditor.domain;

import io.onus.notification.auditor.domain.Observed.SilentMilestone;
import io.onus.notification.auditor.domain.Observed.UnsentDelivery;
import io.onus.notification.auditor.domain.Observed.WaitingAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What of what is seen is wrong.
 *
 * @param findings one of a kind at most
 * @param toRepeat milestones that are to be reported to the alerts once more
 * @param overtaken milestones nobody was told of while it mattered
 * @param toLookAt alerts whose chain is to be looked at once more
 */
public record Judgement(
    List<Finding> findings,
    List<SilentMilestone> toRepeat,
    List<SilentMilestone> overtaken,
    List<WaitingAlert> toLookAt) {

  /** Of one kind; whoever is told looks for the rest themselves. */
  private static final int EXAMPLES = 10;

  public Judgement {
    findings = List.copyOf(findings);
    toRepeat = List.copyOf(toRepeat);
    overtaken = List.copyOf(overtaken);
    toLookAt = List.copyOf(toLookAt);
  }

  public static Judgement of(Observed observed, Limits limits, Instant now) {
    List<SilentMilestone> silent =
        observed.milestones().stream()
            .filter(milestone -> isOver(milestone.heardAt(), limits.grace(), now))
            .toList();
    List<WaitingAlert> stepless =
        observed.alerts().stream().filter(Judgement::hasNothingAhead).toList();
    List<Finding> findings = new ArrayList<>();
    find(
        findings,
        FindingKind.MILESTONE_WITHOUT_ALERT,
        silent.stream(),
        milestone -> milestone.eventId().toString(),
        SilentMilestone::heardAt);
    alerts(findings, FindingKind.ALERT_WITHOUT_STEP, stepless.stream(), WaitingAlert::since);
    alerts(
        findings,
        FindingKind.STEP_OVERDUE,
        observed.alerts().stream().filter(alert -> isOver(step(alert, now), limits.late(), now)),
        alert -> step(alert, now));
    alerts(
        findings,
        FindingKind.NOBODY_TOLD,
        observed.alerts().stream()
            .filter(Judgement::isUnheard)
            .filter(alert -> isOver(alert.since(), limits.grace(), now)),
        WaitingAlert::since);
    deliveries(findings, FindingKind.LEASE_OVER, observed, true, limits, now);
    deliveries(findings, FindingKind.DELIVERY_OVERDUE, observed, false, limits, now);
    find(
        findings,
        FindingKind.LOOP_STANDS,
        observed.loops().entrySet().stream()
            .filter(loop -> loop.getValue().compareTo(limits.standing()) > 0),
        loop -> loop.getKey(),
        loop -> now.minus(loop.getValue()));
    return new Judgement(
        findings,
        silent.stream().filter(milestone -> !milestone.overtaken()).toList(),
        silent.stream().filter(SilentMilestone::overtaken).toList(),
        stepless);
  }

  /** Whether nothing is wrong. */
  public boolean isClear() {
    return findings.isEmpty();
  }

  private static boolean hasNothingAhead(WaitingAlert alert) {
    return alert.nextStepAt() == null && !alert.underWay() && !alert.saysWhy();
  }

  /** There is nobody to tell, or everybody was told and no message of it came through. */
  private static boolean isUnheard(WaitingAlert alert) {
    return !alert.underWay()
        && !alert.reached()
        && (alert.undeliverable() != null || alert.over() && alert.failed());
  }

  private static Instant step(WaitingAlert alert, Instant now) {
    return alert.nextStepAt() == null ? now : alert.nextStepAt();
  }

  private static void alerts(
      List<Finding> findings,
      FindingKind kind,
      Stream<WaitingAlert> alerts,
      Function<WaitingAlert, Instant> since) {
    find(findings, kind, alerts, alert -> alert.id().toString(), since);
  }

  private static void deliveries(
      List<Finding> findings,
      FindingKind kind,
      Observed observed,
      boolean beingSent,
      Limits limits,
      Instant now) {
    find(
        findings,
        kind,
        observed.deliveries().stream()
            .filter(delivery -> delivery.beingSent() == beingSent)
            .filter(delivery -> isOver(delivery.dueAt(), limits.late(), now)),
        delivery -> delivery.id().toString(),
        UnsentDelivery::dueAt);
  }

  private static <T> void find(
      List<Finding> findings,
      FindingKind kind,
      Stream<T> found,
      Function<T, String> id,
      Function<T, Instant> since) {
    List<T> oldestFirst = found.sorted(Comparator.comparing(since)).toList();
    if (!oldestFirst.isEmpty()) {
      findings.add(
          new Finding(
              kind,
              oldestFirst.size(),
              oldestFirst.stream().limit(EXAMPLES).map(id).toList(),
              since.apply(oldestFirst.getFirst()),
              null));
    }
  }

  /** Exactly as late as allowed is in time. */
  private static boolean isOver(Instant since, Duration allowed, Instant now) {
    return since.plus(allowed).isBefore(now);
  }
}
