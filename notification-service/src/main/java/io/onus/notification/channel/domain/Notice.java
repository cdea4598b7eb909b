package io.onus.notification.channel.domain;

import io.onus.notification.domain.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one milestone tells people, as it was when it was reached.
 *
 * @param owedBy the department that owes what the clock measures
 * @param owedTo the department that waits for it
 * @param expected nobody signed this; the house terms expect it
 * @param zone the zone {@code owedBy} works in
 * @param link path of the request's page
 * @param alsoOpen the alert's other clocks that still need attention
 */
public record Notice(
    UUID requestId,
    String requestNumber,
    String subject,
    String requester,
    String provider,
    @Nullable String service,
    @Nullable String priority,
    String owedBy,
    String owedTo,
    Promise promise,
    @Nullable Duration target,
    @Nullable Duration consumed,
    @Nullable Customer customer,
    @Nullable Money atStake,
    @Nullable Money cost,
    String zone,
    String link,
    List<Promise> alsoOpen) {

  public Notice {
    alsoOpen = List.copyOf(alsoOpen);
  }

  /**
   * The same of a clock that is due at another instant since.
   *
   * @param at null while it stands still
   */
  public Notice due(@Nullable Instant at) {
    Promise now =
        new Promise(
            promise.metric(), promise.standing(), promise.percent(), at, promise.expected());
    return new Notice(
        requestId,
        requestNumber,
        subject,
        requester,
        provider,
        service,
        priority,
        owedBy,
        owedTo,
        now,
        target,
        consumed,
        customer,
        atStake,
        cost,
        zone,
        link,
        alsoOpen);
  }

  /** One clock in a notice. */
  public record Promise(
      String metric, Standing standing, int percent, @Nullable Instant dueAt, boolean expected) {}

  public record Customer(
      @Nullable String ref, @Nullable String name, @Nullable Instant promisedAt) {}

  public record Money(BigDecimal amount, String currency) {}
}
