package io.onus.notification.route.domain;

import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import io.onus.notification.domain.Urgency;
import io.onus.notification.target.domain.Parties;
import org.jspecify.annotations.Nullable;

/**
 * What routes look at.
 *
 * @param obligorSide REQUESTER or PROVIDER; null where the event does not say
 * @param customerRef the reference of the customer's order the request serves
 * @param assignee the id of the person who has the request in hand
 */
public record Situation(
    Standing standing,
    String obligor,
    Route.@Nullable ObligorSide obligorSide,
    String owedTo,
    String requester,
    String provider,
    @Nullable String service,
    @Nullable String priority,
    String metric,
    @Nullable String customerRef,
    @Nullable String assignee) {

  public Severity severity() {
    return standing.severity();
  }

  public Urgency urgency() {
    return Urgency.of(severity(), priority);
  }

  public Parties parties() {
    return new Parties(obligor, owedTo, requester, provider, assignee);
  }

  boolean involves(String department) {
    return department.equals(obligor)
        || department.equals(requester)
        || department.equals(provider);
  }
}
