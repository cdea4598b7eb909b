package io.onus.sla.agreement.domain;

/** How urgent a request is; P1 most. */
public enum Priority {
  P1,
  P2,
  P3,
  P4;

  /** The next less urgent one; the least urgent has none below it. */
  public Priority lower() {
    return this == P4 ? P4 : values()[ordinal() + 1];
  }
}
