package io.onus.notification.hours.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onus.notification.hours.domain.OpenHours.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyWindowsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aWindowIsOpenFromItsOpeningUntilItsClosing() {
    WeeklyWindows mondays = on(DayOfWeek.MONDAY, "09:00-17:00");

    assertThat(mondays.isOpen(Instant.parse("2026-06-01T06:59:59Z"), BERLIN)).isFalse();
    assertThat(mondays.isOpen(Instant.parse("2026-06-01T07:00:00Z"), BERLIN)).isTrue();
    assertThat(mondays.isOpen(Instant.parse("2026-06-01T15:00:00Z"), BERLIN)).isFalse();
    assertThat(mondays.isOpen(Instant.parse("2026-06-02T07:00:00Z"), BERLIN)).isFalse();
  }

  @Test
  void windowsThatTouchAtMidnightAreOne() {
    WeeklyWindows night =
        new WeeklyWindows(
            Map.of(
                DayOfWeek.MONDAY, windows("18:00-24:00"),
                DayOfWeek.TUESDAY, windows("00:00-08:00")));

    assertThat(
            night.within(
                Instant.parse("2026-06-01T00:00:00Z"),
                Instant.parse("2026-06-08T00:00:00Z"),
                BERLIN))
        .containsExactly(
            new Window(
                Instant.parse("2026-06-01T16:00:00Z"), Instant.parse("2026-06-02T06:00:00Z")));
  }

  @Test
  void aWindowThatOccursTwiceOpensAtItsFirstAndClosesAtItsSecondTime() {
    assertThat(
            on(DayOfWeek.SUNDAY, "02:15-02:45")
                .within(
                    Instant.parse("2026-10-25T00:00:00Z"),
                    Instant.parse("2026-10-26T00:00:00Z"),
                    BERLIN))
        .containsExactly(
            new Window(
                Instant.parse("2026-10-25T00:15:00Z"), Instant.parse("2026-10-25T01:45:00Z")));
  }

  @Test
  void aWindowThatNeverOccursIsNone() {
    assertThat(
            on(DayOfWeek.SUNDAY, "02:15-02:45")
                .within(
                    Instant.parse("2027-03-28T00:00:00Z"),
                    Instant.parse("2027-03-29T00:00:00Z"),
                    BERLIN))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"18:00-08:00", "09:00-09:00", "9:00-17:00", "09:00-24:01", "09:60-10:00"})
  void whatIsNoWindowIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> LocalWindow.parse(text));
  }

  @Test
  void windowsOfADayDoNotOverlap() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(DayOfWeek.MONDAY, "09:00-12:00", "11:00-13:00"));
  }

  private static WeeklyWindows on(DayOfWeek day, String... windows) {
    return new WeeklyWindows(Map.of(day, windows(windows)));
  }

  private static List<LocalWindow> windows(String... windows) {
    return Arrays.stream(windows).map(LocalWindow::parse).toList();
  }
}
