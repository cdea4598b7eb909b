package io.onus.sla.agreement.domain;

import java.math.BigDecimal;

/** An amount of one currency (ISO 4217). Amounts of different currencies are never added. */
public record Money(BigDecimal amount, String currency) {}
