package io.onus.sla.budget.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowsTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Windows MONTH = new Windows(NOW, Duration.ofDays(30));

  @Test
  void thirtyDaysAreWatchedOverThreeDaysAndSixHours() {
    assertThat(MONTH.longer()).isEqualTo(Duration.ofDays(3));
    assertThat(MONTH.shorter()).isEqualTo(Duration.ofHours(6));
    assertThat(MONTH.wholeFrom()).isEqualTo("2026-10-21T12:00:00Z");
    assertThat(MONTH.longFrom()).isEqualTo("2026-11-17T12:00:00Z");
    assertThat(MONTH.shortFrom()).isEqualTo("2026-11-20T06:00:00Z");
  }

  @Test
  void itIsLookedAtAgainWhenTheFirstLeavesAnyOfItsWindows() {
    Instant leavesShort = NOW.minus(Duration.ofHours(6)).plusSeconds(600);

    assertThat(
            MONTH.lookAgain(
                new Windows.Eldest(NOW.minus(Duration.ofDays(20)), leavesShort, leavesShort)))
        .isEqualTo(NOW.plusSeconds(600));
    assertThat(MONTH.lookAgain(new Windows.Eldest(NOW.minus(Duration.ofDays(30)), null, null)))
        .as("not at once again")
        .isEqualTo(NOW.plus(Windows.SOONEST));
    assertThat(MONTH.lookAgain(new Windows.Eldest(NOW.minus(Duration.ofDays(2)), null, null)))
        .as("terms may change meanwhile")
        .isEqualTo(NOW.plus(Windows.LATEST));
  }
}
