package io.onus.notification.method.domain;

/** Whether a method is used. */
public enum MethodStatus {
  /** Nobody has shown yet that it reaches whom it is said to. */
  UNVERIFIED,
  ACTIVE,
  /** The receiver said it is gone. */
  DISABLED,
  /** Taken away by a person; kept for the deliveries that name it. */
  REMOVED
}
