package io.onus.notification.auditor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.auditor.domain.Observed.SilentMilestone;
import io.onus.notification.auditor.domain.Observed.UnsentDelivery;
import io.onus.notification.auditor.domain.Observed.WaitingAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMinutes(5));
  private static final UUID ID = new UUID(1, 1);

  @Test
  void whereNothingIsSeenNothingIsWrong() {
    assertThat(judged(List.of(), List.of(), List.of(), Map.of()).isClear()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, false", "61, true"})
  void aMilestoneHasItsGraceToBecomeAnAlert(long secondsAgo, boolean wrong) {
    Judgement judgement =
        judged(List.of(new SilentMilestone(ID, NOW.minusSeconds(secondsAgo), false)));

    assertThat(judgement.findings())
        .extracting(Finding::kind)
        .isEqualTo(wrong ? List.of(FindingKind.MILESTONE_WITHOUT_ALERT) : List.of());
    assertThat(judgement.toRepeat()).hasSize(wrong ? 1 : 0);
  }

  @Test
  void aMilestoneThatWasOvertakenIsWrongAndNotRepeated() {
    SilentMilestone overtaken = new SilentMilestone(ID, LONG_AGO, true);

    Judgement judgement = judged(List.of(overtaken));

    assertThat(judgement.findings()).hasSize(1);
    assertThat(judgement.toRepeat()).isEmpty();
    assertThat(judgement.overtaken()).containsExactly(overtaken);
  }

  /** What an alert says of itself, and what the auditor says of that. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // next step, waits because, undeliverable, over, under way, reached, failed: finding
        "2026-11-23T10:00:01Z, -, -, false, false, false, false, -",
        "2026-11-23T10:00:01Z, -, -, false, false, false, true, -",
        "2026-11-23T09:55:00Z, -, -, false, false, true, false, -",
        "2026-11-23T09:54:59Z, -, -, false, false, true, false, STEP_OVERDUE",
        "-, -, -, false, false, true, false, ALERT_WITHOUT_STEP",
        "-, -, -, false, false, false, false, ALERT_WITHOUT_STEP",
        "-, -, -, true, false, true, false, ALERT_WITHOUT_STEP",
        "-, -, -, false, true, false, false, -",
        "-, everybody was told, -, true, false, true, false, -",
        "-, route 10 tells nobody, -, true, false, false, false, -",
        "-, every clock is paused, -, false, false, false, true, -",
        "-, -, nobody is on call, true, false, false, false, NOBODY_TOLD",
        "-, -, nobody is on call, true, true, false, false, -",
        "-, everybody was told, -, true, false, false, true, NOBODY_TOLD",
        "-, everybody was told, -, true, false, true, true, -",
        "-, everybody was told, -, true, true, false, true, -",
        "-, everybody was told, nobody is on call, true, false, false, true, NOBODY_TOLD"
      })
  void anOpenAlertHasANextStepOrSaysWhyNot(
      @Nullable Instant nextStepAt,
      @Nullable String waitsBecause,
      @Nullable String undeliverable,
      boolean over,
      boolean underWay,
      boolean reached,
      boolean failed,
      @Nullable FindingKind finding) {
    WaitingAlert alert =
        new WaitingAlert(
            ID, nextStepAt, waitsBecause, undeliverable, over, underWay, reached, failed, LONG_AGO);

    Judgement judgement = judged(List.of(), List.of(alert), List.of(), Map.of());

    assertThat(judgement.findings())
        .extracting(Finding::kind)
        .isEqualTo(finding == null ? List.of() : List.of(finding));
    assertThat(judgement.toLookAt().contains(alert))
        .isEqualTo(finding == FindingKind.ALERT_WITHOUT_STEP);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "true, PT5M, -",
        "true, PT5M0.000001S, LEASE_OVER",
        "false, PT5M, -",
        "false, PT5M0.000001S, DELIVERY_OVERDUE"
      })
  void aMessageIsSentOrHeardOfInTime(
      boolean beingSent, Duration late, @Nullable FindingKind finding) {
    UnsentDelivery delivery = new UnsentDelivery(ID, beingSent, NOW.minus(late));

    assertThat(judged(List.of(), List.of(), List.of(delivery), Map.of()).findings())
        .extracting(Finding::kind)
        .isEqualTo(finding == null ? List.of() : List.of(finding));
  }

  @Test
  void whatGoesRoundIsMissedByItsName() {
    Judgement judgement =
        judged(
            List.of(),
            List.of(),
            List.of(),
            Map.of("deliveries", Duration.ofMinutes(6), "alert-steps", Duration.ofMillis(20)));

    assertThat(judgement.findings()).hasSize(1);
    assertThat(judgement.findings().getFirst().kind()).isEqualTo(FindingKind.LOOP_STANDS);
    assertThat(judgement.findings().getFirst().examples()).containsExactly("deliveries");
    assertThat(judgement.findings().getFirst().oldest()).isEqualTo(NOW.minusSeconds(360));
  }

  @Test
  void aFindingCountsAllAndNamesTheOldest() {
    List<SilentMilestone> many =
        IntStream.range(0, 40)
            .mapToObj(i -> new SilentMilestone(new UUID(2, i), LONG_AGO.minusSeconds(i), false))
            .toList();

    Finding finding = judged(many).findings().getFirst();

    assertThat(finding.count()).isEqualTo(40);
    assertThat(finding.oldest()).isEqualTo(LONG_AGO.minusSeconds(39));
    assertThat(finding.examples()).hasSize(10).first().isEqualTo(new UUID(2, 39).toString());
  }

  private static Judgement judged(List<SilentMilestone> milestones) {
    return judged(milestones, List.of(), List.of(), Map.of());
  }

  private static Judgement judged(
      List<SilentMilestone> milestones,
      List<WaitingAlert> alerts,
      List<UnsentDelivery> deliveries,
      Map<String, Duration> loops) {
    return Judgement.of(new Observed(milestones, alerts, deliveries, loops), LIMITS, NOW);
  }
}
