package io.onus.request.loss.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of losses, each of one status and one currency: what is claimed is not yet lost, and dollars
 * are no euros.
 *
 * @param claimed what waits for the other side's word, by currency
 * @param disputed what the other side denies, by currency
 * @param confirmed what both sides agree on, by currency
 */
public record LossTotals(
    Map<String, BigDecimal> claimed,
    Map<String, BigDecimal> disputed,
    Map<String, BigDecimal> confirmed) {

  public static LossTotals of(List<Loss> losses) {
    return new LossTotals(
        sums(losses, Loss.Status.CLAIMED),
        sums(losses, Loss.Status.DISPUTED),
        sums(losses, Loss.Status.CONFIRMED));
  }

  private static Map<String, BigDecimal> sums(List<Loss> losses, Loss.Status status) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Loss loss : losses) {
      if (loss.status() == status) {
        sums.merge(loss.claim().currency(), loss.claim().amount(), BigDecimal::add);
      }
    }
    return sums;
  }
}
