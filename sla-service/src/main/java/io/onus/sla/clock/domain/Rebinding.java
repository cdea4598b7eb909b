package io.onus.sla.clock.domain;

/**
 * What an explicit move of open clocks does to their bindings: to a later version of a calendar, or
 * of an agreement.
 */
public interface Rebinding {

  /** What a clock bound to {@code binding} is bound to from now on; the same if it is not meant. */
  Binding after(Binding binding);
}
