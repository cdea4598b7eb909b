package io.onus.sla.agreement.domain;

import java.time.Instant;

/** What came of a move. */
public sealed interface NegotiationEvent {

  record AgreementSigned(Instant at) implements NegotiationEvent {}
}
