package io.onus.notification.person.domain;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;

/**
 * What somebody may do with the record of a person; each includes those before it. Addresses are
 * the person's own business, and of those who see to it that people can be reached; who leads a
 * department names people in routes, and needs their names for it.
 */
public enum PersonRight {
  /** Not even know that it is there. */
  NONE,
  /** The id, the name, and whether the person can be reached at all. */
  NAME,
  /** The addresses too. */
  READ,
  CHANGE;

  public static PersonRight of(Asker asker, String personId) {
    if (asker.is(personId) || asker.has(Role.ON_CALL_ADMIN) || asker.has(Role.ADMIN)) {
      return CHANGE;
    }
    if (asker.has(Role.AUDITOR)) {
      return READ;
    }
    return asker.leads().isEmpty() ? NONE : NAME;
  }

  /** How somebody wants to be told is not for who manages departments. */
  public static boolean changesManners(Asker asker, String personId) {
    return asker.is(personId) || asker.has(Role.ON_CALL_ADMIN);
  }

  /** Whether nobody's record is hidden from them, as a list of people needs to know. */
  public static boolean ofAll(Asker asker) {
    return asker.has(Role.ON_CALL_ADMIN)
        || asker.has(Role.ADMIN)
        || asker.has(Role.AUDITOR)
        || !asker.leads().isEmpty();
  }

  public boolean includes(PersonRight wanted) {
    return compareTo(wanted) >= 0;
  }
}
