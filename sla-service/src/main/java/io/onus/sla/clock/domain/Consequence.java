package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Terms;
import java.util.List;
import java.util.Optional;

/**
 * What a requester's broken promise leads to, beyond being told: request-service reads it and acts.
 * Only signed terms have consequences.
 */
public enum Consequence {
  /** The requester is reminded of the question. */
  REMIND,
  /** The request is closed: nobody answered, or silence was consent. */
  CLOSE;

  private static final List<Integer> MILESTONES = List.of(ClockFace.DUE, 200, 400);

  public static Optional<Consequence> of(ClockEvent event) {
    ClockFace face = event.face();
    Integer percent = event.percent();
    boolean due = percent != null && MILESTONES.contains(percent);
    if (!due || face.binding().bound().expected()) {
      return Optional.empty();
    }
    if (face.metric() == Metric.CONFIRMATION) {
      return event.type() == ClockEvent.Type.BREACHED ? Optional.of(CLOSE) : Optional.empty();
    }
    Terms.OnNoReply agreed = face.binding().bound().terms().onNoReply();
    if (face.metric() != Metric.REPLY || agreed == null) {
      return Optional.empty();
    }
    return switch (agreed.action()) {
      case REMIND -> Optional.of(REMIND);
      case CLOSE -> Optional.of(MILESTONES.indexOf(percent) + 1 >= agreed.after() ? CLOSE : REMIND);
    };
  }
}
