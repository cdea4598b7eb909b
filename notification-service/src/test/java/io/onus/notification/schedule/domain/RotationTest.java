package io.onus.notification.schedule.domain;

import static io.onus.notification.schedule.domain.Plans.BERLIN;
import static io.onus.notification.schedule.domain.Plans.at;
import static io.onus.notification.schedule.domain.Plans.every;
import static io.onus.notification.schedule.domain.Plans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onus.notification.schedule.domain.Rotation.Turn;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {

  private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

  @Test
  void aTurnBelongsToItsBeginningAndNotToItsEnd() {
    Rotation daily = every("P1D", "09:00", "2026-06-01");

    assertThat(daily.turnAt(at("2026-06-01T08:59:59"), BERLIN)).isEmpty();
    assertThat(number(daily, at("2026-06-01T09:00"))).isZero();
    assertThat(number(daily, at("2026-06-02T08:59:59"))).isZero();
    assertThat(number(daily, at("2026-06-02T09:00"))).isEqualTo(1);
  }

  @Test
  void aRotationEndsAtTheHandOverOfItsLastDate() {
    Rotation rotation =
        new Rotation(
            new Rhythm.Weeks(1),
            LocalTime.of(9, 0),
            null,
            LocalDate.of(2026, 6, 1),
            LocalDate.of(2026, 6, 10));

    assertThat(rotation.turns(span("2026-06-01T00:00", "2026-07-01T00:00"), BERLIN))
        .containsExactly(
            new Turn(0, span("2026-06-01T09:00", "2026-06-08T09:00")),
            new Turn(1, span("2026-06-08T09:00", "2026-06-10T09:00")));
    assertThat(rotation.turnAt(at("2026-06-10T09:00"), BERLIN)).isEmpty();
  }

  @Test
  void weeksAreHandedOverOnTheirWeekdayAndTheFirstIsTheRestOfItsWeek() {
    Rotation mondays =
        new Rotation(
            new Rhythm.Weeks(2),
            LocalTime.of(9, 0),
            DayOfWeek.MONDAY,
            LocalDate.of(2026, 6, 3),
            null);

    assertThat(mondays.turns(span("2026-06-01T00:00", "2026-06-20T00:00"), BERLIN))
        .containsExactly(
            new Turn(0, span("2026-06-03T09:00", "2026-06-15T09:00")),
            new Turn(1, span("2026-06-15T09:00", "2026-06-29T09:00")));
  }

  @ParameterizedTest(name = "a day from {0} lasts {1}")
  @CsvSource({"2026-10-24, PT25H", "2027-03-27, PT23H", "2026-10-26, PT24H"})
  void aDayIsAnHourLongerOrShorterWhenTheClocksAreChanged(String start, Duration length) {
    assertThat(turn(every("P1D", "09:00", start), 0).span().length()).isEqualTo(length);
  }

  @Test
  void hoursAreRealOnesWhateverTheClockOnTheWallDoes() {
    Rotation halfDays = every("PT12H", "20:00", "2026-10-24");

    assertThat(turn(halfDays, 0).span()).isEqualTo(span("2026-10-24T20:00", "2026-10-25T07:00"));
    assertThat(turn(halfDays, 1).span()).isEqualTo(span("2026-10-25T07:00", "2026-10-25T19:00"));
  }

  @Test
  void aHandOverInAGapIsAtItsEnd() {
    Rotation nightly = every("P1D", "02:30", "2027-03-27");

    assertThat(turn(nightly, 0).span().end()).isEqualTo(Instant.parse("2027-03-28T01:00:00Z"));
    assertThat(turn(nightly, 1).span().end()).isEqualTo(Instant.parse("2027-03-29T00:30:00Z"));
  }

  @Test
  void aHandOverThatOccursTwiceIsTheFirst() {
    Rotation nightly = every("P1D", "02:30", "2026-10-24");

    assertThat(turn(nightly, 0).span().end()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(number(nightly, Instant.parse("2026-10-25T01:29:00Z"))).isEqualTo(1);
  }

  @Test
  void halfAnHourIsAChangeOfTheClocksToo() {
    // Lord Howe Island goes from +11:00 to +10:30 on 2026-04-05 at 02:00, and back on 2026-10-04.
    Rotation daily = every("P1D", "09:00", "2026-04-04");
    Rotation spring = every("P1D", "02:15", "2026-10-03");

    assertThat(daily.turnAt(Instant.parse("2026-04-04T12:00:00Z"), LORD_HOWE).orElseThrow().span())
        .isEqualTo(
            new Span(Instant.parse("2026-04-03T22:00:00Z"), Instant.parse("2026-04-04T22:30:00Z")));
    assertThat(spring.turnAt(Instant.parse("2026-10-03T10:00:00Z"), LORD_HOWE).orElseThrow().span())
        .isEqualTo(
            new Span(Instant.parse("2026-10-02T15:45:00Z"), Instant.parse("2026-10-03T15:30:00Z")));
  }

  @Test
  void aDateThatNeverWasLeavesItsTurnAsShortAsItWas() {
    // Samoa went from 2011-12-29 to 2011-12-31.
    Rotation daily = every("P1D", "09:00", "2011-12-29");
    ZoneId apia = ZoneId.of("Pacific/Apia");

    List<Turn> turns =
        daily.turns(
            new Span(Instant.parse("2011-12-29T19:00:00Z"), Instant.parse("2011-12-31T19:00:00Z")),
            apia);

    assertThat(turns)
        .extracting(turn -> turn.span().length())
        .containsExactly(Duration.ofHours(15), Duration.ofHours(9), Duration.ofHours(24));
  }

  @Test
  void aRotationThatBeganLongAgoIsCountedAndNotWalked() {
    Rotation hourly = every("PT1H", "00:00", "2000-01-01");

    assertThat(hourly.turnAt(Instant.parse("2199-06-01T00:00:00Z"), BERLIN)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PT0H", "P0D", "P367D", "P53W", "PT8785H", "P1M", "P1DT1H", "PT90M", "1W", ""})
  void whatIsNoRhythmIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rhythm.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT8784H", "P1D", "P366D", "P1W", "P52W"})
  void aRhythmIsWrittenAsItWasRead(String text) {
    assertThat(Rhythm.parse(text)).hasToString(text);
  }

  @Test
  void onlyWeeksHaveAWeekdayAndAnEndComesAfterItsStart() {
    LocalDate start = LocalDate.of(2026, 6, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Rotation(new Rhythm.Days(1), LocalTime.NOON, DayOfWeek.MONDAY, start, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rotation(new Rhythm.Days(1), LocalTime.NOON, null, start, start));
  }

  private static long number(Rotation rotation, Instant at) {
    return rotation.turnAt(at, BERLIN).orElseThrow().number();
  }

  private static Turn turn(Rotation rotation, int number) {
    Instant begins = rotation.begins(BERLIN);
    return rotation.turns(new Span(begins, begins.plus(Duration.ofDays(800))), BERLIN).get(number);
  }
}
