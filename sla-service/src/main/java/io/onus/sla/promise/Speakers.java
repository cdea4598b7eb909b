package io.onus.sla.promise;

import io.onus.kit.caller.Caller;
import io.onus.kit.problem.Problem;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Obligor;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.promise.domain.Sides;
import io.onus.sla.promise.domain.Speaker;

/** For which side of a request a caller may speak about its promises. */
final class Speakers {

  private Speakers() {}

  /**
   * Any person of either side.
   *
   * @param preferred the side whose word is awaited
   */
  static Speaker ofEitherSide(TrackedRequest request, Side preferred, Caller caller) {
    requirePerson(caller);
    Sides sides = Sides.of(request.profile());
    Side side =
        sides
            .spokenForBy(caller.departments(), preferred)
            .orElseThrow(
                () ->
                    Problem.forbidden(
                        "The people of "
                            + sides.requester()
                            + " and of "
                            + sides.provider()
                            + " talk about this promise, and you belong to neither."));
    return new Speaker(side, sides.department(side), caller.id());
  }

  /** Any person of the department that owes it. */
  static Speaker ofObligor(Obligor obligor, Caller caller) {
    requirePerson(caller);
    if (!caller.isOf(obligor.department())) {
      throw Problem.forbidden(
          "Who owes it asks to be excused, and that is " + obligor.department() + ".");
    }
    return new Speaker(obligor.side(), obligor.department(), caller.id());
  }

  /** A lead of the side it is owed to. */
  static Speaker leadOwedTo(TrackedRequest request, Obligor obligor, Caller caller) {
    requirePerson(caller);
    Side side = obligor.side().other();
    String department = Sides.of(request.profile()).department(side);
    if (!caller.leads(department)) {
      throw Problem.forbidden(
          "Only a lead or deputy of " + department + ", whom it is owed, answers this.");
    }
    return new Speaker(side, department, caller.id());
  }

  private static void requirePerson(Caller caller) {
    if (caller.kind() != Caller.Kind.HUMAN) {
      throw Problem.forbidden(
          "Promises are renegotiated and excused by people, and this is the token of a system.");
    }
  }
}
