package io.onus.sla.budget;

import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.budget.BudgetStore.Counted;
import io.onus.sla.budget.BudgetStore.Kept;
import io.onus.sla.budget.domain.Budget;
import io.onus.sla.budget.domain.Level;
import io.onus.sla.budget.domain.Tally;
import io.onus.sla.budget.domain.Windows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an agreement's objective, for each side.
 *
 * @param version of the agreement whose objective is in force; null where none is
 * @param objective null where the terms in force have none: then there is no budget
 * @param from what was settled after it, up to and including {@code asOf}, counts
 */
@Schema(name = "Budget", description = "The breaches an objective still allows, side by side.")
public record BudgetView(
    UUID agreementId,
    @Nullable Integer version,
    @Nullable ObjectiveView objective,
    @Nullable Instant from,
    Instant asOf,
    List<SideView> sides) {

  /** The share of promises to keep in a moving window of wall-clock time. */
  @Schema(name = "BudgetObjective")
  public record ObjectiveView(
      BigDecimal percent, @Schema(type = SchemaType.STRING, examples = "P30D") Duration window) {}

  /**
   * The promises of one side.
   *
   * @param promised kept and breached; excused ones are neither
   * @param percentKept rounded down at four decimals; null where nothing was promised
   * @param allowed how many of those promised the objective lets break
   * @param cost what the breaches cost by the signed terms, each currency by itself
   * @param warnedAt when both sides were told last that half is spent
   * @param spentAt when both sides were told last that none is left
   */
  @Schema(name = "SideBudget")
  public record SideView(
      Side side,
      String department,
      Level status,
      long promised,
      long kept,
      long breached,
      long waived,
      @Nullable BigDecimal percentKept,
      long allowed,
      long left,
      BurnView longBurn,
      BurnView shortBurn,
      List<Money> cost,
      @Nullable Instant warnedAt,
      @Nullable Instant spentAt) {

    static SideView of(
        Side side,
        String department,
        Budget budget,
        Counted counted,
        Kept kept,
        Windows windows,
        List<Money> cost) {
      return new SideView(
          side,
          department,
          budget.levelAfter(kept.standing().level()),
          budget.whole().promised(),
          budget.whole().kept(),
          budget.whole().breached(),
          counted.waived(),
          budget.percentKept().map(BudgetView::plain).orElse(null),
          budget.allowed(),
          budget.left(),
          BurnView.of(budget, windows.longer(), budget.longer()),
          BurnView.of(budget, windows.shorter(), budget.shorter()),
          cost.stream().map(money -> new Money(plain(money.amount()), money.currency())).toList(),
          kept.warnedAt(),
          kept.spentAt());
    }
  }

  /**
   * How fast breaches come.
   *
   * @param rate 1 where the budget would end with the objective's window; null where nothing was
   *     promised, or nothing may break
   */
  @Schema(name = "BurnRate")
  public record BurnView(
      @Schema(type = SchemaType.STRING) Duration window,
      long promised,
      long breached,
      @Nullable BigDecimal rate) {

    static BurnView of(Budget budget, Duration window, Tally tally) {
      return new BurnView(
          window,
          tally.promised(),
          tally.breached(),
          budget.burnRate(tally).map(BudgetView::plain).orElse(null));
    }
  }

  /** Without zeros at its end, and without an exponent. */
  static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
