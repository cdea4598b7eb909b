package io.onus.sla.agreement.domain;

/** The two sides of a request or an agreement. */
public enum Side {
  REQUESTER,
  PROVIDER;

  public Side other() {
    return this == REQUESTER ? PROVIDER : REQUESTER;
  }
}
