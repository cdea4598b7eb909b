package io.onus.sla.promise.domain;

import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.RequestProfile;
import java.util.Optional;
import java.util.Set;

/** The departments on the two sides of a request, as it stands. */
public record Sides(String requester, String provider) {

  public static Sides of(RequestProfile profile) {
    return new Sides(profile.requester(), profile.provider());
  }

  public String department(Side side) {
    return switch (side) {
      case REQUESTER -> requester;
      case PROVIDER -> provider;
    };
  }

  /**
   * The side that somebody of these departments speaks for.
   *
   * @param preferred whose word is awaited: who belongs to both speaks for that one
   */
  public Optional<Side> spokenForBy(Set<String> departments, Side preferred) {
    if (departments.contains(department(preferred))) {
      return Optional.of(preferred);
    }
    return departments.contains(department(preferred.other()))
        ? Optional.of(preferred.other())
        : Optional.empty();
  }
}
