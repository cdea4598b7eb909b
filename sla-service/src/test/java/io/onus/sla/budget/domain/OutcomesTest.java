package io.onus.sla.budget.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.onus.sla.agreement.domain.BreachCost;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.clock.domain.ClockCommand;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.ClockIds;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.Refold;
import io.onus.sla.clock.domain.RequestStory;
import io.onus.sla.clock.domain.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts, for whom, and since when. */
class OutcomesTest {

  @Test
  void aPromiseKeptCountsWhenItIsMet() {
    Clocks.Decision decision =
        RequestStory.roundTheClock()
            .submitted("2026-11-20T08:00:00Z")
            .resolved("2026-11-20T09:00:00Z")
            .taken();

    assertThat(Outcomes.of(List.of(decision)).settled())
        .extracting(Settlement::metric, Settlement::verdict, Settlement::at, Settlement::side)
        .containsExactlyInAnyOrder(
            tuple(Metric.FIRST_RESPONSE, Verdict.MET, at("09:00"), Side.PROVIDER),
            tuple(Metric.RESOLUTION, Verdict.MET, at("09:00"), Side.PROVIDER));
  }

  @Test
  void aBrokenOneCountsAtItsDueInstantAndIsNamedByItsBreach() {
    RequestStory story = RequestStory.roundTheClock().submitted("2026-11-20T08:00:00Z");
    Clocks.Decision breached = story.takenAndFired("2026-11-20T10:30:00Z");
    Clocks.Decision late = story.resolved("2026-11-20T11:00:00Z").taken();

    Settlement settled = only(breached);
    assertThat(settled.verdict()).isEqualTo(Verdict.BREACHED);
    assertThat(settled.at()).isEqualTo(at("10:00"));
    assertThat(settled.eventId()).isEqualTo(breachOf(breached));
    assertThat(settled.agreementId()).isEqualTo(RequestStory.AGREEMENT);
    assertThat(settled.version()).isEqualTo(1);
    // Being finished late adds to the same outcome.
    assertThat(of(late, Metric.FIRST_RESPONSE).at()).isEqualTo(at("10:00"));
    assertThat(of(late, Metric.FIRST_RESPONSE).verdict()).isEqualTo(Verdict.BREACHED);
  }

  @Test
  void finishingLateAloneNamesNoNewBreach() {
    RequestStory story = RequestStory.roundTheClock().submitted("2026-11-20T08:00:00Z");
    Clocks.Decision breached = story.takenAndFired("2026-11-20T10:30:00Z");
    story.resolved("2026-11-20T11:00:00Z");
    Clocks.Decision finished =
        Clocks.decide(
            breached.state(), new ClockCommand.ApplyFact(story.facts.getLast()), at("11:00"));

    assertThat(of(finished, Metric.FIRST_RESPONSE).eventId()).isNull();
    assertThat(of(finished, Metric.FIRST_RESPONSE).at()).isEqualTo(at("10:00"));
  }

