package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Side;

/** Who owes what a clock measures. */
public record Obligor(Side side, String department) {}
