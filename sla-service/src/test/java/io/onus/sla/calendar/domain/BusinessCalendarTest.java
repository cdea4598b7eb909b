package io.onus.sla.calendar.domain;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId UTC = ZoneId.of("UTC");

  /** Monday to Friday with a lunch break; 2026-04-06 is a Monday. */
  private static final WeeklyHours OFFICE_HOURS =
      WeeklyHours.every(MONDAY, FRIDAY, "09:00-12:30", "13:30-18:00");

  private final BusinessCalendar office = compiled(UTC, OFFICE_HOURS);

  @ParameterizedTest
  @CsvSource({
    // start, end, worked
    "2026-04-06T09:00:00Z, 2026-04-06T09:00:00Z, PT0S",
    "2026-04-06T08:59:59Z, 2026-04-06T09:00:00Z, PT0S",
    "2026-04-06T08:59:59Z, 2026-04-06T09:00:01Z, PT1S",
    "2026-04-06T09:00:00Z, 2026-04-06T09:00:00.000001Z, PT0.000001S",
    "2026-04-06T12:29:59.999999Z, 2026-04-06T13:30:00.000001Z, PT0.000002S",
    "2026-04-06T12:30:00Z, 2026-04-06T13:30:00Z, PT0S",
    "2026-04-06T12:30:00.5Z, 2026-04-06T13:29:59.5Z, PT0S",
    "2026-04-06T09:00:00Z, 2026-04-06T18:00:00Z, PT8H",
    "2026-04-03T17:59:00Z, 2026-04-06T09:01:00Z, PT2M",
    "2026-04-04T00:00:00Z, 2026-04-06T00:00:00Z, PT0S",
    "2026-03-30T00:00:00Z, 2026-04-06T00:00:00Z, PT40H",
    "2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, PT2088H"
  })
  void workedTimeIsHalfOpenAtEveryBoundary(Instant start, Instant end, Duration worked) {
    assertThat(office.between(start, end)).isEqualTo(worked);
  }

  @ParameterizedTest
  @CsvSource({
    // start, work, done
    "2026-04-06T09:00:00Z, PT3H30M, 2026-04-06T12:30:00Z", // lands on closing time and stays there
    "2026-04-06T09:00:00Z, PT3H30M0.000001S, 2026-04-06T13:30:00.000001Z",
    "2026-04-06T12:30:00Z, PT0.000001S, 2026-04-06T13:30:00.000001Z",
    "2026-04-06T09:00:00Z, PT8H, 2026-04-06T18:00:00Z",
    "2026-04-03T18:00:00Z, PT1S, 2026-04-06T09:00:01Z",
    "2026-04-04T11:11:11.111111Z, PT8H, 2026-04-06T18:00:00Z",
    "2026-04-06T17:59:59.999999Z, PT0.000001S, 2026-04-06T18:00:00Z",
    "2026-04-06T17:59:59.999999Z, PT0.000002S, 2026-04-07T09:00:00.000001Z",
    "2026-04-06T09:00:00.7Z, PT0.6S, 2026-04-06T09:00:01.3Z",
    "2026-04-06T09:00:00Z, PT40H, 2026-04-10T18:00:00Z",
    "2026-04-06T09:00:00Z, PT40H1S, 2026-04-13T09:00:01Z",
    // no work ends where it starts, open or not
    "2026-04-04T11:11:11.111111Z, PT0S, 2026-04-04T11:11:11.111111Z"
  })
  void workIsDoneAtTheFirstInstantThatOffersIt(Instant start, Duration work, Instant done) {
    assertThat(office.add(start, work)).isEqualTo(done);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-06T08:59:59.999999Z, false",
    "2026-04-06T09:00:00Z, true",
    "2026-04-06T12:29:59.999999Z, true",
    "2026-04-06T12:30:00Z, false",
    "2026-04-04T10:00:00Z, false"
  })
  void aWindowIsOpenFromItsFirstInstantAndShutAtItsLast(Instant at, boolean open) {
    assertThat(office.isOpen(at)).isEqualTo(open);
  }

  @Test
  void theWindowsOfAnIntervalAreCutToIt() {
    assertThat(
            office.windowsBetween(
                Instant.parse("2026-04-03T17:00:00Z"), Instant.parse("2026-04-06T13:40:00.5Z")))
        .containsExactly(
            window("2026-04-03T17:00:00Z", "2026-04-03T18:00:00Z"),
            window("2026-04-06T09:00:00Z", "2026-04-06T12:30:00Z"),
            window("2026-04-06T13:30:00Z", "2026-04-06T13:40:00.5Z"));
    assertThat(
            office.windowsBetween(
                Instant.parse("2026-04-06T12:30:00Z"), Instant.parse("2026-04-06T13:30:00Z")))
        .isEmpty();
  }

  @Test
  void aPauseOverTheWeekendCreditsWorkingTimeOnly() {
    BusinessCalendar nineToFive =
        compiled(BERLIN, WeeklyHours.every(MONDAY, FRIDAY, "09:00-17:00"));
    Instant submitted = at(BERLIN, "2026-04-16T09:00");
    Instant paused = at(BERLIN, "2026-04-17T16:00");
    Instant resumed = at(BERLIN, "2026-04-20T10:00");
    Duration twoDays = Duration.ofHours(16);

    Duration consumed = nineToFive.between(submitted, paused);
    Instant due = nineToFive.add(resumed, twoDays.minus(consumed));

    assertThat(consumed).isEqualTo(Duration.ofHours(15));
    assertThat(nineToFive.between(paused, resumed)).isEqualTo(Duration.ofHours(2));
    assertThat(due).isEqualTo(at(BERLIN, "2026-04-20T11:00"));
  }

  @Test
  void aDeadlineAcrossBothClockChangesKeepsTheCalendarsOwnHours() {
    BusinessCalendar nineToFive =
        compiled(BERLIN, WeeklyHours.every(MONDAY, FRIDAY, "09:00-17:00"));
    Instant winter = Instant.parse("2026-03-02T08:00:00Z"); // 09:00 in Berlin

    Instant summer = nineToFive.add(winter, Duration.ofHours(8 * 80));
    Instant nextWinter = nineToFive.add(winter, Duration.ofHours(8 * 180));

    assertThat(summer).isEqualTo(Instant.parse("2026-06-19T15:00:00Z"));
    assertThat(nextWinter).isEqualTo(Instant.parse("2026-11-06T16:00:00Z"));
    assertThat(nineToFive.between(winter, nextWinter)).isEqualTo(Duration.ofHours(8 * 180));
  }

  @Test
  void roundTheClockHasNoGapAtMidnight() {
    BusinessCalendar roundTheClock = compiled(BERLIN, WeeklyHours.always());
    Instant start = at(BERLIN, "2026-03-20T12:34:56.789012");
    Duration month = Duration.ofDays(31);

    assertThat(roundTheClock.add(start, month)).isEqualTo(start.plus(month));
    assertThat(roundTheClock.between(start, start.plus(month))).isEqualTo(month);
    assertThat(roundTheClock.windowsBetween(start, start.plus(month)))
        .containsExactly(new TimeWindow(start, start.plus(month)));
  }

  @Test
  void theAlwaysOpenCalendarCountsWallTime() {
    Instant start = Instant.parse("2011-12-31T23:59:59.999999Z");
    Duration years = Duration.ofDays(10_000).plusNanos(1_000);

    assertThat(BusinessCalendar.always().add(start, years)).isEqualTo(start.plus(years));
    assertThat(BusinessCalendar.always().between(start, start.plus(years))).isEqualTo(years);
  }

  @Test
  void twoShiftsAndALunchBreakAddUp() {
    BusinessCalendar shifts =
        compiled(
            BERLIN,
            WeeklyHours.every(
                MONDAY, SUNDAY, "00:00-02:00", "06:00-10:00", "10:30-14:00", "14:00-24:00"));
    Instant start = at(BERLIN, "2026-05-04T10:00");

    assertThat(shifts.add(start, Duration.ofHours(16))).isEqualTo(at(BERLIN, "2026-05-05T06:30"));
    assertThat(shifts.windowsBetween(start, at(BERLIN, "2026-05-05T07:00")))
        .containsExactly(
            new TimeWindow(at(BERLIN, "2026-05-04T10:30"), at(BERLIN, "2026-05-05T02:00")),
            new TimeWindow(at(BERLIN, "2026-05-05T06:00"), at(BERLIN, "2026-05-05T07:00")));
  }

  @ParameterizedTest
  @CsvSource({
    // the night the clock goes forward, and what a daily window is worth on that date
    "Europe/Berlin,       2026-03-29, 00:00-06:00, PT5H",
    "Europe/Berlin,       2026-03-29, 02:30-05:00, PT2H", // opens when the gap ends
    "Europe/Berlin,       2026-03-29, 01:00-02:30, PT1H", // closes when the gap ends, an hour later
    "Europe/Berlin,       2026-03-29, 02:10-02:50, PT0S", // never happens
    "Europe/Berlin,       2026-03-29, 02:00-03:00, PT0S",
    "Europe/Berlin,       2026-03-29, 03:00-04:00, PT1H",
    "America/New_York,    2026-03-08, 00:00-06:00, PT5H",
    "America/New_York,    2026-03-08, 02:30-05:00, PT2H",
    "Australia/Lord_Howe, 2026-10-04, 00:00-06:00, PT5H30M",
    "Australia/Lord_Howe, 2026-10-04, 02:15-05:00, PT2H30M",
    "Africa/Cairo,        2026-04-24, 00:00-06:00, PT5H", // midnight itself is in the gap
    "Africa/Cairo,        2026-04-23, 20:00-24:00, PT4H",
    // the night it goes back
    "Europe/Berlin,       2026-10-25, 00:00-06:00, PT7H",
    "Europe/Berlin,       2026-10-25, 02:30-05:00, PT3H30M", // opens at the first 02:30
    "Europe/Berlin,       2026-10-25, 01:00-02:30, PT2H30M", // closes at the second 02:30
    "Europe/Berlin,       2026-10-25, 02:10-02:50, PT1H40M",
    "Europe/Berlin,       2026-10-25, 01:00-02:00, PT2H", // 02:00 occurs twice
    "Europe/Berlin,       2026-10-25, 03:00-04:00, PT1H", // 03:00 does not
    "America/New_York,    2026-11-01, 00:00-06:00, PT7H",
    "Australia/Lord_Howe, 2026-04-05, 00:00-06:00, PT6H30M",
    "Australia/Lord_Howe, 2026-04-05, 01:45-06:00, PT4H45M",
    "Africa/Cairo,        2026-10-29, 20:00-24:00, PT5H",
    // Samoa crossed the date line: the Friday never happened
    "Pacific/Apia,        2011-12-29, 09:00-17:00, PT8H",
    "Pacific/Apia,        2011-12-30, 09:00-17:00, PT0S",
    "Pacific/Apia,        2011-12-30, 00:00-24:00, PT0S",
    "Pacific/Apia,        2011-12-31, 09:00-17:00, PT8H"
  })
  void aDateIsWorthWhatItsWindowsResolveTo(
      ZoneId zone, LocalDate date, String window, Duration worth) {
    BusinessCalendar onThatDateOnly =
        BusinessCalendar.compile(
            new CalendarDefinition(
                zone,
                new WeeklyHours(Map.of()),
                null,
                Set.of(),
                Map.of(date, List.of(LocalWindow.parse(window)))),
            HolidayDates.NONE);

    assertThat(
            onThatDateOnly.between(
                at(zone, date.minusDays(3) + "T00:00"), at(zone, date.plusDays(3) + "T00:00")))
        .isEqualTo(worth);
  }

  @Test
  void workDoneInTheRepeatedHourIsDoneBeforeItRepeats() {
    BusinessCalendar nights = compiled(BERLIN, WeeklyHours.every(MONDAY, SUNDAY, "01:00-05:00"));
    Instant opening = Instant.parse("2026-10-24T23:00:00Z"); // 01:00, summer time

    assertThat(nights.add(opening, Duration.ofMinutes(90)))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z")) // the first 02:30
        .isEqualTo(at(BERLIN, "2026-10-25T02:30"));
    assertThat(nights.add(opening, Duration.ofMinutes(150)))
        .isEqualTo(Instant.parse("2026-10-25T01:30:00Z")); // the second
  }

  @Test
  void windowsThatOverlapOnceResolvedMerge() {
    BusinessCalendar nights =
        compiled(BERLIN, WeeklyHours.every(SUNDAY, SUNDAY, "01:00-02:30", "02:30-04:00"));

    assertThat(
            nights.windowsBetween(at(BERLIN, "2026-10-25T00:00"), at(BERLIN, "2026-10-26T00:00")))
        .containsExactly(window("2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"));
  }

  @Test
  void aDeadlineSkipsTheDayThatNeverHappened() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    BusinessCalendar daily = compiled(apia, WeeklyHours.every(MONDAY, SUNDAY, "09:00-17:00"));

    assertThat(daily.add(at(apia, "2011-12-29T17:00"), Duration.ofHours(8)))
        .isEqualTo(at(apia, "2011-12-31T17:00"));
  }

  @Test
  void aHolidayClosesTheWindowsOfItsDate() {
    BusinessCalendar kept =
        BusinessCalendar.compile(
            CalendarDefinition.weekly(UTC, OFFICE_HOURS),
            year -> Set.of(LocalDate.of(year, 4, 6), LocalDate.of(year, 4, 7)));
    Instant friday = Instant.parse("2026-04-03T17:00:00Z");

    assertThat(kept.add(friday, Duration.ofHours(2)))
        .isEqualTo(Instant.parse("2026-04-08T10:00:00Z"));
    assertThat(kept.isOpen(Instant.parse("2026-04-06T10:00:00Z"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1901-01-01T00:00:00Z", "1969-07-20T20:17:40Z", "2199-12-31T23:59:59Z"})
  void anInstantFarAwayIsAnsweredAsIfItWereNear(Instant far) {
    BusinessCalendar near = compiled(UTC, WeeklyHours.every(MONDAY, SUNDAY, "09:00-17:00"));
    Instant now = Instant.parse("2026-04-06T09:00:00Z");

    Duration before = near.between(now, now.plus(Duration.ofDays(100)));
    Instant midnight = far.truncatedTo(ChronoUnit.DAYS);
    Duration farAway = near.between(midnight, midnight.plus(Duration.ofHours(12)));

    assertThat(farAway).isEqualTo(Duration.ofHours(3));
    assertThat(near.between(now, now.plus(Duration.ofDays(100)))).isEqualTo(before);
  }

  @Test
  void aPromiseYearsAheadExtendsTheCalendar() {
    assertThat(office.add(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(2088 * 20)))
        .isEqualTo(Instant.parse("2046-01-03T18:00:00Z"));
  }

  @Test
  void theNewYearIsNoBoundary() {
    BusinessCalendar parties =
        compiled(
            ZoneId.of("Pacific/Kiritimati"),
            WeeklyHours.every(MONDAY, SUNDAY, "20:00-24:00", "00:00-04:00"));

    for (int year = 2020; year < 2040; year++) {
      Instant eve = at(ZoneId.of("Pacific/Kiritimati"), year + "-12-31T20:00");
      assertThat(parties.windowsBetween(eve.minusSeconds(60), eve.plus(Duration.ofHours(10))))
          .containsExactly(new TimeWindow(eve, eve.plus(Duration.ofHours(8))));
    }
  }

  @Test
  void threadsThatExtendACalendarAtOnceSeeTheSameTime() {
    BusinessCalendar shared = compiled(BERLIN, WeeklyHours.every(MONDAY, FRIDAY, "09:00-17:00"));
    BusinessCalendar alone = compiled(BERLIN, WeeklyHours.every(MONDAY, FRIDAY, "09:00-17:00"));
    List<Instant> starts =
        IntStream.range(0, 40)
            .mapToObj(i -> at(BERLIN, "1950-06-01T10:00").plusSeconds(i * 31_556_952L))
            .toList();

    List<Instant> together =
        starts.parallelStream().map(start -> shared.add(start, Duration.ofHours(123))).toList();

    assertThat(together)
        .isEqualTo(starts.stream().map(start -> alone.add(start, Duration.ofHours(123))).toList());
  }

  @Test
  void workThatIsNeverDoneIsRefused() {
    BusinessCalendar oneDayOnly =
        BusinessCalendar.compile(
            new CalendarDefinition(
                UTC,
                new WeeklyHours(Map.of()),
                null,
                Set.of(),
                Map.of(LocalDate.parse("2026-04-06"), List.of(LocalWindow.parse("09:00-17:00")))),
            HolidayDates.NONE);
    Instant start = Instant.parse("2026-04-01T00:00:00Z");

    assertThat(oneDayOnly.add(start, Duration.ofHours(8))).isEqualTo("2026-04-06T17:00:00Z");
    assertThatExceptionOfType(OutOfReachException.class)
        .isThrownBy(() -> oneDayOnly.add(start, Duration.ofHours(8).plusNanos(1)))
        .withMessage(
            "PT8H0.000000001S of working time from 2026-04-01T00:00:00Z is not done before"
                + " 2200-01-01T00:00:00Z");
    assertThatExceptionOfType(OutOfReachException.class)
        .isThrownBy(() -> office.add(start, Duration.ofSeconds(Long.MAX_VALUE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1900-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
  void anInstantNoCalendarReachesIsRefused(Instant beyond) {
    assertThatExceptionOfType(OutOfReachException.class)
        .isThrownBy(() -> office.isOpen(beyond))
        .withMessage(
            "calendars reach from 1901-01-01T00:00:00Z to 2200-01-01T00:00:00Z, not to " + beyond);
  }

  @Test
  void timeDoesNotRunBackwards() {
    Instant later = Instant.parse("2026-04-06T09:00:01Z");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> office.between(later, later.minusSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> office.add(later, Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeWindow(later, later.minusNanos(1)));
  }

  @Test
  void aCalendarThatDoesNotOpenWithinFourteenMonthsIsRefused() {
    Instant now = Instant.parse("2026-04-06T12:00:00Z");

    assertThat(opensOnlyOn("2027-06-05").refusedAt(now)).isEmpty();
    assertThat(opensOnlyOn("2027-06-06").refusedAt(now))
        .contains(new NoWorkingTime(LocalDate.parse("2026-04-06"), LocalDate.parse("2027-06-06")));
    assertThat(opensOnlyOn("2026-04-05").refusedAt(now)).isPresent();
    assertThat(compiled(UTC, new WeeklyHours(Map.of())).refusedAt(now)).isPresent();
    assertThat(office.refusedAt(now)).isEmpty();
  }

  private static BusinessCalendar opensOnlyOn(String date) {
    return BusinessCalendar.compile(
        new CalendarDefinition(
            UTC,
            new WeeklyHours(Map.of()),
            null,
            Set.of(),
            Map.of(LocalDate.parse(date), List.of(LocalWindow.parse("09:00-10:00")))),
        HolidayDates.NONE);
  }

  private static BusinessCalendar compiled(ZoneId zone, WeeklyHours weekly) {
    return BusinessCalendar.compile(CalendarDefinition.weekly(zone, weekly), HolidayDates.NONE);
  }

  private static TimeWindow window(String start, String end) {
    return new TimeWindow(Instant.parse(start), Instant.parse(end));
  }

  private static Instant at(ZoneId zone, String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }
}
