package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Priority;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a clock's events say about the request, so that nobody has to ask for it.
 *
 * @param parentId the request this one is made for
 * @param neededBy when the requester would like it; a wish, not a promise
 * @param deliverBy the calendar moment at which it is owed; null where it is owed in working time
 * @param status as the request's service names it; null where it was not told
 * @param onus the side that must move next, as the request's service names it
 * @param overAllowance one more of its priority than agreed for its week: it has the targets of the
 *     next lower one
 */
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
    boolean imported,
    @Nullable UUID parentId,
    @Nullable Instant neededBy,
    @Nullable Instant deliverBy,
    @Nullable String status,
    @Nullable String onus,
    boolean overAllowance) {

  /** The external customer or order a request serves, and what was promised there. */
  public record Customer(
      @Nullable String ref, @Nullable String name, @Nullable Instant promisedAt) {}

  /** A request that is made for no other and has no moment of its own. */
  public RequestProfile(
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
    this(
        number, subject, requester, provider, service, priority, customer, atStake, assignee,
        imported, null, null, null, null, null, false);
  }

  public RequestProfile overAllowance(boolean over) {
    return new RequestProfile(
        number, subject, requester, provider, service, priority, customer, atStake, assignee,
        imported, parentId, neededBy, deliverBy, status, onus, over);
  }
}
