package io.onus.notification.weekly.domain;

import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.weekly.domain.Promise.Settled;
import io.onus.notification.weekly.domain.Promise.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of the promises a department made, or was made, in a stretch of time. What house terms
 * expect is nobody's promise and stands apart; it costs nothing.
 *
 * @param original by what was first promised
 * @param agreed by what both sides agreed on since; what was excused counts neither way
 * @param moved promises settled in it by either count, that both sides gave another due instant
 * @param excused promises settled in it, that the other side excused
 * @param unanswered those of the broken that came in time and were no answer
 * @param cost the agreed cost of what broke in it as agreed, each currency by itself
 * @param late what broke, whenever that was, and has not come yet
 * @param lateSince when the oldest of those was due
 * @param counterparts the same by department across, those with most broken first
 * @param due what comes due next and can still be kept, the most pressing first
 * @param dueCount how many of those there are
 */
public record Figures(
    Tally original,
    Tally agreed,
    int moved,
    int excused,
    int unanswered,
    List<Money> cost,
    int late,
    @Nullable Instant lateSince,
    Tally expected,
    List<Counterpart> counterparts,
    List<Promise> due,
    int dueCount) {

  /** No letter lists more. */
  public static final int MOST_DUE = 10;

  private static final Comparator<Promise> PRESSING =
      Comparator.comparing(Promise::dueAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(Promise::priority)
          .thenComparing(Promise::number)
          .thenComparing(Promise::metric);

  /** One department across. */
  public record Counterpart(String department, Tally original, Tally agreed, List<Money> cost) {
    public Counterpart {
      cost = List.copyOf(cost);
    }
  }

  public Figures {
    cost = List.copyOf(cost);
    counterparts = List.copyOf(counterparts);
    due = List.copyOf(due);
  }

  /**
   * @param from where the stretch begins
   * @param until where it ends, exclusive
   * @param now when it is looked at
   * @param dueUntil until when, from now on, something comes due next
   * @param across the department on the other side of a promise
   */
  static Figures of(
      List<Promise> all,
      Instant from,
      Instant until,
      Instant now,
      Instant dueUntil,
      Function<Promise, String> across) {
    Counting counting = new Counting(from, until, now);
    List<Promise> signed = all.stream().filter(promise -> !promise.expected()).toList();
    List<Promise> expected = all.stream().filter(Promise::expected).toList();
    List<Promise> late = signed.stream().filter(Promise::isBrokenAndOpen).toList();
    List<Promise> due = all.stream().filter(each -> each.comesDue(now, dueUntil)).toList();
    return new Figures(
        counting.original(signed),
        counting.agreed(signed),
        counting.settled(signed, Promise::agreed),
        counting.settled(signed, promise -> promise.verdict() == Verdict.WAIVED),
        counting.settled(signed, Promise::cameButWasNoAnswer),
        counting.cost(signed),
        late.size(),
        late.stream()
            .map(Promise::dueAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null),
        counting.original(expected),
        counting.counterparts(signed, across),
        due.stream().sorted(PRESSING).limit(MOST_DUE).toList(),
        due.size());
  }

  public boolean isQuiet() {
    return original.settled() == 0
        && agreed.settled() == 0
        && excused == 0
        && late == 0
        && expected.settled() == 0
        && dueCount == 0;
  }

  /** Whether it makes a difference what was agreed or excused since. */
  boolean differs() {
    return moved > 0 || excused > 0 || !original.equals(agreed);
  }

  /** Counts what is settled in a stretch. */
  private record Counting(Instant from, Instant until, Instant now) {

    Tally original(List<Promise> promises) {
      return tally(promises, promise -> promise.asPromised(now));
    }

    Tally agreed(List<Promise> promises) {
      return tally(promises, Promise::asAgreed);
    }

    int settled(List<Promise> promises, Function<Promise, Boolean> kind) {
      return (int)
          promises.stream()
              .filter(kind::apply)
              .filter(promise -> inside(promise.asPromised(now)) || inside(promise.asAgreed()))
              .count();
    }

    List<Money> cost(List<Promise> promises) {
      Map<String, BigDecimal> sums = new TreeMap<>();
      promises.stream()
          .filter(promise -> promise.verdict() == Verdict.BREACHED)
          .filter(promise -> inside(promise.asAgreed()))
          .map(Promise::cost)
          .filter(Objects::nonNull)
          .forEach(cost -> sums.merge(cost.currency(), cost.amount(), BigDecimal::add));
      return sums.entrySet().stream().map(sum -> new Money(sum.getValue(), sum.getKey())).toList();
    }

    List<Counterpart> counterparts(List<Promise> promises, Function<Promise, String> across) {
      return promises.stream()
          .collect(Collectors.groupingBy(across, TreeMap::new, Collectors.toList()))
          .entrySet()
          .stream()
          .map(
              entry ->
                  new Counterpart(
                      entry.getKey(),
                      original(entry.getValue()),
                      agreed(entry.getValue()),
                      cost(entry.getValue())))
          .filter(each -> each.original().settled() + each.agreed().settled() > 0)
          .sorted(
              Comparator.comparingInt((Counterpart each) -> each.original().broken())
                  .reversed()
                  .thenComparing(Counterpart::department))
          .toList();
    }

    private Tally tally(List<Promise> promises, Function<Promise, Optional<Settled>> by) {
      return Tally.of(
          promises.stream().map(by).flatMap(Optional::stream).filter(this::counts).toList());
    }

    private boolean inside(Optional<Settled> settled) {
      return Stream.of(settled).flatMap(Optional::stream).anyMatch(this::counts);
    }

    private boolean counts(Settled settled) {
      return settled.in(from, until);
    }
  }
}
