package io.onus.sla.chain.domain;

import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;

/**
 * The time between a promise and the one that rests on it; negative where they lie the wrong way
 * round.
 *
 * @param wall on the clock on the wall
 * @param working in the hours of the promise that comes first along the chain's work: the child's
 */
public record Slack(Duration wall, Duration working) {

  static Slack between(Instant due, Instant limit, BusinessCalendar hours) {
    Duration working =
        limit.isBefore(due) ? hours.between(limit, due).negated() : hours.between(due, limit);
    return new Slack(Duration.between(due, limit), working);
  }
}
