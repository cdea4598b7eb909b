package io.onus.sla.agreement.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who agrees with whom, about what.
 *
 * @param service null means all of the provider's services
 */
public record Parties(String requester, String provider, @Nullable String service) {

  /** The department on a side. */
  public String of(Side side) {
    return side == Side.REQUESTER ? requester : provider;
  }
}
