package io.onus.notification.target.domain;

import io.onus.notification.channel.domain.Recipient;
import java.util.List;

/**
 * Whom targets came to.
 *
 * @param recipients each person through each of their methods; empty where nobody is reached
 * @param reasons who was meant and is not reached, and why
 */
public record Reached(List<Recipient> recipients, List<String> reasons) {

  public Reached {
    recipients = List.copyOf(recipients);
    reasons = List.copyOf(reasons);
  }
}
