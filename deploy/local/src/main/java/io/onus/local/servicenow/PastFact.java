package io.onus.local.servicenow;

import java.time.Instant;
import java.util.Map;

/**
 * One line for {@code POST /imports}: something that happened to a request in the past.
 *
 * @param type the event's short name, past tense
 * @param request the request's reference in ServiceNow
 * @param ref what tells this fact from the request's others, the same on every import
 * @param fields what this type says beyond that, by field name
 * @param line the line of the log it comes from, for reports; not sent
 */
record PastFact(
    Instant time,
    String type,
    String request,
    String ref,
    Actor actor,
    Map<String, Object> fields,
    int line) {

  record Actor(String id, String department, String kind) {

    static Actor person(String id, String department) {
      return new Actor(id, department, "HUMAN");
    }
  }
}
