package io.onus.sla.clock.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a request, with the time it happened: told by the request's own
 * service, or done here to its clocks (an act).
 *
 * @param sequence from 1, without gaps, in the order the facts were recorded; of an act: that of
 *     the last fact before it
 * @param act 0 for what the request's service told; acts are counted from 1
 * @param time when it happened; may be earlier than that of a fact with a lower sequence
 * @param profile how the request stood after it
 * @param binding of a submission and of a transfer: the terms and hours that then applied; null
 *     otherwise, and where it was not kept
 */
public record RequestFact(
    UUID eventId,
    long sequence,
    int act,
    Instant time,
    Actor actor,
    RequestProfile profile,
    Happening what,
    @Nullable Binding binding) {

  /**
   * The order things happened in; what happened at the same instant keeps the order of recording.
   */
  public static final Comparator<RequestFact> AS_IT_HAPPENED =
      Comparator.comparing(RequestFact::time)
          .thenComparingLong(RequestFact::sequence)
          .thenComparingInt(RequestFact::act);

  /** A fact of the request's own service. */
  public RequestFact(
      UUID eventId,
      long sequence,
      Instant time,
      Actor actor,
      RequestProfile profile,
      Happening what) {
    this(eventId, sequence, 0, time, actor, profile, what, null);
  }

  public boolean isAct() {
    return act > 0;
  }

  public RequestFact boundTo(@Nullable Binding to) {
    return new RequestFact(eventId, sequence, act, time, actor, profile, what, to);
  }

  public RequestFact known(RequestProfile as) {
    return new RequestFact(eventId, sequence, act, time, actor, as, what, binding);
  }
}
