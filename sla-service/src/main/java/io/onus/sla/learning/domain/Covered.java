package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.clock.domain.RequestProfile;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What terms between two departments are for: requests of the one that are with the other, for
 * their service or for any that has no terms of its own.
 *
 * @param elsewhere whether a service has terms of its own
 */
public record Covered(Parties parties, Predicate<String> elsewhere) {

  /** Whatever goes between the two. */
  public static Covered by(Parties parties) {
    return new Covered(parties, service -> false);
  }

  /** As it stands after a fact: a transfer can bring it in, or take it away. */
  public boolean covers(RequestProfile request) {
    return request.requester().equals(parties.requester())
        && request.provider().equals(parties.provider())
        && coversService(request.service());
  }

  public boolean coversService(@Nullable String service) {
    return parties.service() == null
        ? service == null || !elsewhere.test(service)
        : parties.service().equals(service);
  }
}
