package io.onus.sla.learning.domain;

import io.onus.sla.clock.domain.RequestProfile;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What terms between two departments are for: requests of the one that are with the other, for
 * their service or for any that has no terms of its own.
 *
 * @param requester null for whoever asks
 * @param service null for whatever is asked
 * @param elsewhere whether a service has terms of its own
 */
public record Covered(
    @Nullable String requester,
    String provider,
    @Nullable String service,
    Predicate<String> elsewhere) {

  /** Whatever goes between them. */
  public static Covered by(@Nullable String requester, String provider, @Nullable String service) {
    return new Covered(requester, provider, service, any -> false);
  }

  /** As it stands after a fact: a transfer can bring it in, or take it away. */
  public boolean covers(RequestProfile request) {
    return (requester == null || request.requester().equals(requester))
        && request.provider().equals(provider)
        && coversService(request.service());
  }

  public boolean coversService(@Nullable String asked) {
    return service == null ? asked == null || !elsewhere.test(asked) : service.equals(asked);
  }
}
