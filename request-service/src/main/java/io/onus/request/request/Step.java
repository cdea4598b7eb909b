package io.onus.request.request;

import io.onus.kit.id.Ids;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.RequestEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One accepted command: the request after it, and the fact it left. Facts are numbered here and
 * nowhere else, under the lock of their request.
 */
record Step(StoredRequest after, StoredFact fact) {

  /** The same step, as what another service's event led to. */
  Step causedBy(UUID event) {
    return new Step(after, fact.causedBy(event));
  }

  /** The first fact of a request that is not stored yet. */
  static Step first(Request state, RequestEvent event, Instant at, Instant now) {
    StoredRequest nothingYet = new StoredRequest(state, 0, 0, 0, at, now, List.of());
    return next(nothingYet, state, event, at, now);
  }

  static Step next(
      StoredRequest before, Request state, RequestEvent event, Instant at, Instant now) {
    UUID eventId =
        Ids.nameBased(state.work().about().id(), "fact", Integer.toString(before.facts() + 1));
    return next(before, state, event, at, now, eventId);
  }

  /**
   * @param at when it happened; a late fact is earlier than the ones before it
   * @param eventId names the fact; the same fact always has the same
   */
  static Step next(
      StoredRequest before,
      Request state,
      RequestEvent event,
      Instant at,
      Instant now,
      UUID eventId) {
    boolean told = event instanceof RequestEvent.Public;
    int position = before.facts() + 1;
    int sequence = told ? before.sequence() + 1 : before.sequence();
    // A message leaves the request itself as it was, so whoever read it may still act on it.
    boolean changed = before.version() == 0 || !state.equals(before.state());
    return new Step(
        new StoredRequest(
            state,
            changed ? before.version() + 1 : before.version(),
            position,
            sequence,
            at.isAfter(before.lastFactAt()) ? at : before.lastFactAt(),
            changed ? now : before.updatedAt(),
            before.waitingOn()),
        new StoredFact(
            state.work().about().id(),
            position,
            told ? sequence : null,
            eventId,
            at,
            now,
            event,
            null));
  }
}
