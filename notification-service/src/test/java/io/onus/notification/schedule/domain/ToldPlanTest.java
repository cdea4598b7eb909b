package io.onus.notification.schedule.domain;

import static io.onus.notification.schedule.domain.Plans.at;
import static io.onus.notification.schedule.domain.Plans.every;
import static io.onus.notification.schedule.domain.Plans.layer;
import static io.onus.notification.schedule.domain.Plans.override;
import static io.onus.notification.schedule.domain.Plans.roster;
import static io.onus.notification.schedule.domain.Plans.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldPlanTest {

  private static final Duration NOTICE = Duration.ofMinutes(15);

  private static final Roster DAYS =
      roster(layer(every("P1D", "12:00", "2026-06-01"), "ada", "bob", "eve"));

  private static final Instant HAND_OVER = at("2026-06-02T12:00");
  private static final HandOver ADA_TO_BOB =
      new HandOver(HAND_OVER, List.of("ada"), List.of("bob"));

  @Test
  void aHandOverIsToldAheadAndNotBefore() {
    ToldPlan morning = plan(DAYS, at("2026-06-02T09:00"));

    assertThat(plan(DAYS, at("2026-06-02T11:44:59")).newsTo(morning)).isEmpty();
    assertThat(plan(DAYS, at("2026-06-02T11:45")).newsTo(morning)).containsExactly(ADA_TO_BOB);
  }

  @Test
  void withoutNoticeItIsToldWhenItHappens() {
    ToldPlan morning = ToldPlan.of(DAYS, at("2026-06-02T09:00"), Duration.ZERO);

    assertThat(ToldPlan.of(DAYS, HAND_OVER.minusNanos(1), Duration.ZERO).newsTo(morning)).isEmpty();
    assertThat(ToldPlan.of(DAYS, HAND_OVER, Duration.ZERO).newsTo(morning))
        .containsExactly(ADA_TO_BOB);
  }

  @Test
  void whatWasToldIsNotToldAgain() {
    ToldPlan told = plan(DAYS, at("2026-06-02T11:45"));

    assertThat(plan(DAYS, at("2026-06-02T11:50")).newsTo(told)).isEmpty();
    assertThat(plan(DAYS, HAND_OVER).newsTo(told)).isEmpty();
    assertThat(plan(DAYS, at("2026-06-02T23:00")).newsTo(told)).isEmpty();
  }

  @Test
  void aShorterNoticeSaysNothingOfWhatWasToldAndIsFurtherAhead() {
    ToldPlan far = ToldPlan.of(DAYS, at("2026-06-01T13:00"), Duration.ofDays(7));
    ToldPlan near = plan(DAYS, at("2026-06-01T14:00"));

    assertThat(near.newsTo(far)).isEmpty();

    ToldPlan told = near.carrying(far);
    assertThat(plan(DAYS, at("2026-06-02T11:45")).newsTo(told)).isEmpty();
    Roster changed = roster(layer(every("P1D", "12:00", "2026-06-01"), "ada", "eve", "bob"));
    assertThat(plan(changed, at("2026-06-02T11:45")).newsTo(told))
        .containsExactly(new HandOver(HAND_OVER, List.of("bob"), List.of("eve")));
  }

  @Test
  void everyHandOverIsToldOnceHoweverOftenOneLooks() {
    List<Instant> told = new ArrayList<>();
    ToldPlan plan = plan(DAYS, at("2026-06-01T12:30"));
    for (Instant now = at("2026-06-01T12:30");
        now.isBefore(at("2026-06-11T12:30"));
        now = now.plus(Duration.ofMinutes(7))) {
      ToldPlan next = plan(DAYS, now);
      next.newsTo(plan).forEach(news -> told.add(news.at()));
      plan = next;
    }

    assertThat(told).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void howeverManyWereMissedOneSaysWhoIsOnCallNow() {
    ToldPlan told = plan(DAYS, at("2026-06-01T13:00"));
    Instant now = at("2026-06-03T18:00");

    assertThat(plan(DAYS, now).newsTo(told))
        .containsExactly(new HandOver(now, List.of("ada"), List.of("eve")));
  }

  @Test
  void whoIsOnCallAgainAfterAllThatWasMissedNeedNotBeTold() {
    ToldPlan told = plan(DAYS, at("2026-06-01T13:00"));

    assertThat(plan(DAYS, at("2026-06-04T18:00")).newsTo(told)).isEmpty();
  }

  @Test
  void afterWhatWasMissedTheNextIsToldToo() {
    ToldPlan told = plan(DAYS, at("2026-06-01T13:00"));
    Instant now = at("2026-06-03T11:50");

    assertThat(plan(DAYS, now).newsTo(told))
        .containsExactly(
            new HandOver(now, List.of("ada"), List.of("bob")),
            new HandOver(at("2026-06-03T12:00"), List.of("bob"), List.of("eve")));
  }

  @Test
  void anOverrideMadeShortlyBeforeIsToldAndWhatWasToldIsNotRepeated() {
    ToldPlan told = plan(DAYS, at("2026-06-02T11:45"));
    Roster overridden =
        roster(DAYS.schedule(), override(1, span("2026-06-02T11:50", "2026-06-02T11:55"), "gus"));

    assertThat(plan(overridden, at("2026-06-02T11:46")).newsTo(told))
        .containsExactly(new HandOver(at("2026-06-02T11:50"), List.of("ada"), List.of("gus")));
  }

  @Test
  void whoWasToldToComeAndNeedNotIsToldThat() {
    ToldPlan told = plan(DAYS, at("2026-06-02T11:45"));
    Roster overridden =
        roster(DAYS.schedule(), override(1, span("2026-06-02T12:00", "2026-06-02T18:00"), "gus"));

    assertThat(plan(overridden, at("2026-06-02T11:50")).newsTo(told))
        .containsExactly(new HandOver(HAND_OVER, List.of("bob"), List.of("gus")));
  }

  @Test
  void aHandOverThatIsPutOffIsTakenBack() {
    ToldPlan told = plan(DAYS, at("2026-06-02T11:45"));
    Roster overridden =
        roster(DAYS.schedule(), override(1, span("2026-06-02T12:00", "2026-06-02T18:00"), "ada"));

    assertThat(plan(overridden, at("2026-06-02T11:50")).newsTo(told))
        .containsExactly(new HandOver(HAND_OVER, List.of("bob"), List.of("ada")));
  }

  @Test
  void aChangedScheduleIsAHandOverOfThisMoment() {
    ToldPlan told = plan(DAYS, at("2026-06-02T09:00"));
    Roster changed = roster(layer(every("P1D", "12:00", "2026-06-01"), "eve", "bob"));
    Instant now = at("2026-06-02T09:30");

    assertThat(plan(changed, now).newsTo(told))
        .containsExactly(new HandOver(now, List.of("ada"), List.of("eve")));
  }

  @Test
  void aGapThatGrewOrShrankIsKnownAndOneThatIsGoneAndComesBackIsNews() {
    Span gap = span("2026-06-02T00:00", "2026-06-03T00:00");
    Span grown = span("2026-06-02T00:00", "2026-06-04T00:00");
    Span other = span("2026-06-08T00:00", "2026-06-09T00:00");
    ToldGaps told = new ToldGaps(List.of(gap));

    assertThat(told.newsOf(List.of(gap))).isEmpty();
    assertThat(told.newsOf(List.of(grown, other))).containsExactly(other);
    assertThat(new ToldGaps(List.of()).newsOf(List.of(gap))).containsExactly(gap);
  }

  private static ToldPlan plan(Roster roster, Instant now) {
    return ToldPlan.of(roster, now, NOTICE);
  }
}
