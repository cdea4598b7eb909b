package io.onus.sla.agreement.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who agrees with whom, about what.
 *
 * @param service null means all of the provider's services
 */
public record Parties(String requester, String provider, @Nullable String service) {

  /**
   * The side a department is on; a department that agrees with itself proposes as the requester.
   */
  public Optional<Side> sideOf(String department) {
    if (department.equals(requester)) {
      return Optional.of(Side.REQUESTER);
    }
    return department.equals(provider) ? Optional.of(Side.PROVIDER) : Optional.empty();
  }
}
