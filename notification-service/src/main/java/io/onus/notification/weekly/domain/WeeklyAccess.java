package io.onus.notification.weekly.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;

/** A department's week is for those who lead it; auditors read it, on-call admins mend letters. */
public final class WeeklyAccess {

  private WeeklyAccess() {}

  public static Right of(Asker asker, String department) {
    if (asker.leads(department) || asker.has(Role.ON_CALL_ADMIN)) {
      return Right.CHANGE;
    }
    return asker.has(Role.AUDITOR) ? Right.READ : Right.NONE;
  }
}
