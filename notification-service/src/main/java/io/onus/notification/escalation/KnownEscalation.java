package io.onus.notification.escalation;

import io.onus.notification.escalation.domain.Escalation;
import io.onus.notification.route.domain.Situation;
import java.util.UUID;

/**
 * An escalation as it is stored.
 *
 * @param noticeId what is being told
 */
public record KnownEscalation(
    UUID alertId, Situation situation, Escalation escalation, UUID noticeId) {

  KnownEscalation now(Escalation next) {
    return new KnownEscalation(alertId, situation, next, noticeId);
  }

  KnownEscalation telling(UUID notice) {
    return new KnownEscalation(alertId, situation, escalation, notice);
  }
}
