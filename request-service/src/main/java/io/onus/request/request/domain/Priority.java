package io.onus.request.request.domain;

/** How urgent a request is; {@code P1} is the most urgent. */
public enum Priority {
  P1,
  P2,
  P3,
  P4;

  public boolean isMoreUrgentThan(Priority other) {
    return compareTo(other) < 0;
  }
}
