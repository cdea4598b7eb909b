package io.onus.request.standing.domain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * What is asked each time, and when.
 *
 * @param details a JSON object
 * @param priority one of P1 to P4
 * @param rrule when it is owed: an RFC 5545 recurrence rule
 * @param zone whose clock on the wall the rule is about
 * @param start from when on the rule counts; the time of day, where the rule names none
 */
public record Plan(
    String from,
    String service,
    String subject,
    String details,
    String priority,
    String rrule,
    ZoneId zone,
    LocalDateTime start,
    LeadTime leadTime) {

  public Occurrence occurrence(Instant moment) {
    return new Occurrence(moment, leadTime.before(moment, zone));
  }
}
