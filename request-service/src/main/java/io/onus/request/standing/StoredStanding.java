package io.onus.request.standing;

import io.onus.request.standing.domain.Standing;
import java.time.Instant;

/**
 * A standing request as it is kept.
 *
 * @param provider the department that provides its service now
 * @param setBy who wrote it last
 */
record StoredStanding(
    String code,
    Standing state,
    String provider,
    String setBy,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  StoredStanding next(Standing changed, String provider, String by, Instant now) {
    return new StoredStanding(code, changed, provider, by, createdAt, now, version + 1);
  }
}
