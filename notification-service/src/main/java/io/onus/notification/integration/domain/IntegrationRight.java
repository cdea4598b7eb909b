package io.onus.notification.integration.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do with an integration; each includes those before it. Its address can be all
 * it takes to write there, so it is for those who manage it; who leads a department names targets,
 * and needs to know what there is.
 */
public enum IntegrationRight {
  /** Not even know that it is there. */
  NONE,
  /** What it is called, and whether it works. */
  NAME,
  /** Its address and what it is sent too. */
  READ,
  CHANGE;

  /**
   * The integrations somebody knows of, as a list asks the database for them.
   *
   * @param shared those of no department too
   */
  public record Sight(boolean all, Set<String> departments, boolean shared) {
    public Sight {
      departments = Set.copyOf(departments);
    }
  }

  /**
   * @param department whose it is; null for one of no department
   */
  public static IntegrationRight of(Asker asker, @Nullable String department) {
    if (asker.has(Role.ON_CALL_ADMIN) || (department != null && asker.leads(department))) {
      return CHANGE;
    }
    if (asker.has(Role.AUDITOR)) {
      return READ;
    }
    return department == null && !asker.leads().isEmpty() ? NAME : NONE;
  }

  public static Sight sight(Asker asker) {
    return new Sight(
        asker.has(Role.ON_CALL_ADMIN) || asker.has(Role.AUDITOR),
        asker.leads(),
        !asker.leads().isEmpty());
  }

  public boolean includes(IntegrationRight wanted) {
    return compareTo(wanted) >= 0;
  }
}
