package io.onus.sla.calendar.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Calendars near the nights on which their zones' clocks do something odd. */
final class CalendarScenes {

  private static final List<LocalWindow> ENOUGH_FOR_ANY_WORK =
      List.of(LocalWindow.parse("06:00-20:00"));

  /** A zone and a date near which its clocks do something odd. */
  private record Place(ZoneId zone, LocalDate oddDate) {}

  /** A calendar and an instant within some weeks of its zone's odd date. */
  record Scene(CalendarDefinition definition, LocalDate oddDate, Instant start) {

    BusinessCalendar calendar() {
      return BusinessCalendar.compile(definition, HolidayDates.NONE);
    }

    Instant nearTheOddNight() {
      Instant night = oddDate.minusDays(1).atStartOfDay(definition.zone()).toInstant();
      return night.plusNanos(Math.floorMod(start.toEpochMilli(), 172_800_000L) * 1_000_000);
    }
  }

  /** Two calendars, of which the first says where and when. */
  record TwoCalendars(Scene first, CalendarDefinition other) {

    BusinessCalendar one() {
      return first.calendar();
    }

    BusinessCalendar two() {
      return BusinessCalendar.compile(other, HolidayDates.NONE);
    }

    Instant start() {
      return first.start();
    }
  }

  private CalendarScenes() {}

  static Arbitrary<Scene> scenes() {
    return places().flatMap(place -> scenes(place, definitions(place)));
  }

  private static Arbitrary<Scene> scenes(Place place, Arbitrary<CalendarDefinition> definitions) {
    return Combinators.combine(definitions, offsets())
        .as((definition, offset) -> new Scene(definition, place.oddDate(), start(place, offset)));
  }

  private static Instant start(Place place, Duration offset) {
    return place.oddDate().atStartOfDay(place.zone()).toInstant().plus(offset);
  }

  /** Scenes whose windows open and close when the clocks change. */
  static Arbitrary<Scene> oddNights() {
    return places().flatMap(place -> scenes(place, oddDefinitions(place)));
  }

  static Arbitrary<Duration> work() {
    return Arbitraries.oneOf(
        micros(Duration.ofDays(40)),
        Arbitraries.integers().between(0, 24 * 60).map(Duration::ofMinutes),
        Arbitraries.just(Duration.ZERO));
  }

  static Arbitrary<Duration> someHours() {
    return Arbitraries.oneOf(
        micros(Duration.ofHours(60)),
        Arbitraries.integers().between(1, 60 * 60).map(Duration::ofMinutes));
  }

  static Arbitrary<Integer> days() {
    return Arbitraries.integers().between(-30, 60);
  }

  /** Two calendars, mostly in different zones, both near an odd date of one of them. */
  static Arbitrary<TwoCalendars> pairs() {
    return pairs(CalendarScenes::definitions);
  }

  /** Two calendars that open and close when the clocks of one of them change. */
  static Arbitrary<TwoCalendars> oddPairs() {
    return pairs(CalendarScenes::oddDefinitions);
  }

  private static Arbitrary<TwoCalendars> pairs(
      Function<Place, Arbitrary<CalendarDefinition>> definitions) {
    return Combinators.combine(places(), places())
        .flatAs(
            (here, there) ->
                Combinators.combine(
                        definitions.apply(here),
                        definitions.apply(new Place(there.zone(), here.oddDate())),
                        offsets())
                    .as(
                        (first, second, offset) ->
                            new TwoCalendars(
                                new Scene(first, here.oddDate(), start(here, offset)), second)));
  }

  private static Arbitrary<Place> places() {
    return Arbitraries.of(
        place("Europe/Berlin", "2026-03-29"),
        place("Europe/Berlin", "2026-10-25"),
        place("America/New_York", "2026-03-08"),
        place("America/New_York", "2026-11-01"),
        place("Australia/Lord_Howe", "2026-04-05"),
        place("Australia/Lord_Howe", "2026-10-04"),
        place("Africa/Cairo", "2026-04-24"),
        place("Africa/Cairo", "2026-10-29"),
        place("America/Havana", "2026-03-08"),
        place("America/Havana", "2026-11-01"),
        place("Pacific/Apia", "2011-12-30"),
        place("Asia/Kathmandu", "2027-01-01"));
  }

