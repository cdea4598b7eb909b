package io.onus.sla.agreement;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import java.util.Set;

/**
 * Which agreements somebody may see: all of them, or those with one of their departments on a side.
 */
record Sight(boolean all, Set<String> departments) {

  static final Sight ALL = new Sight(true, Set.of());

  static Sight of(Caller caller) {
    return new Sight(caller.has(Role.AUDITOR), caller.departments());
  }
}
