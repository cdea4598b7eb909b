package io.onus.sla.calendar.domain;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinedCalendarTest {

  private static final Instant MONDAY_NOON = Instant.parse("2026-11-16T12:00:00Z");

  /** 09:00–17:00 in UTC. */
  private final BusinessCalendar london = weekly("UTC", MONDAY, FRIDAY, "09:00-17:00");

  /** 14:00–22:00 in UTC, in winter. */
  private final BusinessCalendar newYork =
      weekly("America/New_York", MONDAY, FRIDAY, "09:00-17:00");

  private final BusinessCalendar both = BusinessCalendar.both(london, newYork);
  private final BusinessCalendar either = BusinessCalendar.either(london, newYork);

  @ParameterizedTest
  @CsvSource({
    // the hours of both: 14:00 to 17:00
    "2026-11-16T08:00:00Z, PT1H,    2026-11-16T15:00:00Z",
    "2026-11-16T08:00:00Z, PT3H,    2026-11-16T17:00:00Z", // closing time is in time
    "2026-11-16T08:00:00Z, PT3H1S,  2026-11-17T14:00:01Z",
    "2026-11-20T16:00:00Z, PT2H,    2026-11-23T15:00:00Z",
    "2026-11-16T15:00:00.5Z, PT0.25S, 2026-11-16T15:00:00.75Z",
    // a week in which only one of them has changed its clocks: 13:00 to 17:00
    "2026-10-26T08:00:00Z, PT4H,    2026-10-26T17:00:00Z",
    "2026-10-26T08:00:00Z, PT1H,    2026-10-26T14:00:00Z",
  })
  void theHoursOfBothAreThoseInCommon(Instant start, Duration work, Instant done) {
    assertThat(both.add(start, work)).isEqualTo(done);
    assertThat(both.between(start, done)).isEqualTo(work);
  }

  @ParameterizedTest
  @CsvSource({
    // the hours of either: 09:00 to 22:00
    "2026-11-16T08:00:00Z, PT13H,   2026-11-16T22:00:00Z",
    "2026-11-16T08:00:00Z, PT13H1S, 2026-11-17T09:00:01Z",
    "2026-11-16T16:00:00Z, PT2H,    2026-11-16T18:00:00Z",
  })
  void theHoursOfEitherAreThoseOfAtLeastOne(Instant start, Duration work, Instant done) {
    assertThat(either.add(start, work)).isEqualTo(done);
    assertThat(either.between(start, done)).isEqualTo(work);
  }

  @Test
  void windowsThatTouchBecomeOne() {
    BusinessCalendar shifts =
        BusinessCalendar.either(
            weekly("UTC", MONDAY, SUNDAY, "00:00-12:00"),
            weekly("UTC", MONDAY, SUNDAY, "12:00-24:00"));
    Instant nextWeek = MONDAY_NOON.plus(Duration.ofDays(7));

    assertThat(shifts.windowsBetween(MONDAY_NOON, nextWeek))
        .containsExactly(new TimeWindow(MONDAY_NOON, nextWeek));
    assertThat(shifts.add(MONDAY_NOON, Duration.ofDays(400)))
        .isEqualTo(MONDAY_NOON.plus(Duration.ofDays(400)));
  }

  @Test
  void aWindowBeginsOpenAndEndsClosed() {
    assertThat(both.isOpen(Instant.parse("2026-11-16T14:00:00Z"))).isTrue();
    assertThat(both.isOpen(Instant.parse("2026-11-16T16:59:59.999999Z"))).isTrue();
    assertThat(both.isOpen(Instant.parse("2026-11-16T17:00:00Z"))).isFalse();
    assertThat(either.isOpen(Instant.parse("2026-11-16T17:00:00Z"))).isTrue();
    assertThat(either.isOpen(Instant.parse("2026-11-16T22:00:00Z"))).isFalse();
  }

  @Test
  void aCalendarWithItselfIsItself() {
    assertThat(BusinessCalendar.both(london, london)).isSameAs(london);
    assertThat(BusinessCalendar.either(london, london)).isSameAs(london);
  }

  @Test
  void whatIsAlwaysOpenLeavesTheOtherAsItIs() {
    BusinessCalendar withAlways = BusinessCalendar.both(london, BusinessCalendar.always());
    BusinessCalendar orAlways = BusinessCalendar.either(london, BusinessCalendar.always());
    Instant nextMonth = MONDAY_NOON.plus(Duration.ofDays(30));

    assertThat(withAlways.windowsBetween(MONDAY_NOON, nextMonth))
        .isEqualTo(london.windowsBetween(MONDAY_NOON, nextMonth));
    assertThat(orAlways.between(MONDAY_NOON, nextMonth)).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void twoThatNeverWorkAtTheSameTimeHaveNoHoursInCommon() {
    BusinessCalendar weekend = weekly("UTC", SATURDAY, SUNDAY, "00:00-24:00");
    BusinessCalendar never = BusinessCalendar.both(london, weekend);

    assertThat(never.refusedAt(MONDAY_NOON)).isPresent();
    assertThat(BusinessCalendar.either(london, weekend).refusedAt(MONDAY_NOON)).isEmpty();
    assertThat(both.refusedAt(MONDAY_NOON)).isEmpty();
    assertThat(never.between(MONDAY_NOON, MONDAY_NOON.plus(Duration.ofDays(400)))).isZero();
    assertThatExceptionOfType(OutOfReachException.class)
        .isThrownBy(() -> never.add(MONDAY_NOON, Duration.ofMinutes(1)));
  }

  @Test
  void combinationsCombineAgain() {
    BusinessCalendar mornings = weekly("UTC", MONDAY, FRIDAY, "06:00-15:00");

    BusinessCalendar allThree = BusinessCalendar.both(both, mornings);

    assertThat(allThree.windowsBetween(MONDAY_NOON, MONDAY_NOON.plus(Duration.ofHours(12))))
        .containsExactly(
            new TimeWindow(
                Instant.parse("2026-11-16T14:00:00Z"), Instant.parse("2026-11-16T15:00:00Z")));
  }

  @Test
  void eachStretchSaysWhichOfTheTwoWasOpen() {
    List<OpenStretch> stretches =
        OpenStretch.between(
            london,
            newYork,
            Instant.parse("2026-11-16T08:00:00Z"),
            Instant.parse("2026-11-16T23:00:00Z"));

    assertThat(stretches)
        .containsExactly(
            stretch("2026-11-16T08:00:00Z", "2026-11-16T09:00:00Z", false, false),
            stretch("2026-11-16T09:00:00Z", "2026-11-16T14:00:00Z", true, false),
            stretch("2026-11-16T14:00:00Z", "2026-11-16T17:00:00Z", true, true),
            stretch("2026-11-16T17:00:00Z", "2026-11-16T22:00:00Z", false, true),
            stretch("2026-11-16T22:00:00Z", "2026-11-16T23:00:00Z", false, false));
  }

  @Test
  void noTimeHasNoStretches() {
    assertThat(OpenStretch.between(london, newYork, MONDAY_NOON, MONDAY_NOON)).isEmpty();
  }

  private static OpenStretch stretch(String start, String end, boolean first, boolean second) {
    return new OpenStretch(new TimeWindow(Instant.parse(start), Instant.parse(end)), first, second);
  }

  private static BusinessCalendar weekly(
      String zone, DayOfWeek first, DayOfWeek last, String... windows) {
    return BusinessCalendar.compile(
        CalendarDefinition.weekly(ZoneId.of(zone), WeeklyHours.every(first, last, windows)),
        HolidayDates.NONE);
  }
}
