package io.onus.notification.auditor.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the auditor looks, and what it found last.
 *
 * @param since from when on milestones are audited
 * @param lastRunAt when it looked last
 * @param lastOkAt when it last found nothing
 * @param rounds how often it has looked
 * @param findings of the last round
 * @param missedSince from when on it was found not to look, while that is so
 */
public record Vigil(
    Instant since,
    @Nullable Instant lastRunAt,
    @Nullable Instant lastOkAt,
    long rounds,
    List<Finding> findings,
    @Nullable Instant missedSince) {

  /** So many periods without a round, and it is missing. */
  public static final int PATIENCE = 3;

  public Vigil {
    findings = List.copyOf(findings);
  }

  /** Also where the last round lies far ahead: the clock was set back. */
  public boolean isDue(Duration every, Instant now) {
    return lastRunAt == null
        || !now.isBefore(lastRunAt.plus(every))
        || lastRunAt.isAfter(now.plus(every));
  }

  /**
   * From when on it should have looked and did not, if so.
   *
   * @param watchedSince when this process began: while nothing ran at all, nothing was audited
   *     either, and that is another matter
   */
  public Optional<Instant> missing(Duration every, Instant watchedSince, Instant now) {
    Instant last = later(lastRunAt == null ? since : lastRunAt, watchedSince);
    Instant patientUntil = last.plus(every.multipliedBy(PATIENCE));
    return patientUntil.isBefore(now) ? Optional.of(last) : Optional.empty();
  }

  public Vigil after(List<Finding> found, Instant now) {
    return new Vigil(since, now, found.isEmpty() ? now : lastOkAt, rounds + 1, found, null);
  }

  /** Kinds that were not found before and are now. */
  public Set<FindingKind> raised(List<Finding> now) {
    return without(kinds(now), kinds(findings));
  }

  /** Kinds that were found before and are not any more. */
  public Set<FindingKind> cleared(List<Finding> now) {
    return without(kinds(findings), kinds(now));
  }

  private static Set<FindingKind> kinds(List<Finding> findings) {
    return findings.stream()
        .map(Finding::kind)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(FindingKind.class)));
  }

  private static Set<FindingKind> without(Set<FindingKind> kinds, Set<FindingKind> others) {
    kinds.removeAll(others);
    return kinds;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
