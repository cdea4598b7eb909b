package io.onus.sla.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermsDiffTest {

  private static final Terms PLAIN =
      new Terms(
          List.of(
              new Target(Metric.FIRST_RESPONSE, Priority.P2, Duration.ofHours(1)),
              new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(4))),
          Terms.DEFAULT_WARNINGS,
          "PROVIDER",
          null,
          null,
          null,
          List.of(),
          null,
          Terms.ReopenRule.REMAINING,
          null,
          null);

  private static final Terms RICH =
      new Terms(
          List.of(
              new Target(Metric.FIRST_RESPONSE, Priority.P2, Duration.ofHours(2)),
              new Target(Metric.REPLY, Priority.P2, Duration.ofHours(4))),
          List.of(80),
          "BOTH",
          new Terms.Objective(new BigDecimal("95.0"), Duration.ofDays(30)),
          new BreachCost(new BigDecimal("1000"), "USD", BreachCost.Per.HOUR),
          2,
          new Terms.OnNoReply(Terms.OnNoReply.Action.CLOSE, 2),
          List.of(new Terms.Allowance(Priority.P1, 5)),
          "answers in time",
          Terms.ReopenRule.FRESH,
          LocalDate.of(2026, 12, 1),
          LocalDate.of(2027, 6, 1));

  @Test
  void whatIsTheSameIsNotTold() {
    assertThat(TermsDiff.between(PLAIN, PLAIN)).isEmpty();
    assertThat(TermsDiff.between(RICH, RICH)).isEmpty();
  }

  @Test
  void eachFieldIsToldAsPeopleReadIt() {
    assertThat(TermsDiff.between(PLAIN, RICH))
        .containsExactly(
            new TermsDiff.Change("targets.FIRST_RESPONSE.P2", "PT1H", "PT2H"),
            new TermsDiff.Change("targets.RESOLUTION.P2", "PT4H", null),
            new TermsDiff.Change("warnAt", "50, 75, 90", "80"),
            new TermsDiff.Change("hours", "PROVIDER", "BOTH"),
            new TermsDiff.Change("reopen", "REMAINING", "FRESH"),
            new TermsDiff.Change("targets.REPLY.P2", null, "PT4H"),
            new TermsDiff.Change("objective.percent", null, "95"),
            new TermsDiff.Change("objective.window", null, "PT720H"),
            new TermsDiff.Change("breachCost.amount", null, "1000"),
            new TermsDiff.Change("breachCost.currency", null, "USD"),
            new TermsDiff.Change("breachCost.per", null, "HOUR"),
            new TermsDiff.Change("maxPauses", null, "2"),
            new TermsDiff.Change("onNoReply.action", null, "CLOSE"),
            new TermsDiff.Change("onNoReply.after", null, "2"),
            new TermsDiff.Change("allowance.P1", null, "5"),
            new TermsDiff.Change("purpose", null, "answers in time"),
            new TermsDiff.Change("validFrom", null, "2026-12-01"),
            new TermsDiff.Change("reviewOn", null, "2027-06-01"));
  }

  /** Whatever is added to the terms shows up: a new part without a line here fails. */
  @Test
  void everyPartOfTheTermsIsCompared() {
    List<String> told =
        TermsDiff.between(PLAIN, RICH).stream()
            .map(change -> change.field().split("\\.")[0])
            .distinct()
            .toList();

    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            java.util.Arrays.stream(Terms.class.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .toList());
  }

  @Test
  void whatEachSideOwesIsReadInSentences() {
    Owes owes = Owes.of(RICH, new Parties("CS", "ENG", null));

    assertThat(owes.provider())
        .containsExactly(
            "ENG gives a first answer within 2 h (P2).",
            "ENG stops its clock with at most 2 questions.");
    assertThat(owes.requester())
        .containsExactly(
            "CS answers a question within 4 h (P2).",
            "A question left unanswered closes the request after twice the time for the answer.",
            "CS sends at most 5 requests of P1 a week; what is more gets the next lower target.");
    assertThat(owes.both())
        .containsExactly(
            "Time counts while CS and ENG are both at work.",
            "Each side keeps 95 % of its promises within 30 days.",
            "A broken promise costs 1000 USD for each working hour late.");
  }

  @Test
  void whatNobodySignedClosesNoRequest() {
    Terms confirmation =
        new Terms(
            List.of(new Target(Metric.CONFIRMATION, Priority.P2, Duration.ofHours(8))),
            List.of(),
            "PROVIDER",
            null,
            null,
            null,
            List.of(),
            null,
            Terms.ReopenRule.REMAINING,
            null,
            null);

    assertThat(TermsRules.unsigned(confirmation))
        .contains(new NegotiationRefusal.OnlySigned("CONFIRMATION"));
    assertThat(TermsRules.unsigned(RICH)).contains(new NegotiationRefusal.OnlySigned("onNoReply"));
    assertThat(TermsRules.unsigned(PLAIN)).isEmpty();
  }
}
