package io.onus.sla.clock.domain;

import java.util.List;
import java.util.Set;

/**
 * Somebody who asks for clocks: both sides of a request see all of its clocks, and a department
 * that owes a clock sees that one even after the request went on to another. To whom a transfer is
 * only proposed is on no side yet.
 *
 * @param all whether they see every clock there is
 * @param departments those they belong to
 */
public record ClockReader(boolean all, Set<String> departments) {

  public ClockReader {
    departments = Set.copyOf(departments);
  }

  public boolean sees(TrackedRequest request) {
    return all
        || departments.contains(request.profile().requester())
        || departments.contains(request.profile().provider());
  }

  /** The clocks of a request they see; none where they know nothing of it. */
  public List<Clock> visibleOf(TrackedRequest request) {
    return sees(request)
        ? request.clocks()
        : request.clocks().stream()
            .filter(clock -> departments.contains(clock.face().obligor().department()))
            .toList();
  }
}
