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
 * @param onNoReply what a requester's broken REPLY leads to; null means it is only told
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
    @Nullable OnNoReply onNoReply,
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

  /**
   * What a question nobody answers in time leads to, at the milestones from the due instant on:
   * 100, 200 and 400 percent.
   *
   * @param after the milestone that closes, counted from 1; those before it, and all of them where
   *     the action is to remind, remind
   */
  public record OnNoReply(Action action, int after) {

    /**
     * The due instant, twice and four times the target: there are no more milestones than these.
     */
    public static final int LAST = 3;

    public enum Action {
      REMIND,
      CLOSE
    }

    public OnNoReply {
      if (after < 1 || after > LAST) {
        throw new IllegalArgumentException("after is from 1 to " + LAST);
      }
    }
  }

  /** Terms that say nothing of questions nobody answers. */
  public Terms(
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
    this(
        targets,
        warnAt,
        hours,
        objective,
        breachCost,
        maxPauses,
        null,
        allowance,
        purpose,
        reopen,
        validFrom,
        reviewOn);
  }

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

  /**
   * The target of a request that may be one more of its priority than agreed: what the provider
   * owes it is then that of the next lower priority. What the requester owes does not get easier by
   * it.
   */
  public Optional<Duration> target(Metric metric, Priority priority, boolean overAllowance) {
    return overAllowance && metric.obligor() == Side.PROVIDER
        ? target(metric, priority.lower()).or(() -> target(metric, priority))
        : target(metric, priority);
  }

  /** How many requests of a priority may be sent in a week; nothing where any number may. */
  public Optional<Integer> perWeek(Priority priority) {
    return allowance.stream()
        .filter(allowed -> allowed.priority() == priority)
        .map(Allowance::perWeek)
        .findFirst();
  }

  public HoursRule hoursRule() {
    return HoursRule.parse(hours);
  }
}
