package io.onus.notification.domain;

import org.jspecify.annotations.Nullable;

/**
 * Whether something may interrupt a person, lowest first. A method of a person says from which
 * urgency on it is used.
 */
public enum Urgency {
  /** Can be read when there is time. */
  LOW,
  /** Somebody is to act now: a broken promise of priority P1 or P2. */
  HIGH;

  public static Urgency of(Severity severity, @Nullable String priority) {
    boolean pressing = "P1".equals(priority) || "P2".equals(priority);
    return severity == Severity.CRITICAL && pressing ? HIGH : LOW;
  }

  public boolean reaches(Urgency from) {
    return compareTo(from) >= 0;
  }
}
