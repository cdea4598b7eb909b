package io.onus.sla.clock;

import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.TrackedRequest;
import java.util.List;

/**
 * What other features do when clocks begin, in the same transaction and under the request's lock.
 * It depends on this feature, and this feature does not know it.
 */
public interface ClockObserver {

  /**
   * The request is tracked from now on; facts that came with its submission are taken already.
   *
   * @return what to tell of it, after what its clocks did
   */
  List<Announcement> began(TrackedRequest request, RequestFact submission);
}
