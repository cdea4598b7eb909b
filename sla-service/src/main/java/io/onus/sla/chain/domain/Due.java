package io.onus.sla.chain.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Instant;
import java.util.UUID;

/**
 * Until when a request is promised.
 *
 * @param revision of the clock: a promise that was changed is another one
 * @param hours the hours the promise counts in
 * @param open whether it can still be kept: neither settled nor broken
 */
public record Due(
    UUID clockId, Metric metric, Instant at, int revision, BusinessCalendar hours, boolean open) {

  /** What is left until {@code limit}; negative where this comes after it. */
  public Slack until(Instant limit) {
    return Slack.between(at, limit, hours);
  }
}
