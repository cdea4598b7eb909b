package io.onus.notification.person;

import io.onus.kit.problem.Problem;
import io.onus.notification.domain.Asker;
import io.onus.notification.person.domain.PersonRight;
import java.util.Map;

/** Refuses who may not. */
final class PersonAccess {

  private PersonAccess() {}

  /** To who may not know of a person, one that is there looks like one that is not. */
  static void require(PersonRight wanted, Asker asker, String personId) {
    PersonRight right = PersonRight.of(asker, personId);
    if (right == PersonRight.NONE) {
      throw Problem.notFound("person", personId);
    }
    if (!right.includes(wanted)) {
      throw Problem.forbidden(
          "This takes " + personId + " in person, an on-call admin or an admin.",
          Map.of("person", personId));
    }
  }

  /** How somebody wants to be told is for them to say, and for who runs on-call. */
  static void requireManners(Asker asker, String personId) {
    require(PersonRight.NAME, asker, personId);
    if (!PersonRight.changesManners(asker, personId)) {
      throw Problem.forbidden(
          "This takes " + personId + " in person or an on-call admin.", Map.of("person", personId));
    }
  }
}
