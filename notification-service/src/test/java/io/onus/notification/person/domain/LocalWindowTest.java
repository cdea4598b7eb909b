package io.onus.notification.person.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalWindowTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-06-01");

  @ParameterizedTest
  @ValueSource(
      strings = {"09:00-12:30", "22:00-07:00", "00:00-24:00", "18:00-24:00", "23:59-00:01"})
  void whatIsWrittenIsReadAndWrittenAlike(String text) {
    assertThat(LocalWindow.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "22-07",
        "22:00",
        "24:00-07:00",
        "09:00-24:30",
        "09:60-10:00",
        "9:00-10:00",
        "10:00-10:00",
        "00:00-00:00",
        "22:00 - 07:00"
      })
  void whatIsNoWindowIsRefusedAndShowsHowToWriteOne(String text) {
    assertThatThrownBy(() -> LocalWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void oneThatDoesNotEndAfterItBeganEndsOnTheDayAfter() {
    LocalWindow night = LocalWindow.parse("22:00-07:00");

    assertThat(night.startsOn(MONDAY)).isEqualTo("2026-06-01T22:00");
    assertThat(night.endsAfter(MONDAY)).isEqualTo("2026-06-02T07:00");
  }

  @Test
  void aWholeDayEndsWithItsMidnight() {
    assertThat(LocalWindow.parse("00:00-24:00").endsAfter(MONDAY)).isEqualTo("2026-06-02T00:00");
  }

  @Test
  void thereIsNothingBelowTheMinute() {
    assertThatThrownBy(() -> new LocalWindow(LocalTime.of(9, 0, 1), LocalTime.NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
