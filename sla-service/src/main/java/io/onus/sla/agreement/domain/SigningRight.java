package io.onus.sla.agreement.domain;

import java.util.Optional;
import java.util.Set;

/**
 * What somebody may do about an agreement, by whom they belong to and whom they lead. The members
 * of its sides and those who read everything see it; a person who leads a side signs for it.
 */
public sealed interface SigningRight {

  /** On neither side: for them the agreement does not exist. */
  record Outsider() implements SigningRight {}

  /** Sees it, and may not sign. */
  record Reader(Because because) implements SigningRight {}

  /** Signs for a side. */
  record Signatory(Side side) implements SigningRight {}

  /** Why somebody who sees an agreement may not sign it. */
  enum Because {
    ON_NEITHER_SIDE,
    NO_PERSON,
    LEADS_NEITHER
  }

  /**
   * Who would negotiate.
   *
   * @param person a signature is an act of a person: a system signs nothing, whatever it leads
   * @param readsAll whether agreements they are on no side of are theirs to read
   * @param departments those they belong to
   * @param leads those they are a lead or deputy of
   */
  record Negotiator(boolean person, boolean readsAll, Set<String> departments, Set<String> leads) {}

  /**
   * @param awaiting the side whose answer is awaited, if one is: who leads both sides acts for that
   *     one, else for the requester
   */
  static SigningRight of(Negotiator who, Parties parties, Optional<Side> awaiting) {
    boolean onASide =
        who.departments().contains(parties.requester())
            || who.departments().contains(parties.provider());
    if (!onASide) {
      return who.readsAll() ? new Reader(Because.ON_NEITHER_SIDE) : new Outsider();
    }
    if (!who.person()) {
      return new Reader(Because.NO_PERSON);
    }
    boolean requester = who.leads().contains(parties.requester());
    boolean provider = who.leads().contains(parties.provider());
    if (!requester && !provider) {
      return new Reader(Because.LEADS_NEITHER);
    }
    if (requester && provider) {
      return new Signatory(awaiting.orElse(Side.REQUESTER));
    }
    return new Signatory(requester ? Side.REQUESTER : Side.PROVIDER);
  }
}
