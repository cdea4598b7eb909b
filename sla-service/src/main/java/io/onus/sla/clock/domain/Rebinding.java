package io.onus.sla.clock.domain;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What an explicit move of open clocks does to their bindings: to a later version of a calendar, or
 * of an agreement.
 */
public interface Rebinding {

  /** What a clock bound to {@code binding} is bound to from now on; the same if it is not meant. */
  Binding after(Binding binding);

  /** The same, each binding worked out once: there are few, and many clocks of each. */
  static Rebinding remembering(Rebinding rebinding) {
    Map<Binding, Binding> known = new IdentityHashMap<>();
    return binding -> known.computeIfAbsent(binding, rebinding::after);
  }
}
