package io.onus.sla.agreement.domain;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What two departments promise each other.
 *
 * @param warnAt percents of a target at which to warn, ascending, each from 1 to 99
 * @param hours whose working hours count, see {@link HoursRule#parse}
 * @param maxPauses how many questions may pause the provider's clock; null means any number
 * @param validFrom the first day they hold, from 00:00 in the provider's zone; null means from
 *     their signing
 */
public record Terms(
    List<Target> targets,
    List<Integer> warnAt,
    String hours,
    @Nullable Objective objective,
    @Nullable BreachCost breachCost,
    @Nullable Integer maxPauses,
    List<Allowance> allowance,
    @Nullable String purpose,
    ReopenRule reopen,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate reviewOn) {

  public static final List<Integer> DEFAULT_WARNINGS = List.of(50, 75, 90);

  /** How much of the target a reopened request has. */
  public enum ReopenRule {
    REMAINING,
    FRESH
  }

  /** The share of promises to keep, within a moving window of wall-clock time. */
  public record Objective(java.math.BigDecimal percent, Duration window) {}

  /** How many requests of a priority the requester may send in a week. */
  public record Allowance(Priority priority, int perWeek) {}

  public Terms {
    targets = List.copyOf(targets);
    warnAt = List.copyOf(new TreeSet<>(warnAt));
    allowance = List.copyOf(allowance);
  }

  public Optional<Duration> target(Metric metric, Priority priority) {
    return targets.stream()
        .filter(target -> target.metric() == metric && target.priority() == priority)
        .map(Target::duration)
        .findFirst();
  }

  public HoursRule hoursRule() {
    return HoursRule.parse(hours);
  }
}
