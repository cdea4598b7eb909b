package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.BreachCost;
import io.onus.sla.agreement.domain.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** What a breach costs by the signed terms; house terms cost nothing. */
public final class AgreedCost {

  private static final BigDecimal MICROS_PER_HOUR = BigDecimal.valueOf(3_600_000_000L);

  private AgreedCost() {}

  /** So far: a cost per hour grows with each working hour late. */
  public static Optional<Money> of(ClockFace face) {
    BoundTerms bound = face.binding().bound();
    BreachCost agreed = bound.terms().breachCost();
    if (agreed == null || bound.expected() || !face.breached()) {
      return Optional.empty();
    }
    BigDecimal amount =
        switch (agreed.per()) {
          case BREACH -> agreed.amount();
          case HOUR ->
              agreed
                  .amount()
                  .multiply(BigDecimal.valueOf(late(face).toNanos() / 1_000))
                  .divide(MICROS_PER_HOUR, 2, RoundingMode.HALF_EVEN);
        };
    return Optional.of(new Money(amount, agreed.currency()));
  }

  private static Duration late(ClockFace face) {
    Duration promise = face.promise();
    if (promise == null) {
      return Duration.ZERO;
    }
    Duration late = face.carried().plus(face.consumed()).minus(promise);
    return late.isNegative() ? Duration.ZERO : late;
  }
}