  private static Arbitrary<CalendarDefinition> definitions(Place place) {
    return Combinators.combine(weeks(), exceptions(), exceptions())
        .as(
            (weekly, closed, open) -> {
              Map<LocalDate, List<LocalWindow>> openDates = new HashMap<>();
              open.forEach((day, windows) -> openDates.put(place.oddDate().plusDays(day), windows));
              Set<LocalDate> closedDates = new HashSet<>();
              closed.keySet().forEach(day -> closedDates.add(place.oddDate().plusDays(day)));
              closedDates.removeAll(openDates.keySet());
              return new CalendarDefinition(place.zone(), weekly, null, closedDates, openDates);
            });
  }

  private static Arbitrary<CalendarDefinition> oddDefinitions(Place place) {
    Arbitrary<List<LocalWindow>> nights =
        windows(
            Arbitraries.oneOf(
                Arbitraries.integers().between(0, 4 * 60),
                Arbitraries.integers().between(0, 4 * 4).map(quarter -> quarter * 15),
                Arbitraries.integers().between(22 * 60, 24 * 60),
                Arbitraries.of(0, 24 * 60)));
    return Combinators.combine(weeks(), nights, nights)
        .as(
            (weekly, before, on) ->
                new CalendarDefinition(
                    place.zone(),
                    weekly,
                    null,
                    Set.of(),
                    Map.of(place.oddDate().minusDays(1), before, place.oddDate(), on)));
  }

  private static Arbitrary<WeeklyHours> weeks() {
    return Arbitraries.maps(Arbitraries.of(DayOfWeek.class), windows())
        .ofMinSize(1)
        .ofMaxSize(7)
        .map(
            byDay -> {
              Map<DayOfWeek, List<LocalWindow>> week = new EnumMap<>(byDay);
              week.put(DayOfWeek.WEDNESDAY, ENOUGH_FOR_ANY_WORK);
              return new WeeklyHours(week);
            });
  }

  private static Arbitrary<Map<Integer, List<LocalWindow>>> exceptions() {
    return Arbitraries.maps(Arbitraries.integers().between(-5, 15), windows()).ofMaxSize(4);
  }

  private static Arbitrary<List<LocalWindow>> windows() {
    return windows(
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 24 * 60),
            Arbitraries.integers().between(0, 24).map(quarter -> quarter * 15),
            Arbitraries.of(0, 23 * 60, 24 * 60)));
  }

  /** One to three windows between distinct minutes. */
  private static Arbitrary<List<LocalWindow>> windows(Arbitrary<Integer> minutes) {
    return minutes
        .set()
        .ofMinSize(2)
        .ofMaxSize(6)
        .map(
            chosen -> {
              List<Integer> sorted = List.copyOf(new TreeSet<>(chosen));
              return IntStream.range(0, sorted.size() / 2)
                  .mapToObj(i -> new LocalWindow(sorted.get(2 * i), sorted.get(2 * i + 1)))
                  .toList();
            });
  }

  private static Arbitrary<Duration> offsets() {
    return Combinators.combine(
            Arbitraries.integers().between(-20 * 24 * 60, 20 * 24 * 60).map(Duration::ofMinutes),
            Arbitraries.oneOf(Arbitraries.just(Duration.ZERO), micros(Duration.ofMinutes(1))))
        .as(Duration::plus);
  }

  private static Arbitrary<Duration> micros(Duration upTo) {
    return Arbitraries.longs()
        .between(0, upTo.toNanos() / 1_000)
        .map(micros -> Duration.ofNanos(micros * 1_000));
  }

  private static Place place(String zone, String oddDate) {
    return new Place(ZoneId.of(zone), LocalDate.parse(oddDate));
  }
}
