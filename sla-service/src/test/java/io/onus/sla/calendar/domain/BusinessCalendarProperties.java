package io.onus.sla.calendar.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.calendar.domain.CalendarScenes.Scene;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BusinessCalendarProperties {

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
    Instant start = scene.nearTheOddNight();
    Instant end = start.plus(length);

    assertThat(calendar.between(start, end)).isEqualTo(walked.between(start, end));
    assertThat(calendar.isOpen(start)).isEqualTo(walked.open(start));
    Instant done = calendar.add(start, work);
    if (done.isBefore(start.plus(Duration.ofDays(20)))) { // as far as the walk goes
      assertThat(done).isEqualTo(walked.add(start, work));
    }
  }

  @Provide
  Arbitrary<Scene> scenes() {
    return CalendarScenes.scenes();
  }

  @Provide
  Arbitrary<Scene> oddNights() {
    return CalendarScenes.oddNights();
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

  @Provide
  Arbitrary<Integer> years() {
    return Arbitraries.integers().between(1950, 2100);
  }
}
