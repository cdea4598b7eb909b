package io.onus.notification.auditor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VigilTest {

  private static final Instant INSTALLED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, true",
        "2026-11-23T09:58:00Z, true",
        "2026-11-23T09:59:00Z, true",
        "2026-11-23T09:59:00.000001Z, false",
        "2026-11-23T10:01:00Z, false",
        "2026-11-23T10:01:00.000001Z, true"
      })
  void aRoundIsDueAPeriodAfterTheLast(@Nullable Instant lastRunAt, boolean due) {
    assertThat(vigil(lastRunAt).isDue(MINUTE, NOW)).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // last round, this process since: missing since
        "2026-11-23T09:57:00Z, 2026-11-23T08:00:00Z, -",
        "2026-11-23T09:56:59Z, 2026-11-23T08:00:00Z, 2026-11-23T09:56:59Z",
        "-, 2026-11-23T08:00:00Z, 2026-11-23T08:00:00Z",
        // Nothing ran for a day: there has to be time for a round first.
        "2026-11-22T10:00:00Z, 2026-11-23T09:59:00Z, -",
        "2026-11-22T10:00:00Z, 2026-11-23T09:56:00Z, 2026-11-23T09:56:00Z"
      })
  void threePeriodsWithoutARoundAreNoticed(
      @Nullable Instant lastRunAt, Instant watchedSince, @Nullable Instant missing) {
    assertThat(vigil(lastRunAt).missing(MINUTE, watchedSince, NOW).orElse(null)).isEqualTo(missing);
  }

  @Test
  void aRoundThatFindsNothingIsRemembered() {
    Vigil clear = vigil(null).after(List.of(), NOW);
    Vigil wrong = clear.after(findings(FindingKind.LEASE_OVER), NOW.plus(MINUTE));

    assertThat(clear.lastOkAt()).isEqualTo(NOW);
    assertThat(wrong.lastOkAt()).isEqualTo(NOW);
    assertThat(wrong.lastRunAt()).isEqualTo(NOW.plus(MINUTE));
    assertThat(wrong.rounds()).isEqualTo(2);
  }

  @Test
  void aRoundEndsTheAuditorsBeingMissed() {
    Vigil missed = new Vigil(INSTALLED, null, null, 0, List.of(), INSTALLED);

    assertThat(missed.after(List.of(), NOW).missedSince()).isNull();
  }

  @Test
  void aKindIsRaisedOnceAndClearedOnce() {
    Vigil before = vigil(null).after(findings(FindingKind.LEASE_OVER), NOW);
    List<Finding> both = findings(FindingKind.LEASE_OVER, FindingKind.STEP_OVERDUE);

    assertThat(vigil(null).raised(before.findings())).containsExactly(FindingKind.LEASE_OVER);
    assertThat(before.raised(both)).containsExactly(FindingKind.STEP_OVERDUE);
    assertThat(before.cleared(both)).isEmpty();
    assertThat(before.after(both, NOW).raised(both)).isEmpty();
    assertThat(before.after(both, NOW).cleared(findings(FindingKind.STEP_OVERDUE)))
        .containsExactly(FindingKind.LEASE_OVER);
  }

  private static Vigil vigil(@Nullable Instant lastRunAt) {
    return new Vigil(INSTALLED, lastRunAt, null, 0, List.of(), null);
  }

  private static List<Finding> findings(FindingKind... kinds) {
    return Arrays.stream(kinds).map(kind -> new Finding(kind, 1, List.of("x"), NOW, null)).toList();
  }
}
