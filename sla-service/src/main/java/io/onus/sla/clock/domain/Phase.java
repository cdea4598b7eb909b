package io.onus.sla.clock.domain;

/** Whether a clock counts. */
public enum Phase {
  RUNNING,
  PAUSED,
  FINISHED,
  CANCELLED
}
