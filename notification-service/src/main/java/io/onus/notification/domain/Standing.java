package io.onus.notification.domain;

/** Where a clock that people must know about stands, from bad to worse. */
public enum Standing {
  AT_RISK(Severity.WARNING),
  BREACHED(Severity.CRITICAL),
  OVERDUE(Severity.CRITICAL);

  private final Severity severity;

  Standing(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }
}
