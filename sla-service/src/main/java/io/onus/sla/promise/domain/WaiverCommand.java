package io.onus.sla.promise.domain;

/** An answer to whoever asked to be excused. */
public sealed interface WaiverCommand {

  Speaker by();

  /** Whether the same person leads the side that owes, too: nobody excuses themselves. */
  boolean forBothSides();

  record Approve(Speaker by, boolean forBothSides) implements WaiverCommand {}

  record Decline(Speaker by, boolean forBothSides, String reason) implements WaiverCommand {}
}
