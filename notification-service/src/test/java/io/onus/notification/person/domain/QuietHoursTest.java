package io.onus.notification.person.domain;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final QuietHours NIGHTS = new QuietHours(everyDay("22:00-07:00"), null);

  @ParameterizedTest
  @CsvSource({
    // 2026-06-01 is a Monday, at +02:00
    "2026-06-01T21:59:59.999999+02:00, false",
    "2026-06-01T22:00:00+02:00,        true",
    "2026-06-02T00:00:00+02:00,        true",
    "2026-06-02T06:59:59.999999+02:00, true",
    "2026-06-02T07:00:00+02:00,        false",
    "2026-06-02T12:00:00+02:00,        false",
    // the same instant, seen from elsewhere
    "2026-06-01T20:00:00Z,             true"
  })
  void aWindowBeginsAtItsStartAndIsOverAtItsEnd(String at, boolean quiet) {
    assertThat(NIGHTS.isQuiet(Instant.parse(at), BERLIN, Set.of())).isEqualTo(quiet);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T23:00:00+02:00, 2026-06-02T07:00:00+02:00",
    "2026-06-02T03:00:00+02:00, 2026-06-02T07:00:00+02:00",
    "2026-06-02T07:00:00+02:00, 2026-06-02T07:00:00+02:00",
    "2026-06-02T15:00:00+02:00, 2026-06-02T15:00:00+02:00"
  })
  void itIsQuietUntilTheWindowEnds(String at, String until) {
    assertThat(NIGHTS.quietUntil(Instant.parse(at), BERLIN, Set.of()))
        .isEqualTo(Instant.parse(until));
  }

  @Test
  void windowsThatMeetAtMidnightAreOne() {
    QuietHours halves =
        new QuietHours(
            Map.of(MONDAY, windows("22:00-24:00"), TUESDAY, windows("00:00-06:30")), null);

    assertThat(until(halves, "2026-06-01T23:00:00+02:00")).isEqualTo("2026-06-02T04:30:00Z");
  }

  @Test
  void windowsThatOverlapAreOneWhicheverIsLonger() {
    QuietHours overlapping =
        new QuietHours(
            Map.of(
                MONDAY,
                windows("18:00-20:00", "19:00-19:30", "19:59-23:00"),
                TUESDAY,
                windows("01:00-02:00")),
            null);

    assertThat(until(overlapping, "2026-06-01T18:10:00+02:00")).isEqualTo("2026-06-01T21:00:00Z");
  }

  @Test
  void aWeekendIsOneStretch() {
    QuietHours weekends =
        new QuietHours(
            Map.of(
                FRIDAY, windows("18:00-24:00"),
                SATURDAY, windows("00:00-24:00"),
                SUNDAY, windows("00:00-24:00"),
                MONDAY, windows("00:00-08:00")),
            null);

    assertThat(until(weekends, "2026-06-05T19:00:00+02:00")).isEqualTo("2026-06-08T06:00:00Z");
  }

  @Test
  void aHolidayIsQuietAllDayAndMergesWithTheNightsAroundIt() {
    // Thursday 2026-06-04
    Set<LocalDate> holidays = Set.of(LocalDate.parse("2026-06-04"));

    assertThat(NIGHTS.isQuiet(Instant.parse("2026-06-04T12:00:00+02:00"), BERLIN, holidays))
        .isTrue();
    assertThat(NIGHTS.quietUntil(Instant.parse("2026-06-03T22:30:00+02:00"), BERLIN, holidays))
        .isEqualTo("2026-06-05T05:00:00Z");
  }

  @Test
  void aHolidayIsTheDayOfTheirZone() {
    Set<LocalDate> holidays = Set.of(LocalDate.parse("2026-06-04"));
    QuietHours onlyHolidays = new QuietHours(Map.of(), "DE-BE");
    Instant lateEvening = Instant.parse("2026-06-03T20:00:00Z");

    assertThat(onlyHolidays.isQuiet(lateEvening, BERLIN, holidays)).isFalse();
    assertThat(onlyHolidays.isQuiet(lateEvening, ZoneId.of("Asia/Tokyo"), holidays)).isTrue();
  }

  @Test
  void whoIsAlwaysQuietIsToldAfterEightDays() {
    QuietHours always = new QuietHours(everyDay("00:00-24:00"), null);
    Instant at = Instant.parse("2026-06-01T10:00:00Z");

    assertThat(always.quietUntil(at, BERLIN, Set.of())).isEqualTo(at.plus(QuietHours.LONGEST));
  }

  @Test
  void theEndOfALongQuietIsFoundWhereItIsWithinTheEightDays() {
    Map<DayOfWeek, List<LocalWindow>> week = everyDay("00:00-24:00");
    week.put(SUNDAY, windows("00:00-23:59"));
    Instant justAfter = Instant.parse("2026-05-31T22:00:00Z");

    assertThat(new QuietHours(week, null).quietUntil(justAfter, BERLIN, Set.of()))
        .isEqualTo("2026-06-07T21:59:00Z");
  }

  @Test
  void theNightTheClocksGoForwardIsAnHourShorter() {
    Instant begin = Instant.parse("2026-03-28T22:00:00+01:00");
    Instant end = NIGHTS.quietUntil(begin, BERLIN, Set.of());

    assertThat(end).isEqualTo("2026-03-29T05:00:00Z");
    assertThat(Duration.between(begin, end)).isEqualTo(Duration.ofHours(8));
  }

  @Test
  void theNightTheClocksGoBackIsAnHourLonger() {
    Instant begin = Instant.parse("2026-10-24T22:00:00+02:00");
    Instant end = NIGHTS.quietUntil(begin, BERLIN, Set.of());

    assertThat(end).isEqualTo("2026-10-25T06:00:00Z");
    assertThat(Duration.between(begin, end)).isEqualTo(Duration.ofHours(10));
  }

  @Test
  void whatBeginsOrEndsWithATimeThatNeverOccursDoesSoWhenTheClocksAreChanged() {
    QuietHours until = new QuietHours(Map.of(SATURDAY, windows("22:00-02:30")), null);
    QuietHours from = new QuietHours(Map.of(SUNDAY, windows("02:30-06:00")), null);
    Instant change = Instant.parse("2026-03-29T01:00:00Z");

    assertThat(until(until, "2026-03-28T23:00:00+01:00")).isEqualTo(change);
    assertThat(from.isQuiet(change.minusNanos(1000), BERLIN, Set.of())).isFalse();
    assertThat(from.isQuiet(change, BERLIN, Set.of())).isTrue();
  }

  @Test
  void aTimeThatOccursTwiceEndsQuietTheSecondTimeAndBeginsItTheFirst() {
    QuietHours until = new QuietHours(Map.of(SATURDAY, windows("22:00-02:30")), null);
    QuietHours from = new QuietHours(Map.of(SUNDAY, windows("02:30-06:00")), null);

    assertThat(until(until, "2026-10-25T02:45:00+02:00")).isEqualTo("2026-10-25T01:30:00Z");
    assertThat(from.isQuiet(Instant.parse("2026-10-25T02:30:00+02:00"), BERLIN, Set.of())).isTrue();
    assertThat(from.isQuiet(Instant.parse("2026-10-25T02:15:00+01:00"), BERLIN, Set.of())).isTrue();
  }

  @Test
  void aDateThatAZoneLeftOutIsNoTimeAtAll() {
    // Samoa went from Thursday 2011-12-29 to Saturday 2011-12-31.
    QuietHours fridays = new QuietHours(Map.of(FRIDAY, windows("08:00-23:00")), null);
    Instant saturday = Instant.parse("2011-12-30T10:00:00Z");

    assertThat(fridays.isQuiet(saturday, ZoneId.of("Pacific/Apia"), Set.of())).isFalse();
  }

  @Test
  void inAnyWeekOfAnyZoneTheEndIsTheFirstMinuteThatIsNotQuiet() {
    Random random = new Random(7);
    List<ZoneId> zones =
        List.of(BERLIN, ZoneId.of("America/St_Johns"), ZoneId.of("Australia/Lord_Howe"));
    for (int round = 0; round < 300; round++) {
      ZoneId zone = zones.get(round % zones.size());
      QuietHours quiet = anyHours(random);
      LocalDate change = LocalDate.of(2026, random.nextInt(12) + 1, random.nextInt(28) + 1);
      Set<LocalDate> holidays = Set.of(change.plusDays(random.nextInt(4)));
      Instant at =
          LocalDateTime.of(change, LocalTime.of(random.nextInt(24), random.nextInt(60)))
              .atZone(zone)
              .toInstant();

      Instant until = quiet.quietUntil(at, zone, holidays);

      assertThat(quiet.isQuiet(at, zone, holidays)).isEqualTo(until.isAfter(at));
      assertThat(until).isBeforeOrEqualTo(at.plus(QuietHours.LONGEST));
      if (until.isBefore(at.plus(QuietHours.LONGEST))) {
        assertThat(quiet.isQuiet(until, zone, holidays)).as("%s %s", quiet, until).isFalse();
      }
      for (Instant minute = at; minute.isBefore(until); minute = minute.plusSeconds(60)) {
        assertThat(quiet.isQuiet(minute, zone, holidays)).as("%s %s", quiet, minute).isTrue();
      }
    }
  }

  private static QuietHours anyHours(Random random) {
    return new QuietHours(
        random
            .ints(4, 0, 7)
            .mapToObj(day -> DayOfWeek.of(day + 1))
            .distinct()
            .collect(
                Collectors.toMap(
                    day -> day,
                    day ->
                        List.of(
                            new LocalWindow(anyTime(random), anyTime(random)),
                            new LocalWindow(anyTime(random), anyTime(random))))),
        null);
  }

  private static LocalTime anyTime(Random random) {
    return LocalTime.of(random.nextInt(24), random.nextInt(4) * 15);
  }

  private static Instant until(QuietHours quiet, String at) {
    return quiet.quietUntil(Instant.parse(at), BERLIN, Set.of());
  }

  private static Map<DayOfWeek, List<LocalWindow>> everyDay(String window) {
    Map<DayOfWeek, List<LocalWindow>> week = new EnumMap<>(DayOfWeek.class);
    Arrays.stream(DayOfWeek.values()).forEach(day -> week.put(day, windows(window)));
    return week;
  }

  private static List<LocalWindow> windows(String... texts) {
    return Arrays.stream(texts).map(LocalWindow::parse).toList();
  }
}