  @Test
  void whatIsExcusedIsNeitherKeptNorBroken() {
    RequestStory story =
        RequestStory.roundTheClock()
            .submitted("2026-11-20T08:00:00Z")
            .resolved("2026-11-20T11:00:00Z")
            .waived(Metric.FIRST_RESPONSE, "2026-11-20T12:00:00Z");

    assertThat(of(story.taken(), Metric.FIRST_RESPONSE).verdict()).isEqualTo(Verdict.WAIVED);
    assertThat(of(story.taken(), Metric.FIRST_RESPONSE).cost()).isNull();
    assertThat(of(story.taken(), Metric.RESOLUTION).verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void aRetractedBreachIsGoneAndWhatItBecameCounts() {
    RequestStory story = RequestStory.roundTheClock().submitted("2026-11-20T08:00:00Z");
    Clocks.Decision announced = story.takenAndFired("2026-11-20T10:30:00Z");
    story.asked("2026-11-20T09:00:00Z");
    Clocks.Decision refolded =
        Refold.decide(announced.state(), story.facts.subList(0, 1), story.facts.subList(1, 2));

    // The question was the first response; the breach that was told is none.
    assertThat(of(announced, Metric.FIRST_RESPONSE).verdict()).isEqualTo(Verdict.BREACHED);
    assertThat(of(refolded, Metric.FIRST_RESPONSE).verdict()).isEqualTo(Verdict.MET);
    assertThat(of(refolded, Metric.FIRST_RESPONSE).at()).isEqualTo(at("09:00"));
  }

  @Test
  void whatIsCancelledUnbrokenIsUnsettledAndWhatBrokeStaysBroken() {
    RequestStory story =
        RequestStory.roundTheClock()
            .submitted("2026-11-20T08:00:00Z")
            .byAsker("2026-11-20T11:00:00Z", new Happening.Cancelled());
    Outcomes outcomes = Outcomes.of(List.of(story.taken()));

    assertThat(outcomes.settled())
        .extracting(Settlement::metric, Settlement::verdict)
        .containsExactly(tuple(Metric.FIRST_RESPONSE, Verdict.BREACHED));
    assertThat(outcomes.unsettled())
        .containsExactly(ClockIds.clock(RequestStory.ID, Metric.RESOLUTION, 1, 1));
  }

  @Test
  void eachSideAnswersForItsOwnMetrics() {
    RequestStory story =
        RequestStory.withEveryMetric()
            .submitted("2026-11-20T08:00:00Z")
            .asked("2026-11-20T09:00:00Z")
            .answered("2026-11-20T14:00:00Z");
    Clocks.Decision decision = story.taken();

    assertThat(of(decision, Metric.REPLY).side()).isEqualTo(Side.REQUESTER);
    assertThat(of(decision, Metric.REPLY).verdict()).isEqualTo(Verdict.BREACHED);
    assertThat(of(decision, Metric.FIRST_RESPONSE).side()).isEqualTo(Side.PROVIDER);
    assertThat(of(decision, Metric.FIRST_RESPONSE).verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void whatIsOnlyExpectedCountsForNobody() {
    Clocks.Decision decision =
        RequestStory.underHouseTerms(RequestStory.everyMetric(), BusinessCalendar.always())
            .submitted("2026-11-20T08:00:00Z")
            .resolved("2026-11-20T18:00:00Z")
            .taken();

    assertThat(Outcomes.of(List.of(decision))).isEqualTo(new Outcomes(List.of(), List.of()));
  }

  @Test
  void aBreachCostsWhatWasSignedAndByTheHourAsMuchAsIsKnown() {
    RequestStory perBreach = costing(BreachCost.Per.BREACH).submitted("2026-11-20T08:00:00Z");
    RequestStory perHour = costing(BreachCost.Per.HOUR).submitted("2026-11-20T08:00:00Z");

    assertThat(cost(perBreach.takenAndFired("2026-11-20T10:30:00Z"))).isEqualByComparingTo("100");
    assertThat(cost(perHour.takenAndFired("2026-11-20T10:30:00Z"))).isZero();
    // Twice the target has passed: two hours late.
    assertThat(cost(perHour.takenAndFired("2026-11-20T12:30:00Z"))).isEqualByComparingTo("200");
    assertThat(cost(perHour.resolved("2026-11-20T13:30:00Z").taken())).isEqualByComparingTo("350");
  }

  private static RequestStory costing(BreachCost.Per per) {
    Terms terms = RequestStory.everyMetric();
    return RequestStory.under(
        new Terms(
            terms.targets().stream()
                .filter(target -> target.metric() == Metric.FIRST_RESPONSE)
                .toList(),
            terms.warnAt(),
            terms.hours(),
            null,
            new BreachCost(new BigDecimal("100"), "USD", per),
            null,
            List.of(),
            null,
            terms.reopen(),
            null,
            null),
        BusinessCalendar.always());
  }

  private static @Nullable BigDecimal cost(Clocks.Decision decision) {
    Money cost = of(decision, Metric.FIRST_RESPONSE).cost();
    assertThat(cost).isNotNull();
    assertThat(cost.currency()).isEqualTo("USD");
    return cost.amount();
  }

  private static Settlement only(Clocks.Decision decision) {
    List<Settlement> settled = Outcomes.of(List.of(decision)).settled();
    assertThat(settled).hasSize(1);
    return settled.getFirst();
  }

  private static Settlement of(Clocks.Decision decision, Metric metric) {
    return Outcomes.of(List.of(decision)).settled().stream()
        .filter(one -> one.metric() == metric)
        .findFirst()
        .orElseThrow();
  }

  private static UUID breachOf(Clocks.Decision decision) {
    return decision.events().stream()
        .filter(event -> event.type() == ClockEvent.Type.BREACHED)
        .map(ClockIds::event)
        .findFirst()
        .orElseThrow();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-20T" + time + ":00Z");
  }
}
