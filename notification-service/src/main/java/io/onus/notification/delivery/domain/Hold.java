package io.onus.notification.delivery.domain;

/** Why a delivery that could be sent waits. */
public enum Hold {
  /** Its reader does not want to be told what can wait now. */
  QUIET_HOURS,
  /** Its reader was told as much as they take at once. */
  THROTTLE,
  /** It is told together with others. */
  DIGEST,
  /** What it follows may still be on its way. */
  TRIGGER,
  /** The clock it warns of stands still. */
  PAUSED
}
