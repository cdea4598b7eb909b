package io.onus.sla.promise.domain;

import io.onus.sla.agreement.domain.Side;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who speaks for a side of a request.
 *
 * @param department the one that was that side when they spoke
 * @param person null where the request's service did not say who it was
 */
public record Speaker(Side side, String department, @Nullable String person) {

  /** Whether the same person spoke, for whichever side. */
  boolean isSamePersonAs(Speaker other) {
    return person != null && person.equals(other.person);
  }
}
