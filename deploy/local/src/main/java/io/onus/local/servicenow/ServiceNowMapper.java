package io.onus.local.servicenow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the rows of one incident into the facts of one request.
 *
 * <ul>
 *   <li>An incident is a request from the department of its location to its assignment group, for
 *       the service its category is within that group, submitted when it was opened. A row without
 *       a group keeps the one before it; the request goes to the first group that is named, or to
 *       {@code UNASSIGNED} when none ever is.
 *   <li>The first row that leaves {@code New} is the provider's first answer: a message where
 *       somebody just began to work, otherwise what they did (asked, resolved).
 *   <li>{@code Awaiting User Info} is a question, and leaving it the answer. Waiting for a vendor,
 *       a problem or for evidence is the provider's own business.
 *   <li>Another group is a transfer that the receiver accepts at once. Another category within a
 *       group changes nothing.
 *   <li>The row that becomes {@code Resolved} resolves, at the time of that row: {@code
 *       resolved_at} repeats the last resolution on every row and so says nothing about the earlier
 *       ones. {@code Closed} without it resolves first.
 *   <li>A row that leaves {@code Resolved} or {@code Closed}, or counts one more reopening, reopens
 *       as not answered. What a finished request is called meanwhile (group, priority) counts from
 *       there.
 *   <li>A row older than the one before it, or in a state nobody knows, is reported and left out. A
 *       change dated before the incident was opened is reported and counts at the time it was
 *       opened.
 * </ul>
 */
final class ServiceNowMapper {

  MappedIncident map(Incident incident) {
    List<ReportedRow> reported = new ArrayList<>();
    List<Change> changes = changes(incident, reported);
    if (changes.isEmpty()) {
      return new MappedIncident(List.of(), reported);
    }
    IncidentWalk walk = new IncidentWalk(Sides.of(incident), changes.getFirst());
    changes.forEach(walk::apply);
    return new MappedIncident(walk.facts(), reported);
  }

  /** The rows that make sense, each with the time it counts at. */
  private static List<Change> changes(Incident incident, List<ReportedRow> reported) {
    List<Change> changes = new ArrayList<>(incident.rows().size());
    Instant opened = incident.rows().getFirst().openedAt();
    Instant previous = Instant.MIN;
    for (AuditRow row : incident.rows()) {
      Optional<IncidentState> state = IncidentState.of(row.state());
      Optional<String> priority = Priorities.of(row.priority());
      if (state.isEmpty()) {
        reported.add(
            report(row, ReportedRow.Reason.UNKNOWN_STATE, "state '" + row.state() + "', left out"));
      } else if (priority.isEmpty()) {
        String detail = "priority '" + row.priority() + "', left out";
        reported.add(report(row, ReportedRow.Reason.UNKNOWN_PRIORITY, detail));
      } else if (row.updatedAt().isBefore(previous)) {
        String detail = row.updatedAt() + " comes after " + previous + ", left out";
        reported.add(report(row, ReportedRow.Reason.OUT_OF_ORDER, detail));
      } else {
        Instant at = row.updatedAt();
        if (at.isBefore(opened)) {
          String detail = "changed " + at + ", opened " + opened + ", counted then";
          reported.add(report(row, ReportedRow.Reason.BEFORE_OPENED, detail));
          at = opened;
        }
        changes.add(new Change(row, at, opened, state.get(), priority.get()));
        previous = row.updatedAt();
      }
    }
    return changes;
  }

  private static ReportedRow report(AuditRow row, ReportedRow.Reason reason, String detail) {
    return new ReportedRow(row.line(), row.number(), reason, detail);
  }
}
