package io.onus.sla.clock.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Something that happened to a request, with the time it happened.
 *
 * @param sequence from 1, without gaps, in the order the facts were recorded
 * @param time when it happened; may be earlier than that of a fact with a lower sequence
 * @param profile how the request stood after it
 */
public record RequestFact(
    UUID eventId,
    long sequence,
    Instant time,
    Actor actor,
    RequestProfile profile,
    Happening what) {

  /**
   * The order things happened in; what happened at the same instant keeps the order of recording.
   */
  public static final Comparator<RequestFact> AS_IT_HAPPENED =
      Comparator.comparing(RequestFact::time).thenComparingLong(RequestFact::sequence);
}
