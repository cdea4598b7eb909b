package io.onus.sla.agreement;

import io.onus.sla.agreement.domain.Negotiation;

/** Where a negotiation stands, in a word. */
public enum AgreementStatus {
  PROPOSED,
  COUNTERED,
  SIGNED,
  AMENDING,
  DECLINED,
  WITHDRAWN,
  EXPIRED,
  ENDED;

  static AgreementStatus of(Negotiation state) {
    return switch (state) {
      case Negotiation.Proposed proposed -> PROPOSED;
      case Negotiation.Countered countered -> COUNTERED;
      case Negotiation.Signed signed -> SIGNED;
      case Negotiation.Amending amending -> AMENDING;
      case Negotiation.Declined declined -> DECLINED;
      case Negotiation.Withdrawn withdrawn -> WITHDRAWN;
      case Negotiation.Expired expired -> EXPIRED;
      case Negotiation.Ended ended -> ENDED;
    };
  }
}
