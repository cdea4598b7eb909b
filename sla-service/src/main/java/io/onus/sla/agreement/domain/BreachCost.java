package io.onus.sla.agreement.domain;

import java.math.BigDecimal;

/** What a broken promise costs: once, or for each working hour late. */
public record BreachCost(BigDecimal amount, String currency, Per per) {

  public enum Per {
    BREACH,
    HOUR
  }
}
