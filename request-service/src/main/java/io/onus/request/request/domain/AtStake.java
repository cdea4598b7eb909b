package io.onus.request.request.domain;

import java.math.BigDecimal;

/** What a late or wrong answer could cost. */
public record AtStake(BigDecimal amount, String currency) {

  public AtStake {
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("nothing is at stake: " + amount);
    }
  }
}
