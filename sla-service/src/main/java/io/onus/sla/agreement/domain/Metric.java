package io.onus.sla.agreement.domain;

import java.util.EnumSet;
import java.util.Set;

/** What is clocked. */
public enum Metric {
  FIRST_RESPONSE,
  NEXT_UPDATE,
  RESOLUTION,
  HANDLING,
  COMPLETION,
  REPLY,
  CONFIRMATION,
  DELIVERY;

  /**
   * The metrics that have clocks; terms that promise another one are refused rather than silently
   * not kept.
   */
  public static final Set<Metric> CLOCKED = Set.copyOf(EnumSet.of(FIRST_RESPONSE, RESOLUTION));
}
