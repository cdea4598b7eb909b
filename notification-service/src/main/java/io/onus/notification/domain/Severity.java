package io.onus.notification.domain;

/** How bad it is, lowest first: at risk is a warning, broken is critical. */
public enum Severity {
  WARNING,
  CRITICAL;

  public Severity orWorse(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
