package io.onus.notification.weekly.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeekTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-W48, 2026-11-23",
    "2026-W01, 2025-12-29",
    "2026-W53, 2026-12-28",
    "2020-W53, 2020-12-28"
  })
  void aWeekIsNamedAfterTheYearOfItsThursday(String name, LocalDate monday) {
    assertThat(Week.parse(name)).contains(new Week(monday));
    assertThat(new Week(monday).toString()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-W53", "2026-W00", "2026-W54", "2026-48", "W48", "2026-W48-1", ""})
  void whatIsNoWeekIsNone(String text) {
    assertThat(Week.parse(text)).isEmpty();
  }

  @Test
  void aWeekBelongsToAZoneAndMayHaveAnHourMore() {
    Week week = Week.of(LocalDate.parse("2026-10-25"));

    assertThat(week.from(BERLIN)).isEqualTo(Instant.parse("2026-10-18T22:00:00Z"));
    assertThat(week.until(BERLIN)).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
    assertThat(week.sunday()).isEqualTo(LocalDate.parse("2026-10-25"));
  }
}
