package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Terms;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which requests would have been one more of their priority than terms allow in a week: places are
 * given in the order things happened, a request has one place a week, weeks begin on Monday in the
 * provider's zone.
 */
public final class Allowed {

  /** Where nothing is bounded. */
  public static final Allowed ANYTHING = new Allowed(Set.of());

  private record Fact(UUID requestId, long sequence) {}

  private record Week(Priority priority, LocalDate monday) {}

  private final Set<Fact> over;

  private Allowed(Set<Fact> over) {
    this.over = over;
  }

  public static Allowed under(Terms terms, List<Ranking> rankings, ZoneId zone) {
    Map<Week, Map<UUID, Integer>> places = new HashMap<>();
    Set<Fact> over = new HashSet<>();
    rankings.stream()
        .sorted(
            Comparator.comparing(Ranking::at)
                .thenComparing(Ranking::requestId)
                .thenComparing(Ranking::sequence))
        .forEach(
            ranking -> {
              Week week = new Week(ranking.priority(), monday(ranking.at(), zone));
              Map<UUID, Integer> ofWeek = places.computeIfAbsent(week, any -> new HashMap<>());
              int next = ofWeek.size() + 1;
              int place = ofWeek.computeIfAbsent(ranking.requestId(), any -> next);
              if (terms.perWeek(ranking.priority()).map(most -> place > most).orElse(false)) {
                over.add(new Fact(ranking.requestId(), ranking.sequence()));
              }
            });
    return new Allowed(over);
  }

  /** The week an instant is in began then. */
  public static Instant weekOf(Instant at, ZoneId zone) {
    return monday(at, zone).atStartOfDay(zone).toInstant();
  }

  boolean isOver(UUID requestId, long sequence) {
    return !over.isEmpty() && over.contains(new Fact(requestId, sequence));
  }

  private static LocalDate monday(Instant at, ZoneId zone) {
    return LocalDate.ofInstant(at, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
