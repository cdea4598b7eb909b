package io.onus.sla.clock.domain;

/** What can be asked of a request's clocks. */
public sealed interface ClockCommand {

  /** Take the next fact; it must not be late. */
  record ApplyFact(RequestFact fact) implements ClockCommand {}

  /** Fire what has fallen due before now. */
  record FireDue() implements ClockCommand {}
}
