package io.onus.sla.agreement.domain;

/** How urgent a request is; P1 most. */
public enum Priority {
  P1,
  P2,
  P3,
  P4
}
