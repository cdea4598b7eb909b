package io.onus.sla.calendar.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.calendar.domain.CalendarScenes.TwoCalendars;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of two calendars taken together, beside what holds of every calendar. */
class CombinedCalendarProperties {

  @Property(tries = 300)
  void togetherTheyWorkMoreThanEachAndInCommonLess(
      @ForAll("pairs") TwoCalendars pair, @ForAll("work") Duration length) {
    BusinessCalendar one = pair.one();
    BusinessCalendar two = pair.two();
    Instant start = pair.start();
    Instant end = start.plus(length);

    Duration common = BusinessCalendar.both(one, two).between(start, end);
    Duration any = BusinessCalendar.either(one, two).between(start, end);

    for (BusinessCalendar each : List.of(one, two)) {
      assertThat(each.between(start, end)).isBetween(common, any);
    }
    // What is counted twice is what they have in common.
    assertThat(common.plus(any)).isEqualTo(one.between(start, end).plus(two.between(start, end)));
  }

  @Property(tries = 300)
  void whatEitherCountsIsDueFirstAndWhatBothCountLast(
      @ForAll("pairs") TwoCalendars pair, @ForAll("work") Duration wished) {
    BusinessCalendar one = pair.one();
    BusinessCalendar two = pair.two();
    BusinessCalendar both = BusinessCalendar.both(one, two);
    Duration work = atMostInCommon(both, pair.start(), wished);

    Instant first = BusinessCalendar.either(one, two).add(pair.start(), work);
    Instant last = both.add(pair.start(), work);

    for (BusinessCalendar each : List.of(one, two)) {
      assertThat(each.add(pair.start(), work)).isBetween(first, last);
    }
  }

  @Property(tries = 300)
  void whatIsAddedIsWhatHasPassed(
      @ForAll("pairs") TwoCalendars pair,
      @ForAll("work") Duration wished,
      @ForAll("work") Duration more) {
    for (BusinessCalendar calendar : combinations(pair)) {
      Duration work = atMostInCommon(calendar, pair.start(), wished);
      Duration all = atMostInCommon(calendar, pair.start(), work.plus(more));

      Instant done = calendar.add(pair.start(), work);

      assertThat(calendar.between(pair.start(), done)).isEqualTo(work);
      if (!work.isZero()) {
        assertThat(calendar.between(pair.start(), done.minusNanos(1))).isLessThan(work);
      }
      if (!all.equals(work)) {
        assertThat(calendar.add(done, all.minus(work)))
            .isAfterOrEqualTo(done)
            .isEqualTo(calendar.add(pair.start(), all));
      }
    }
  }

  @Property(tries = 300)
  void theOrderOfTheTwoMakesNoDifference(
      @ForAll("pairs") TwoCalendars pair, @ForAll("work") Duration length) {
    Instant end = pair.start().plus(length);

    assertThat(BusinessCalendar.both(pair.one(), pair.two()).windowsBetween(pair.start(), end))
        .isEqualTo(BusinessCalendar.both(pair.two(), pair.one()).windowsBetween(pair.start(), end));
    assertThat(BusinessCalendar.either(pair.one(), pair.two()).windowsBetween(pair.start(), end))
        .isEqualTo(
            BusinessCalendar.either(pair.two(), pair.one()).windowsBetween(pair.start(), end));
  }

  @Property(tries = 300)
  void aHolidayOfOneNeverMakesADueEarlier(
      @ForAll("pairs") TwoCalendars pair,
      @ForAll("work") Duration wished,
      @ForAll("days") int days) {
    LocalDate holiday = pair.first().oddDate().plusDays(days);
    BusinessCalendar kept =
        BusinessCalendar.compile(
            pair.first().definition(),
            year -> year == holiday.getYear() ? Set.of(holiday) : Set.of());
    BusinessCalendar both = BusinessCalendar.both(kept, pair.two());
    Duration work = atMostInCommon(both, pair.start(), wished);

    assertThat(both.add(pair.start(), work))
        .isAfterOrEqualTo(BusinessCalendar.both(pair.one(), pair.two()).add(pair.start(), work));
    assertThat(BusinessCalendar.either(kept, pair.two()).add(pair.start(), work))
        .isAfterOrEqualTo(BusinessCalendar.either(pair.one(), pair.two()).add(pair.start(), work));
  }

