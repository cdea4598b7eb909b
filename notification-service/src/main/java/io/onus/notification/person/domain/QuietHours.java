package io.onus.notification.person.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When somebody wants not to be told what can wait: each week at these hours, and all day on the
 * holidays of a calendar. Hours are the person's own; the zone and the holidays are given with each
 * question, because both may change.
 *
 * @param weekly the windows that begin on a day; they may overlap
 * @param holidaysOf code of the calendar whose holidays are quiet
 */
public record QuietHours(Map<DayOfWeek, List<LocalWindow>> weekly, @Nullable String holidaysOf) {

  /** Longer than a week, so that who is always quiet is told sometime. */
  public static final Duration LONGEST = Duration.ofDays(8);

  /** A window of yesterday may reach into today; a date that a zone left out lies between. */
  private static final int DAYS_BACK = 2;

  private record Stretch(Instant start, Instant end) {
    boolean contains(Instant at) {
      return !at.isBefore(start) && at.isBefore(end);
    }
  }

  public QuietHours {
    Map<DayOfWeek, List<LocalWindow>> copy = new EnumMap<>(DayOfWeek.class);
    weekly.forEach(
        (day, windows) -> {
          if (!windows.isEmpty()) {
            copy.put(day, List.copyOf(windows));
          }
        });
    weekly = Map.copyOf(copy);
  }

  /** Whether no time of any week is left in which somebody could be told. */
  public boolean isAlways() {
    Instant any = Instant.EPOCH;
    return !quietUntil(any, ZoneOffset.UTC, Set.of()).isBefore(any.plus(LONGEST));
  }

  public boolean isQuiet(Instant at, ZoneId zone, Set<LocalDate> holidays) {
    return stretchAround(at, zone, holidays).isPresent();
  }

  /**
   * When it is not quiet any more: {@code at} itself where it is not quiet, and {@link #LONGEST}
   * later where it is quiet for that long.
   */
  public Instant quietUntil(Instant at, ZoneId zone, Set<LocalDate> holidays) {
    Instant bound = at.plus(LONGEST);
    Instant until = at;
    Optional<Stretch> next = stretchAround(until, zone, holidays);
    while (next.isPresent() && until.isBefore(bound)) {
      until = next.get().end();
      next = stretchAround(until, zone, holidays);
    }
    return until.isBefore(bound) ? until : bound;
  }

  /** The one that lasts longest, of those that are on. */
  private Optional<Stretch> stretchAround(Instant at, ZoneId zone, Set<LocalDate> holidays) {
    LocalDate today = at.atZone(zone).toLocalDate();
    return Stream.iterate(today.minusDays(DAYS_BACK), day -> day.plusDays(1))
        .limit(DAYS_BACK + 1L)
        .flatMap(day -> stretchesOf(day, zone.getRules(), holidays))
        .filter(stretch -> stretch.contains(at))
        .max((one, other) -> one.end().compareTo(other.end()));
  }

  private Stream<Stretch> stretchesOf(LocalDate day, ZoneRules rules, Set<LocalDate> holidays) {
    Stream<Stretch> windows =
        weekly.getOrDefault(day.getDayOfWeek(), List.of()).stream()
            .map(window -> stretch(window.startsOn(day), window.endsAfter(day), rules));
    return holidays.contains(day)
        ? Stream.concat(
            windows, Stream.of(stretch(day.atStartOfDay(), day.plusDays(1).atStartOfDay(), rules)))
        : windows;
  }

  /** Of a time that occurs twice, quiet begins with the first and ends with the second. */
  private static Stretch stretch(LocalDateTime start, LocalDateTime end, ZoneRules rules) {
    List<ZoneOffset> starts = rules.getValidOffsets(start);
    List<ZoneOffset> ends = rules.getValidOffsets(end);
    return new Stretch(
        starts.isEmpty() ? endOfGap(rules, start) : start.toInstant(starts.getFirst()),
        ends.isEmpty() ? endOfGap(rules, end) : end.toInstant(ends.getLast()));
  }

  /** A time that never occurs is the end of its gap. */
  private static Instant endOfGap(ZoneRules rules, LocalDateTime local) {
    return rules.getTransition(local).getInstant();
  }
}
