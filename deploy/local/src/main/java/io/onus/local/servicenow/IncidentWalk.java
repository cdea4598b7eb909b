package io.onus.local.servicenow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows one incident from change to change and says what each of them means for the request,
 * using only moves that are allowed in the status the request has then.
 */
final class IncidentWalk {

  private enum Status {
    SUBMITTED,
    IN_PROGRESS,
    AWAITING_REQUESTER,
    RESOLVED,
    CLOSED
  }

  private final List<PastFact> facts = new ArrayList<>();
  private final String requester;
  private String provider;
  private String service;
  private String priority;
  private Status status = Status.SUBMITTED;
  private boolean firstAnswerGiven;
  private int reopenings;
  private int sameMinute;

  IncidentWalk(Sides sides, Change first) {
    requester = sides.requester();
    provider = sides.provider();
    service = sides.service();
    priority = first.priority();
    reopenings = first.row().reopenCount();
    submit(first);
  }

  List<PastFact> facts() {
    return facts;
  }

  void apply(Change change) {
    reopenIfAnew(change);
    if (isDone() && change.state().isDone()) {
      closeIfSaid(change);
      return;
    }
    answerIfNoLongerAsked(change);
    prioritizeIfChanged(change);
    transferIfElsewhere(change);
    reach(change);
  }

  private void submit(Change first) {
    AuditRow row = first.row();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("from", requester);
    fields.put("to", provider);
    fields.put("service", service);
    fields.put("priority", priority);
    fields.put("subject", subject(row));
    fields.put("externalRef", Map.of("system", "servicenow", "id", row.number()));
    fields.put("details", details(row));
    fact(row, first.opened(), "submitted", caller(row), fields);
  }

  private static String subject(AuditRow row) {
    return String.join(
        ", ",
        known(row.category(), "Category unknown"),
        known(row.subcategory(), "subcategory unknown"),
        known(row.symptom(), "symptom unknown"));
  }

  private static Map<String, Object> details(AuditRow row) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("text", subject(row));
    if (row.contactType() != null) {
      details.put("contactType", row.contactType());
    }
    return details;
  }

  private void reopenIfAnew(Change change) {
    boolean left = isDone() && !change.state().isDone();
    boolean counted = isDone() && change.row().reopenCount() > reopenings;
    reopenings = change.row().reopenCount();
    if (left || counted) {
      Map<String, Object> fields =
          Map.of("code", "NOT_ANSWERED", "reason", "Reopened in ServiceNow");
      fact(change, "reopened", caller(change.row()), fields);
      status = Status.IN_PROGRESS;
    }
  }

  private void closeIfSaid(Change change) {
    if (status == Status.RESOLVED && change.state() == IncidentState.CLOSED) {
      fact(change, "closed", caller(change.row()), Map.of());
      status = Status.CLOSED;
    }
  }

  private void answerIfNoLongerAsked(Change change) {
    if (status == Status.AWAITING_REQUESTER && change.state() != IncidentState.AWAITING_USER_INFO) {
      fact(
          change,
          "answered",
          caller(change.row()),
          Map.of("text", "Then: " + change.state().label()));
      status = Status.IN_PROGRESS;
    }
  }

  private void prioritizeIfChanged(Change change) {
    if (!change.priority().equals(priority)) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("priority", change.priority());
      fields.put("fromPriority", priority);
      fields.put("reason", "Changed in ServiceNow");
      fact(change, "prioritized", agent(change.row()), fields);
      priority = change.priority();
    }
  }

  private void transferIfElsewhere(Change change) {
    AuditRow row = change.row();
    if (row.group() == null || Codes.provider(row.group()).equals(provider)) {
      return;
    }
    String receiver = Codes.provider(row.group());
    String receivingService = Codes.service(row.group(), row.category());
    Map<String, Object> proposed = new LinkedHashMap<>();
    proposed.put("toService", receivingService);
    proposed.put("toDepartment", receiver);
    proposed.put("reason", "Assigned to " + row.group() + " in ServiceNow");
    fact(change, "transfer-proposed", agent(row), proposed);

    Map<String, Object> transferred = new LinkedHashMap<>();
    transferred.put("fromDepartment", provider);
    transferred.put("fromService", service);
    transferred.put("provider", receiver);
    transferred.put("service", receivingService);
    provider = receiver;
    service = receivingService;
    fact(change, "transferred", agent(row), transferred);
    status = Status.SUBMITTED;
  }

  /** Moves the request into the status that fits the incident's state. */
  private void reach(Change change) {
    switch (change.state()) {
      case NEW -> {}
      case ACTIVE, AWAITING_VENDOR, AWAITING_PROBLEM, AWAITING_EVIDENCE -> work(change);
      case AWAITING_USER_INFO -> ask(change);
      case RESOLVED -> resolve(change);
      case CLOSED -> {
        resolve(change);
        closeIfSaid(change);
      }
    }
  }

  private void work(Change change) {
    if (!firstAnswerGiven) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("text", "We have your request. (" + change.state().label() + ")");
      fields.put("visibility", "BOTH");
      fact(change, "message-posted", agent(change.row()), fields);
      firstAnswerGiven = true;
    }
    if (status == Status.SUBMITTED) {
      fact(change, "started", agent(change.row()), Map.of());
      status = Status.IN_PROGRESS;
    }
  }

  private void ask(Change change) {
    firstAnswerGiven = true;
    if (status != Status.AWAITING_REQUESTER) {
      fact(change, "asked", agent(change.row()), Map.of("text", "User info needed"));
      status = Status.AWAITING_REQUESTER;
    }
  }

  private void resolve(Change change) {
    firstAnswerGiven = true;
    String resolution = "Resolved with " + known(change.row().closedCode(), "no code");
    fact(change, "resolved", agent(change.row()), Map.of("resolution", resolution));
    status = Status.RESOLVED;
  }

  private boolean isDone() {
    return status == Status.RESOLVED || status == Status.CLOSED;
  }

  private PastFact.Actor caller(AuditRow row) {
    return PastFact.Actor.person(Codes.person(row.caller()), requester);
  }

  private PastFact.Actor agent(AuditRow row) {
    String name = row.assignedTo() == null ? row.updatedBy() : row.assignedTo();
    return PastFact.Actor.person(Codes.person(name), provider);
  }

  private void fact(Change change, String type, PastFact.Actor actor, Map<String, Object> fields) {
    fact(change.row(), change.at(), type, actor, fields);
  }

  private void fact(
      AuditRow row, Instant time, String type, PastFact.Actor actor, Map<String, Object> fields) {
    sameMinute = !facts.isEmpty() && facts.getLast().time().equals(time) ? sameMinute + 1 : 1;
    String ref = time + "#" + sameMinute;
    facts.add(new PastFact(time, type, row.number(), ref, actor, fields, row.line()));
  }

  private static String known(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}
