package io.onus.request.standing.domain;

import java.time.Instant;

/**
 * One time a standing request comes back.
 *
 * @param moment when the answer is owed
 * @param at when the request is made
 */
public record Occurrence(Instant moment, Instant at) {

  public Occurrence {
    if (!at.isBefore(moment)) {
      throw new IllegalArgumentException("asked at " + at + " for " + moment);
    }
  }
}
