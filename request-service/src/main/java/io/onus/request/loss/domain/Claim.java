package io.onus.request.loss.domain;

import io.onus.request.request.domain.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a side's lead says a request has cost.
 *
 * @param n counts the losses of the request, from 1
 * @param by the side that claims it
 * @param person who claims it for that side
 */
public record Claim(
    int n, Side by, String person, BigDecimal amount, String currency, String text, Instant at) {

  public Claim {
    if (n < 1 || amount.signum() <= 0) {
      throw new IllegalArgumentException("no loss: " + n + ", " + amount);
    }
  }
}
