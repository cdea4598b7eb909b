package io.onus.sla.agreement.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an offer.
 *
 * @param side null where nobody answered in time
 */
public record Answer(
    Kind kind, @Nullable Side side, @Nullable String by, Instant at, @Nullable String reason) {

  public enum Kind {
    ACCEPTED,
    COUNTERED,
    DECLINED,
    WITHDRAWN,
    EXPIRED,
    /** The agreement it would have changed was ended meanwhile. */
    LAPSED
  }
}
