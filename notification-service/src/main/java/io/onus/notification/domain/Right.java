package io.onus.notification.domain;

/** What somebody may do with one thing; each includes those before it. */
public enum Right {
  /** Not even know that it is there. */
  NONE,
  READ,
  CHANGE;

  public boolean includes(Right wanted) {
    return compareTo(wanted) >= 0;
  }
}
