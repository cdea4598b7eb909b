package io.onus.sla.agreement;

import io.onus.kit.caller.Caller;
import io.onus.kit.problem.Problem;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.SigningRight;
import java.util.Optional;

/** Whether a caller signs for a side, and why not. */
final class Signatories {

  private Signatories() {}

  /**
   * The side a caller signs for.
   *
   * @param rather the side who leads both acts for, if there is one
   */
  static Side side(Parties parties, Optional<Side> rather, Caller caller) {
    SigningRight.Negotiator who =
        new SigningRight.Negotiator(
            caller.kind() == Caller.Kind.HUMAN,
            caller.has(Caller.Role.AUDITOR),
            caller.departments(),
            caller.leads());
    return switch (SigningRight.of(who, parties, rather)) {
      case SigningRight.Signatory signatory -> signatory.side();
      case SigningRight.Reader reader -> throw mayNotSign(parties, reader.because());
      case SigningRight.Outsider outsider ->
          throw mayNotSign(parties, SigningRight.Because.ON_NEITHER_SIDE);
    };
  }

  /** The side a person belongs to, to say something about an agreement. */
  static Side member(Parties parties, Caller caller) {
    if (caller.kind() != Caller.Kind.HUMAN) {
      throw mayNotSign(parties, SigningRight.Because.NO_PERSON);
    }
    if (caller.isOf(parties.requester())) {
      return Side.REQUESTER;
    }
    if (caller.isOf(parties.provider())) {
      return Side.PROVIDER;
    }
    throw Problem.forbidden(
        "People of "
            + parties.requester()
            + " and "
            + parties.provider()
            + " may say what would be better, and you belong to neither.");
  }

  private static Problem mayNotSign(Parties parties, SigningRight.Because because) {
    String who = "A lead or deputy of " + parties.requester() + " or " + parties.provider();
    return Problem.forbidden(
        switch (because) {
          case ON_NEITHER_SIDE -> who + " negotiates this, and you belong to neither.";
          case LEADS_NEITHER -> who + " negotiates this, and you lead neither.";
          case NO_PERSON -> "Negotiating is an act of a person, and this is the token of a system.";
        });
  }
}
