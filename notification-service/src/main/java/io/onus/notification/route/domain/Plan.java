package io.onus.notification.route.domain;

import io.onus.notification.channel.domain.Recipient;
import java.util.List;

/**
 * Whom to tell.
 *
 * @param recipients empty when there is nobody to tell
 * @param reasons how it came to that: the route that was taken, who was passed over and why
 */
public record Plan(List<Recipient> recipients, List<String> reasons) {

  public Plan {
    recipients = List.copyOf(recipients);
    reasons = List.copyOf(reasons);
  }
}
