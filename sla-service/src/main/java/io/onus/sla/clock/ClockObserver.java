package io.onus.sla.clock;

import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.TrackedRequest;
import java.util.List;

/**
 * What other features do when clocks begin or change, in the same transaction and under the
 * request's lock. It depends on this feature, and this feature does not know it.
 */
public interface ClockObserver {

  /**
   * The request is tracked from now on; facts that came with its submission are taken already.
   *
   * @return what to tell of it, after what its clocks did
   */
  default List<Announcement> began(TrackedRequest request, RequestFact submission) {
    return List.of();
  }

  /**
   * Decisions are stored. Whoever follows takes no other request's lock.
   *
   * @param decisions that of the request whose facts were taken, or those of a whole batch of
   *     milestones
   */
  default void decided(List<Clocks.Decision> decisions) {}
}
