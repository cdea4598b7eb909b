package io.onus.sla.agreement.domain;

/** A move in a negotiation. */
public sealed interface NegotiationCommand {

  /** Takes the other side's offer as it stands. */
  record Accept(Side side, String by) implements NegotiationCommand {}
}
