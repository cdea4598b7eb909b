package io.onus.sla.agreement.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The terms a request began under, and keeps.
 *
 * @param agreementId null for house terms
 * @param version of the agreement, or of the house terms
 */
public record BoundTerms(@Nullable UUID agreementId, int version, Terms terms) {

  /**
   * House terms are what the company expects where nothing was signed: clocked, but nobody's
   * promise.
   */
  public boolean expected() {
    return agreementId == null;
  }
}
