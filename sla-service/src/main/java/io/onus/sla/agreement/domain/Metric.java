package io.onus.sla.agreement.domain;

/** What is clocked, and which side owes it. */
public enum Metric {
  FIRST_RESPONSE(Side.PROVIDER),
  NEXT_UPDATE(Side.PROVIDER),
  RESOLUTION(Side.PROVIDER),
  HANDLING(Side.PROVIDER),
  COMPLETION(Side.REQUESTER),
  REPLY(Side.REQUESTER),
  CONFIRMATION(Side.REQUESTER),
  DELIVERY(Side.PROVIDER);

  private final Side obligor;

  Metric(Side obligor) {
    this.obligor = obligor;
  }

  /** The side that owes what this measures. */
  public Side obligor() {
    return obligor;
  }
}