  @Property(tries = 300)
  void theStretchesSayWhoWasOpen(
      @ForAll("pairs") TwoCalendars pair, @ForAll("work") Duration length) {
    BusinessCalendar one = pair.one();
    BusinessCalendar two = pair.two();
    Instant start = pair.start();
    Instant end = start.plus(length);

    List<OpenStretch> stretches = OpenStretch.between(one, two, start, end);

    Duration first = Duration.ZERO;
    Duration second = Duration.ZERO;
    Duration common = Duration.ZERO;
    Instant at = start;
    for (OpenStretch stretch : stretches) {
      Duration open = stretch.window().length();
      assertThat(stretch.window().start()).isEqualTo(at);
      first = first.plus(stretch.firstOpen() ? open : Duration.ZERO);
      second = second.plus(stretch.secondOpen() ? open : Duration.ZERO);
      common = common.plus(stretch.firstOpen() && stretch.secondOpen() ? open : Duration.ZERO);
      at = stretch.window().end();
    }
    assertThat(at).isEqualTo(end);
    assertThat(first).isEqualTo(one.between(start, end));
    assertThat(second).isEqualTo(two.between(start, end));
    assertThat(common).isEqualTo(BusinessCalendar.both(one, two).between(start, end));
  }

  @Property(tries = 200)
  void aWalkAlongTheWallClockAgrees(
      @ForAll("oddPairs") TwoCalendars pair,
      @ForAll("someHours") Duration work,
      @ForAll("someHours") Duration length) {
    WalkedCalendar one = walked(pair, pair.first().definition());
    WalkedCalendar two = walked(pair, pair.other());
    BusinessCalendar both = BusinessCalendar.both(pair.one(), pair.two());
    BusinessCalendar either = BusinessCalendar.either(pair.one(), pair.two());

    agrees(pair, both, one.and(two), work, length);
    agrees(pair, either, one.or(two), work, length);
  }

  private static void agrees(
      TwoCalendars pair,
      BusinessCalendar calendar,
      WalkedCalendar walked,
      Duration wished,
      Duration length) {
    Instant start = pair.first().nearTheOddNight();
    Instant end = start.plus(length);
    Duration work = atMostInCommon(calendar, start, wished);

    assertThat(calendar.between(start, end)).isEqualTo(walked.between(start, end));
    assertThat(calendar.isOpen(start)).isEqualTo(walked.open(start));
    Instant done = calendar.add(start, work);
    if (done.isBefore(start.plus(Duration.ofDays(20)))) { // as far as the walk goes
      assertThat(done).isEqualTo(walked.add(start, work));
    }
  }

  private static WalkedCalendar walked(TwoCalendars pair, CalendarDefinition definition) {
    return new WalkedCalendar(
        definition, HolidayDates.NONE, pair.first().oddDate().minusDays(5), 30);
  }

  private static List<BusinessCalendar> combinations(TwoCalendars pair) {
    return List.of(
        BusinessCalendar.both(pair.one(), pair.two()),
        BusinessCalendar.either(pair.one(), pair.two()));
  }

  /** Two calendars in zones far apart may have little in common, or nothing. */
  private static Duration atMostInCommon(
      BusinessCalendar calendar, Instant start, Duration wished) {
    Duration available = calendar.between(start, start.plus(Duration.ofDays(1000)));
    return wished.compareTo(available) < 0 ? wished : available;
  }

  @Provide
  Arbitrary<TwoCalendars> pairs() {
    return CalendarScenes.pairs();
  }

  @Provide
  Arbitrary<TwoCalendars> oddPairs() {
    return CalendarScenes.oddPairs();
  }

  @Provide
  Arbitrary<Duration> work() {
    return CalendarScenes.work();
  }

  @Provide
  Arbitrary<Duration> someHours() {
    return CalendarScenes.someHours();
  }

  @Provide
  Arbitrary<Integer> days() {
    return CalendarScenes.days();
  }
}
