package io.onus.notification.weekly.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyMomentTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final WeeklyMoment MONDAY = new WeeklyMoment(DayOfWeek.MONDAY, LocalTime.of(8, 0));

  @ParameterizedTest
  @CsvSource({
    // Before, at and after the moment; the week told is the one that was over then.
    "2026-11-30T06:59:59.999999Z, 2026-11-23T07:00:00Z, 2026-11-16",
    "2026-11-30T07:00:00Z,        2026-11-30T07:00:00Z, 2026-11-23",
    "2026-12-04T12:00:00Z,        2026-11-30T07:00:00Z, 2026-11-23",
    "2026-12-07T06:00:00Z,        2026-11-30T07:00:00Z, 2026-11-23"
  })
  void itTellsOfTheWeekThatIsOver(Instant now, Instant latest, LocalDate week) {
    assertThat(MONDAY.latest(now, BERLIN).toInstant()).isEqualTo(latest);
    assertThat(MONDAY.told(now, BERLIN)).isEqualTo(new Week(week));
  }

  @Test
  void itComesAtTheSameLocalTimeWhateverTheOffset() {
    Instant beforeTheChange = Instant.parse("2026-10-19T06:00:00Z");

    assertThat(MONDAY.latest(beforeTheChange, BERLIN).toInstant()).isEqualTo(beforeTheChange);
    assertThat(MONDAY.next(beforeTheChange, BERLIN).toInstant())
        .isEqualTo(Instant.parse("2026-10-26T07:00:00Z"));
  }

  @Test
  void aTimeThatDoesNotExistOnceComesLaterThatDay() {
    WeeklyMoment night = new WeeklyMoment(DayOfWeek.SUNDAY, LocalTime.of(2, 30));

    assertThat(night.latest(Instant.parse("2026-03-29T12:00:00Z"), BERLIN).toInstant())
        .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
  }

  @Test
  void whoReadsItOnFridayReadsOfTheSameWeek() {
    WeeklyMoment friday = new WeeklyMoment(DayOfWeek.FRIDAY, LocalTime.of(16, 0));

    assertThat(friday.told(Instant.parse("2026-12-04T15:00:00Z"), BERLIN))
        .isEqualTo(Week.parse("2026-W48").orElseThrow());
    assertThat(friday.told(Instant.parse("2026-12-04T14:59:59Z"), BERLIN))
        .isEqualTo(Week.parse("2026-W47").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "MON 08:00, MONDAY, 08:00",
    "Friday 16:30, FRIDAY, 16:30",
    "sun 00:00, SUNDAY, 00:00"
  })
  void itIsWrittenAsADayAndATime(String text, DayOfWeek day, LocalTime at) {
    WeeklyMoment moment = WeeklyMoment.parse(text);

    assertThat(moment).isEqualTo(new WeeklyMoment(day, at));
    assertThat(WeeklyMoment.parse(moment.toString())).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "08:00", "MO 08:00", "MON", "MON 8", "NEVER 08:00", "MON 25:00"})
  void whatIsNoMomentIsRefused(String text) {
    assertThatThrownBy(() -> WeeklyMoment.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
