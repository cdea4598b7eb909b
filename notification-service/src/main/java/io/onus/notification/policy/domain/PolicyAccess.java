package io.onus.notification.policy.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sees and changes policies: the leads of the department they belong to write them, its members
 * read them; those that serve every department are an on-call admin's, and anybody's to read who
 * belongs to a department.
 */
public final class PolicyAccess {

  /** The policies somebody sees, as a list asks the database for them. */
  public record Sight(boolean all, Set<String> departments) {
    public Sight {
      departments = Set.copyOf(departments);
    }
  }

  private PolicyAccess() {}

  public static Right of(Asker asker, @Nullable String department) {
    if (asker.has(Role.ON_CALL_ADMIN) || (department != null && asker.leads(department))) {
      return Right.CHANGE;
    }
    boolean reads =
        asker.has(Role.AUDITOR)
            || (department == null ? !asker.departments().isEmpty() : asker.isOf(department));
    return reads ? Right.READ : Right.NONE;
  }

  public static Sight sight(Asker asker) {
    return new Sight(asker.has(Role.ON_CALL_ADMIN) || asker.has(Role.AUDITOR), asker.departments());
  }
}
