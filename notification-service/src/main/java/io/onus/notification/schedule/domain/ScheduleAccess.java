package io.onus.notification.schedule.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sees and changes schedules. A department's leads decide who of it is on call when; its
 * members, and everybody a schedule names, see when that is.
 */
public final class ScheduleAccess {

  /**
   * The schedules somebody sees, as a list asks the database for them.
   *
   * @param person the id of the person who sees what names them; empty for a system
   */
  public record Sight(boolean all, Set<String> departments, String person) {
    public Sight {
      departments = Set.copyOf(departments);
    }
  }

  private ScheduleAccess() {}

  /**
   * @param department whose schedule it is; null for an on-call admin's
   * @param isNamed whether it names the asker, if they are a person
   */
  public static Right of(Asker asker, @Nullable String department, boolean isNamed) {
    if (asker.has(Role.ON_CALL_ADMIN) || (department != null && asker.leads(department))) {
      return Right.CHANGE;
    }
    return asker.has(Role.AUDITOR)
            || (department != null && asker.isOf(department))
            || (asker.person() && isNamed)
        ? Right.READ
        : Right.NONE;
  }

  public static Sight sight(Asker asker) {
    return new Sight(
        asker.has(Role.ON_CALL_ADMIN) || asker.has(Role.AUDITOR),
        asker.departments(),
        asker.person() ? asker.id() : "");
  }
}
