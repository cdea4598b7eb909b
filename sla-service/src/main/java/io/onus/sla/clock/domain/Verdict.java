package io.onus.sla.clock.domain;

/** How a promise stands. NONE: nothing was promised, or it was cancelled before it could break. */
public enum Verdict {
  PENDING,
  MET,
  BREACHED,
  WAIVED,
  HANDED_OVER,
  NONE
}
