package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.BreachCost;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one set of terms would have meant for many requests: small however many there are. Partial
 * tallies can be added to each other in any order.
 */
public final class Tally {

  public static final int WORST = 10;

  private static final BigDecimal MICROS_PER_HOUR = BigDecimal.valueOf(3_600_000_000L);

  /** How many promises came out how. */
  public record Count(long kept, long breached, long unanswered, long open, long ended) {

    static final Count NONE = new Count(0, 0, 0, 0, 0);

    Count plus(Count other) {
      return new Count(
          kept + other.kept,
          breached + other.breached,
          unanswered + other.unanswered,
          open + other.open,
          ended + other.ended);
    }

    /** Of those that are decided; nothing where none is. */
    public Optional<BigDecimal> percentKept() {
      long decided = kept + breached + unanswered;
      return decided == 0 ? Optional.empty() : Optional.of(SensibleTarget.percent(kept, decided));
    }

    private static Count of(Judged.Result result) {
      return switch (result) {
        case KEPT -> new Count(1, 0, 0, 0, 0);
        case BREACHED -> new Count(0, 1, 0, 0, 0);
        case UNANSWERED -> new Count(0, 0, 1, 0, 0);
        case OPEN -> new Count(0, 0, 0, 1, 0);
        case ENDED -> new Count(0, 0, 0, 0, 1);
      };
    }
  }

  public record Line(Side side, Metric metric, Priority priority, Count count) {}

  /**
   * @param cost of its breaches, in the currency of the terms; null where breaches cost nothing
   */
  public record OfSide(Side side, Count count, @Nullable Money cost) {}

  private record Kind(Side side, Metric metric, Priority priority) {

    static final Comparator<Kind> IN_ORDER =
        Comparator.comparing(Kind::side)
            .reversed()
            .thenComparing(Kind::metric)
            .thenComparing(Kind::priority);
  }

  private final @Nullable BreachCost price;
  private final Map<Kind, Count> counts = new TreeMap<>(Kind.IN_ORDER);
  private final Map<Side, BigDecimal> costs = new EnumMap<>(Side.class);
  private List<Judged> worst = new ArrayList<>();
  private long requests;

  /**
   * @param price of a breach; null where breaches cost nothing
   */
  public Tally(@Nullable BreachCost price) {
    this.price = price;
  }

  /** Counts a request and all that was promised for it. */
  public void add(List<Judged> ofRequest) {
    requests++;
    ofRequest.forEach(this::add);
  }

  private void add(Judged judged) {
    Side side = judged.obligor().side();
    counts.merge(
        new Kind(side, judged.metric(), judged.priority()), Count.of(judged.result()), Count::plus);
    if (judged.result() == Judged.Result.BREACHED) {
      if (price != null) {
        costs.merge(side, costOf(judged, price), BigDecimal::add);
      }
      worst.add(judged);
      if (worst.size() > WORST * 8) {
        worst = worst();
      }
    }
  }

  /**
   * @param other of the same terms
   */
  public void addAll(Tally other) {
    requests += other.requests;
    other.counts.forEach((kind, count) -> counts.merge(kind, count, Count::plus));
    other.costs.forEach((side, cost) -> costs.merge(side, cost, BigDecimal::add));
    worst.addAll(other.worst());
    worst = worst();
  }

  public long requests() {
    return requests;
  }

  /** The provider's first, as the terms name them. */
  public List<Line> lines() {
    return counts.entrySet().stream()
        .map(
            entry ->
                new Line(
                    entry.getKey().side(),
                    entry.getKey().metric(),
                    entry.getKey().priority(),
                    entry.getValue()))
        .toList();
  }

  public OfSide of(Side side) {
    Count sum =
        counts.entrySet().stream()
            .filter(entry -> entry.getKey().side() == side)
            .map(Map.Entry::getValue)
            .reduce(Count.NONE, Count::plus);
    Money cost =
        price == null
            ? null
            : new Money(costs.getOrDefault(side, BigDecimal.ZERO), price.currency());
    return new OfSide(side, sum, cost);
  }

  public List<Judged> worst() {
    return new ArrayList<>(worst.stream().sorted(Judged.WORST_FIRST).limit(WORST).toList());
  }

  /** As a breach's event says it: each one rounded, then added. */
  private static BigDecimal costOf(Judged judged, BreachCost price) {
    return switch (price.per()) {
      case BREACH -> price.amount();
      case HOUR ->
          price
              .amount()
              .multiply(BigDecimal.valueOf(judged.late().toNanos() / 1_000))
              .divide(MICROS_PER_HOUR, 2, RoundingMode.HALF_EVEN);
    };
  }
}
