package io.onus.request.loss;

import io.onus.request.loss.domain.Loss;
import io.onus.request.loss.domain.LossTotals;
import io.onus.request.request.domain.AtStake;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a request has cost, beside what was at stake. */
@Schema(name = "Losses")
public record LossesView(
    List<LossView> items,
    @Schema(description = "What the requester said a late or wrong answer could cost; no loss yet")
        @Nullable Amount atStake,
    TotalsView totals) {

  /** A sum of one currency. */
  @Schema(name = "Amount")
  public record Amount(
      @Schema(examples = "4200") BigDecimal amount, @Schema(examples = "USD") String currency) {}

  /** Sums that are never added to each other. */
  @Schema(
      name = "LossTotals",
      description = "Sums per status and currency; they are never added to each other")
  public record TotalsView(
      @Schema(description = "Waits for the other side's word") List<Amount> claimed,
      @Schema(description = "Denied by the other side") List<Amount> disputed,
      @Schema(description = "Agreed on by both sides") List<Amount> confirmed) {}

  static LossesView of(List<Loss> losses, @Nullable AtStake atStake) {
    LossTotals totals = LossTotals.of(losses);
    return new LossesView(
        losses.stream().map(LossView::of).toList(),
        atStake == null ? null : new Amount(atStake.amount(), atStake.currency()),
        new TotalsView(
            amounts(totals.claimed()), amounts(totals.disputed()), amounts(totals.confirmed())));
  }

  private static List<Amount> amounts(Map<String, BigDecimal> sums) {
    return sums.entrySet().stream().map(sum -> new Amount(sum.getValue(), sum.getKey())).toList();
  }
}
