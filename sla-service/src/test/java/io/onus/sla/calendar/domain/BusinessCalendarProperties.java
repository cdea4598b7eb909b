package io.onus.sla.calendar.domain;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BusinessCalendarProperties {

  private static final List<LocalWindow> ENOUGH_FOR_ANY_WORK =
      List.of(LocalWindow.parse("06:00-20:00"));

  /** A zone and a date near which its clocks do something odd. */
  private record Place(ZoneId zone, LocalDate oddDate) {}

  /** A calendar and an instant within some weeks of its zone's odd date. */
  record Scene(CalendarDefinition definition, LocalDate oddDate, Instant start) {

    BusinessCalendar calendar() {
      return BusinessCalendar.compile(definition, HolidayDates.NONE);
    }
  }

  @Property(tries = 400)
  void whatIsAddedIsWhatHasPassed(@ForAll("scenes") Scene scene, @ForAll("work") Duration work) {
    BusinessCalendar calendar = scene.calendar();

    Instant done = calendar.add(scene.start(), work);

    assertThat(calendar.between(scene.start(), done)).isEqualTo(work);
  }

  @Property(tries = 400)
  void noEarlierInstantWouldDo(@ForAll("scenes") Scene scene, @ForAll("work") Duration work) {
    BusinessCalendar calendar = scene.calendar();

    Instant done = calendar.add(scene.start(), work);

    if (!work.isZero()) {
      assertThat(calendar.between(scene.start(), done.minusNanos(1))).isLessThan(work);
    }
  }

  @Property(tries = 400)
  void moreWorkIsDoneLater(
      @ForAll("scenes") Scene scene, @ForAll("work") Duration one, @ForAll("work") Duration other) {
    BusinessCalendar calendar = scene.calendar();
    Duration less = one.compareTo(other) <= 0 ? one : other;
    Duration more = one.compareTo(other) <= 0 ? other : one;

    assertThat(calendar.add(scene.start(), less))
        .isBeforeOrEqualTo(calendar.add(scene.start(), more));
  }

  @Property(tries = 400)
  void whatStartsLaterIsDoneLater(
      @ForAll("scenes") Scene scene, @ForAll("work") Duration work, @ForAll("work") Duration wait) {
    BusinessCalendar calendar = scene.calendar();

    if (!work.isZero()) { // no work is done where it starts
      assertThat(calendar.add(scene.start(), work))
          .isBeforeOrEqualTo(calendar.add(scene.start().plus(wait), work));
    }
  }

  @Property(tries = 400)
  void workInTwoPartsIsTheSameWork(
      @ForAll("scenes") Scene scene, @ForAll("work") Duration one, @ForAll("work") Duration other) {
    BusinessCalendar calendar = scene.calendar();

    Instant inTwoParts = calendar.add(calendar.add(scene.start(), one), other);

    if (!other.isZero()) {
      assertThat(inTwoParts).isEqualTo(calendar.add(scene.start(), one.plus(other)));
    }
  }

  @Property(tries = 400)
  void timeAddsUpOverAnyInstantBetween(
      @ForAll("scenes") Scene scene, @ForAll("work") Duration one, @ForAll("work") Duration other) {
    BusinessCalendar calendar = scene.calendar();
    Instant middle = scene.start().plus(one);
    Instant end = middle.plus(other);

    assertThat(calendar.between(scene.start(), middle).plus(calendar.between(middle, end)))
        .isEqualTo(calendar.between(scene.start(), end))
        .isLessThanOrEqualTo(Duration.between(scene.start(), end));
  }

  @Property(tries = 400)
  void theWindowsOfAnIntervalAreItsWorkingTime(
      @ForAll("scenes") Scene scene, @ForAll("work") Duration length) {
    BusinessCalendar calendar = scene.calendar();
    Instant end = scene.start().plus(length);

    List<TimeWindow> windows = calendar.windowsBetween(scene.start(), end);

    assertThat(windows.stream().map(TimeWindow::length).reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(calendar.between(scene.start(), end));
    for (int i = 1; i < windows.size(); i++) {
      assertThat(windows.get(i - 1).end()).isBefore(windows.get(i).start());
    }
    for (TimeWindow window : windows) {
      assertThat(calendar.isOpen(window.start())).isTrue();
      assertThat(calendar.isOpen(window.end().minusNanos(1))).isTrue();
    }
  }

  @Property(tries = 400)
  void aHolidayNeverMakesADueEarlier(
      @ForAll("scenes") Scene scene, @ForAll("work") Duration work, @ForAll("days") int days) {
    LocalDate holiday = scene.oddDate().plusDays(days);
    BusinessCalendar without = scene.calendar();
    BusinessCalendar with =
        BusinessCalendar.compile(
            scene.definition(), year -> year == holiday.getYear() ? Set.of(holiday) : Set.of());

    assertThat(with.add(scene.start(), work)).isAfterOrEqualTo(without.add(scene.start(), work));
  }

  @Property(tries = 100)
  void whatIsAskedFirstChangesNoAnswer(
      @ForAll("scenes") Scene scene, @ForAll("work") Duration work, @ForAll("years") int year) {
    BusinessCalendar fresh = scene.calendar();
    BusinessCalendar asked = scene.calendar();
    asked.isOpen(LocalDate.of(year, 7, 1).atStartOfDay(scene.definition().zone()).toInstant());

    assertThat(asked.add(scene.start(), work)).isEqualTo(fresh.add(scene.start(), work));
  }

  @Property(tries = 200)
  void aWalkAlongTheWallClockAgrees(
      @ForAll("oddNights") Scene scene,
      @ForAll("someHours") Duration work,
      @ForAll("someHours") Duration length) {
    BusinessCalendar calendar = scene.calendar();
    WalkedCalendar walked =
        new WalkedCalendar(scene.definition(), HolidayDates.NONE, scene.oddDate().minusDays(3), 26);
    Instant start = nearTheOddNight(scene);
    Instant end = start.plus(length);

    assertThat(calendar.between(start, end)).isEqualTo(walked.between(start, end));
    assertThat(calendar.isOpen(start)).isEqualTo(walked.open(start));
    Instant done = calendar.add(start, work);
    if (done.isBefore(start.plus(Duration.ofDays(20)))) { // as far as the walk goes
      assertThat(done).isEqualTo(walked.add(start, work));
    }
  }

  private static Instant nearTheOddNight(Scene scene) {
    Instant night =
        scene.oddDate().minusDays(1).atStartOfDay(scene.definition().zone()).toInstant();
    return night.plusNanos(Math.floorMod(scene.start().toEpochMilli(), 172_800_000L) * 1_000_000);
  }

  @Provide
  Arbitrary<Scene> scenes() {
    return places()
        .flatMap(
            place ->
                Combinators.combine(definitions(place), offsets())
                    .as(
                        (definition, offset) ->
                            new Scene(
                                definition,
                                place.oddDate(),
                                place
                                    .oddDate()
                                    .atStartOfDay(place.zone())
                                    .toInstant()
                                    .plus(offset))));
  }

  /** Scenes whose windows open and close when the clocks change. */
  @Provide
  Arbitrary<Scene> oddNights() {
    Arbitrary<List<LocalWindow>> nights =
        windows(
            Arbitraries.oneOf(
                Arbitraries.integers().between(0, 4 * 60),
                Arbitraries.integers().between(0, 4 * 4).map(quarter -> quarter * 15),
                Arbitraries.integers().between(22 * 60, 24 * 60),
                Arbitraries.of(0, 24 * 60)));
    return places()
        .flatMap(
            place ->
                Combinators.combine(weeks(), nights, nights, offsets())
                    .as(
                        (weekly, before, on, offset) ->
                            new Scene(
                                new CalendarDefinition(
                                    place.zone(),
                                    weekly,
                                    null,
                                    Set.of(),
                                    Map.of(
                                        place.oddDate().minusDays(1), before, place.oddDate(), on)),
                                place.oddDate(),
                                place
                                    .oddDate()
                                    .atStartOfDay(place.zone())
                                    .toInstant()
                                    .plus(offset))));
  }

  @Provide
  Arbitrary<Duration> work() {
    return Arbitraries.oneOf(
        micros(Duration.ofDays(40)),
        Arbitraries.integers().between(0, 24 * 60).map(Duration::ofMinutes),
        Arbitraries.just(Duration.ZERO));
  }

  @Provide
  Arbitrary<Duration> someHours() {
    return Arbitraries.oneOf(
        micros(Duration.ofHours(60)),
        Arbitraries.integers().between(1, 60 * 60).map(Duration::ofMinutes));
  }

  @Provide
  Arbitrary<Integer> days() {
    return Arbitraries.integers().between(-30, 60);
  }

  @Provide
  Arbitrary<Integer> years() {
    return Arbitraries.integers().between(1950, 2100);
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
