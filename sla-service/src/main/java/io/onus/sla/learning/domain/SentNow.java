package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.RequestProfile;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** A request that nobody has sent, asked what would be due when if somebody did. */
public final class SentNow {

  private static final UUID NOBODYS = new UUID(0, 0);

  private SentNow() {}

  /** The due instants of the clocks that begin with the submission. */
  public static Map<Metric, Instant> due(
      String requester,
      String provider,
      String service,
      Priority priority,
      Binding binding,
      Instant now) {
    RequestFact submission =
        new RequestFact(
            NOBODYS,
            1,
            now,
            new Actor(null, requester, Side.REQUESTER, Actor.Kind.HUMAN),
            new RequestProfile(
                "", "", requester, provider, service, priority, null, null, null, false),
            new Happening.Submitted());
    Map<Metric, Instant> due = new EnumMap<>(Metric.class);
    for (Clock clock : Clocks.begin(NOBODYS, submission, binding).state().clocks()) {
      Instant at = clock.face().dueAt();
      if (at != null) {
        due.put(clock.face().metric(), at);
      }
    }
    return due;
  }
}
