package io.onus.notification.person.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void whoHasSaidNothingIsNeverQuiet() {
    assertThat(Preferences.DEFAULT.isQuiet(NOON, Set.of())).isFalse();
    assertThat(Preferences.DEFAULT.quietUntil(NOON, Set.of())).isEqualTo(NOON);
  }

  @Test
  void quietHoursAreOfTheirZone() {
    QuietHours evening =
        new QuietHours(Map.of(DayOfWeek.MONDAY, List.of(LocalWindow.parse("20:00-23:00"))), null);
    Preferences inTokyo = withZone(ZoneId.of("Asia/Tokyo"), evening);

    assertThat(inTokyo.isQuiet(NOON, Set.of())).isTrue();
    assertThat(inTokyo.quietUntil(NOON, Set.of())).isEqualTo("2026-06-01T14:00:00Z");
    assertThat(withZone(ZoneOffset.UTC, evening).isQuiet(NOON, Set.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0,   PT8H,    PT15M,    5",
    "501, PT8H,    PT15M,    5",
    "40,  PT59M,   PT15M,    5",
    "40,  PT168H1S, PT15M,   5",
    "40,  PT8H,    PT59S,    5",
    "40,  PT8H,    PT12H1S,  5",
    "40,  PT8H,    PT15M,    1",
    "40,  PT8H,    PT15M,    101",
    "40,  PT8H0.5S, PT15M,   5"
  })
  void whatIsOutOfBoundsIsNoPreference(int budget, Duration shift, Duration every, int from) {
    Throttle throttle = Preferences.DEFAULT.throttle();

    assertThatThrownBy(
            () -> new Preferences(ZoneOffset.UTC, null, throttle, budget, shift, every, from))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be");
  }

  @ParameterizedTest
  @CsvSource({"0, PT10M", "1001, PT10M", "10, PT59S", "10, PT24H1S"})
  void aThrottleHasBoundsToo(int most, Duration within) {
    assertThatThrownBy(() -> new Throttle(most, within))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Preferences withZone(ZoneId zone, QuietHours quiet) {
    Preferences rest = Preferences.DEFAULT;
    return new Preferences(
        zone,
        quiet,
        rest.throttle(),
        rest.budget(),
        rest.shift(),
        rest.digestEvery(),
        rest.digestFrom());
  }
}
