package io.onus.journeys.naive;

import java.time.Duration;

/**
 * A clock as sla-service has it, of an incident of the log. Its working time is whole minutes,
 * because the times of the log are.
 */
public record JudgedClock(
    String id,
    String incident,
    String metric,
    int cycle,
    int round,
    String phase,
    String verdict,
    Duration consumed) {

  String key() {
    return String.join(" ", incident, metric, "cycle " + cycle, "round " + round);
  }
}
