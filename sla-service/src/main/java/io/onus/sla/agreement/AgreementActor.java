package io.onus.sla.agreement;

import io.onus.kit.caller.Caller;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import org.jspecify.annotations.Nullable;

/** Who did something with an agreement, and for which of the two. */
public record AgreementActor(
    String id, @Nullable String department, @Nullable Side side, Caller.Kind kind) {

  /** What the passing of time does. */
  public static final AgreementActor SYSTEM =
      new AgreementActor("sla-service", null, null, Caller.Kind.SYSTEM);

  static AgreementActor of(Parties parties, Side side, Caller caller) {
    return new AgreementActor(caller.id(), parties.of(side), side, caller.kind());
  }
}
