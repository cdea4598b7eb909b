package io.onus.notification.auditor.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;

/** Who sees how the telling is doing: those who answer for it, and those who check. */
public final class AuditorAccess {

  private AuditorAccess() {}

  public static boolean maySee(Asker asker) {
    return asker.has(Role.ON_CALL_ADMIN) || asker.has(Role.AUDITOR) || asker.has(Role.ADMIN);
  }
}
