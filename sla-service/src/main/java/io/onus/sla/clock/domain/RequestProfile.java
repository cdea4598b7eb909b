package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a clock's events say about the request, so that nobody has to ask for it. */
public record RequestProfile(
    String number,
    String subject,
    String requester,
    String provider,
    @Nullable String service,
    Priority priority,
    @Nullable Customer customer,
    @Nullable Money atStake,
    @Nullable String assignee,
    boolean imported) {

  /** The external customer or order a request serves, and what was promised there. */
  public record Customer(
      @Nullable String ref, @Nullable String name, @Nullable Instant promisedAt) {}
}
