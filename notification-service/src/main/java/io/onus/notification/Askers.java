package io.onus.notification;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Kind;
import io.onus.notification.domain.Asker;
import java.util.EnumSet;
import java.util.Set;

/** What the rules of this service look at in a caller. */
public final class Askers {

  private Askers() {}

  public static Asker of(Caller caller) {
    Set<Asker.Role> roles = EnumSet.noneOf(Asker.Role.class);
    for (Caller.Role role : caller.roles()) {
      switch (role) {
        case ADMIN -> roles.add(Asker.Role.ADMIN);
        case AUDITOR -> roles.add(Asker.Role.AUDITOR);
        case ON_CALL_ADMIN -> roles.add(Asker.Role.ON_CALL_ADMIN);
        case RELAY -> {
          // Nothing here is done in the name of others.
        }
      }
    }
    return new Asker(
        caller.id(), caller.kind() == Kind.HUMAN, caller.departments(), caller.leads(), roles);
  }
}
