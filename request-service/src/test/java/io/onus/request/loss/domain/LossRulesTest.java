package io.onus.request.loss.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.By;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every state × command, each tried by the side that claimed and by the other one. */
class LossRulesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final By LENA = by("lena", "CS", Side.REQUESTER);
  private static final By PAUL = by("paul", "ENG", Side.PROVIDER);

  /** What the side whose word it is reaches; LENA claimed. */
  private static final String TABLE =
      """
      .        Claimed   Confirmed Disputed  Withdrawn
      Confirm  CONFIRMED -         CONFIRMED -
      Dispute  DISPUTED  -         -         -
      Withdraw WITHDRAWN -         WITHDRAWN -
      """;

  @TestFactory
  Stream<DynamicTest> everyDecisionEndsWhereTheTableSays() {
    Map<String, Map<String, String>> table = table();
    return Arrays.stream(LossCommand.class.getPermittedSubclasses())
        .flatMap(
            command ->
                Arrays.stream(Loss.class.getPermittedSubclasses())
                    .map(
                        state ->
                            DynamicTest.dynamicTest(
                                state.getSimpleName() + " × " + command.getSimpleName(),
                                () ->
                                    check(
                                        in(state),
                                        command,
                                        table
                                            .get(command.getSimpleName())
                                            .get(state.getSimpleName())))));
  }

  private static void check(Loss loss, Class<?> type, String expected) {
    boolean own = type == LossCommand.Withdraw.class;
    LossCommand right = command(type, own ? LENA : PAUL);
    LossCommand wrong = command(type, own ? PAUL : LENA);

    assertThat(refusal(LossRules.decide(loss, wrong, NOW)))
        .isEqualTo(
            new LossRefusal.WordOfTheOtherSide(
                1, wrong.path(), own ? Side.REQUESTER : Side.PROVIDER));
    Outcome<Loss, RequestEvent> outcome = LossRules.decide(loss, right, NOW);
    if (expected.equals("-")) {
      assertThat(refusal(outcome))
          .isEqualTo(new LossRefusal.LossSettled(1, loss.status(), right.path()))
          .as("a disputed loss is disputed already, the rest is settled");
    } else {
      Loss after = accepted(outcome).state();
      assertThat(after.status()).hasToString(expected);
      assertThat(after.version()).isEqualTo(loss.version() + 1);
      assertThat(after.claim()).isEqualTo(loss.claim());
      assertThat(LossRules.after(loss, accepted(outcome).events().getFirst(), NOW))
          .isEqualTo(after);
    }
  }

  @Test
  void aClaimIsReadBackAsItWasMade() {
    Outcome.Accepted<Loss, RequestEvent> claimed = claimed(0, "4200.5", "USD");

    assertThat(claimed.state().status()).isEqualTo(Loss.Status.CLAIMED);
    assertThat(LossRules.after(null, claimed.events().getFirst(), NOW)).isEqualTo(claimed.state());
  }

  @Test
  void aRequestHasNoMoreLossesThanCanBeRead() {
    assertThat(
            refusal(LossRules.claim(LossRules.MOST, LENA, BigDecimal.ONE, "USD", "one more", NOW)))
        .isEqualTo(new LossRefusal.TooManyLosses(LossRules.MOST));
  }

  @Test
  void aLossOfNothingIsNone() {
    assertThatThrownBy(() -> LossRules.claim(0, LENA, BigDecimal.ZERO, "USD", "nothing", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sumsAreKeptApartByStatusAndCurrency() {
    Loss claimed = claimed(0, "100", "USD").state();
    Loss more = claimed(1, "0.50", "USD").state();
    Loss euros = claimed(2, "7", "EUR").state();
    Loss confirmed = ((Loss.Claimed) claimed(3, "4200", "USD").state()).confirm("paul", NOW);
    Loss disputed = ((Loss.Claimed) claimed(4, "9", "USD").state()).dispute("paul", "no", NOW);
    Loss withdrawn = ((Loss.Claimed) claimed(5, "11", "USD").state()).withdraw("lena", NOW);

    LossTotals totals =
        LossTotals.of(List.of(claimed, more, euros, confirmed, disputed, withdrawn));

    assertThat(totals.claimed())
        .isEqualTo(Map.of("USD", new BigDecimal("100.50"), "EUR", new BigDecimal("7")));
    assertThat(totals.disputed()).isEqualTo(Map.of("USD", new BigDecimal("9")));
    assertThat(totals.confirmed()).isEqualTo(Map.of("USD", new BigDecimal("4200")));
  }

  private static Loss in(Class<?> state) {
    Loss.Claimed claimed = (Loss.Claimed) claimed(0, "4200", "USD").state();
    return switch (state.getSimpleName()) {
      case "Claimed" -> claimed;
      case "Confirmed" -> claimed.confirm("paul", NOW);
      case "Disputed" -> claimed.dispute("paul", "it was sent back", NOW);
      case "Withdrawn" -> claimed.withdraw("lena", NOW);
      default -> throw new IllegalArgumentException("no sample of " + state);
    };
  }

  private static LossCommand command(Class<?> type, By by) {
    return switch (type.getSimpleName()) {
      case "Confirm" -> new LossCommand.Confirm(by);
      case "Dispute" -> new LossCommand.Dispute(by, "it was sent back");
      case "Withdraw" -> new LossCommand.Withdraw(by);
      default -> throw new IllegalArgumentException("no sample of " + type);
    };
  }

  private static Outcome.Accepted<Loss, RequestEvent> claimed(
      int already, String amount, String currency) {
    return accepted(
        LossRules.claim(already, LENA, new BigDecimal(amount), currency, "wrong part", NOW));
  }

  private static Outcome.Accepted<Loss, RequestEvent> accepted(
      Outcome<Loss, RequestEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Loss, RequestEvent> a -> a;
      case Outcome.Refused<Loss, RequestEvent> r ->
          throw new AssertionError("refused: " + r.refusal());
    };
  }

  private static Refusal refusal(Outcome<Loss, RequestEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Loss, RequestEvent> a ->
          throw new AssertionError("accepted: " + a.events());
      case Outcome.Refused<Loss, RequestEvent> r -> r.refusal();
    };
  }

  private static By by(String person, String department, Side side) {
    return new By(new Actor(person, department, Actor.Kind.HUMAN, null), side);
  }

  private static Map<String, Map<String, String>> table() {
    List<String[]> lines = TABLE.lines().map(line -> line.trim().split(" +")).toList();
    Map<String, Map<String, String>> table = new HashMap<>();
    for (String[] line : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      for (int column = 1; column < line.length; column++) {
        row.put(lines.getFirst()[column], line[column]);
      }
      table.put(line[0], row);
    }
    return table;
  }
}
