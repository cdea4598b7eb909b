package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Side;
import org.jspecify.annotations.Nullable;

/** Who did something, as the fact says. */
public record Actor(
    @Nullable String id, @Nullable String department, @Nullable Side side, Kind kind) {

  /** UNKNOWN is a kind this version has not heard of; it is not taken for a person. */
  public enum Kind {
    HUMAN,
    ROBOT,
    SYSTEM,
    UNKNOWN
  }

  public static final Actor ENGINE = new Actor("sla-service", null, null, Kind.SYSTEM);

  public boolean isPersonOf(Side wanted) {
    return kind == Kind.HUMAN && side == wanted;
  }
}
