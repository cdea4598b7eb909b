package io.onus.request.request;

import java.util.List;

/**
 * What another system remembers of one request.
 *
 * @param source the system, as in {@code servicenow}
 * @param ref what the request is called there
 * @param facts in the order of their time, and of their lines where that is the same
 */
public record PastRequest(String source, String ref, List<PastFact> facts) {

  public PastRequest {
    facts = List.copyOf(facts);
  }
}
