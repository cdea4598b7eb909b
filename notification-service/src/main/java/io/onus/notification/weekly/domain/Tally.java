package io.onus.notification.weekly.domain;

import io.onus.notification.weekly.domain.Promise.Settled;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** How many promises were kept, and how many were not. */
public record Tally(int kept, int broken) {

  private static final int DECIMALS = 2;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static Tally of(List<Settled> settled) {
    int kept = (int) settled.stream().filter(Settled::kept).count();
    return new Tally(kept, settled.size() - kept);
  }

  public int settled() {
    return kept + broken;
  }

  /** Rounded down: only where all were kept it is 100. Empty where there were none. */
  public Optional<BigDecimal> percentKept() {
    return settled() == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(kept)
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(settled()), DECIMALS, RoundingMode.DOWN));
  }

  /** "17 of 20 (85 %)". */
  String words() {
    return words("");
  }

  /**
   * @param noun what is counted, after the count: "17 of 20 promises (85 %)"
   */
  String words(String noun) {
    String share =
        percentKept()
            .map(percent -> " (" + percent.stripTrailingZeros().toPlainString() + " %)")
            .orElse("");
    return kept + " of " + settled() + (noun.isEmpty() ? "" : " " + noun) + share;
  }
}
