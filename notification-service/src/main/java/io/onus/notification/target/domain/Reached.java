package io.onus.notification.target.domain;

import io.onus.notification.channel.domain.Recipient;
import java.util.List;

/**
 * Whom targets came to.
 *
 * @param recipients each person through each of their methods; empty where nobody is reached
 * @param silently people none of whose methods is for what presses this little: they find it in the
 *     stream, and are not reached
 * @param reasons who was meant and is not reached, and why
 */
public record Reached(List<Recipient> recipients, List<Recipient> silently, List<String> reasons) {

  public Reached {
    recipients = List.copyOf(recipients);
    silently = List.copyOf(silently);
    reasons = List.copyOf(reasons);
  }

  public Reached(List<Recipient> recipients, List<String> reasons) {
    this(recipients, List.of(), reasons);
  }
}
