package io.onus.notification.person.domain;

/** Whether a method is used. */
public enum MethodStatus {
  ACTIVE,
  /** The receiver said it is gone. */
  DISABLED,
  /** Taken away by a person; kept for the deliveries that name it. */
  REMOVED
}
