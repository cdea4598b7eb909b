package io.onus.request.request;

import io.onus.request.request.domain.Reader;
import java.util.List;

/**
 * What somebody may see of all requests, as conditions of SQL: the same as {@code
 * RequestAccess.sees} says of one. A page is cut from what is seen, so nobody's page shrinks by
 * what others keep to themselves.
 */
sealed interface RequestScope {

  /** Read from the column {@code state}, under an index of its own. */
  String RECEIVER = "(r.state -> 'transfer' ->> 'department')";

  List<String> departments();

  static RequestScope of(Reader reader) {
    List<String> departments = reader.departments().stream().sorted().toList();
    return reader.audits() ? new Everything(departments) : new Own(departments);
  }

  /** An auditor's: all that was ever submitted, and the drafts of the departments they are of. */
  record Everything(List<String> departments) implements RequestScope {
    static final String CONDITION =
        "(r.submitted_at is not null or r.from_department = any(?::text[]))";
  }

  /** A member's. */
  record Own(List<String> departments) implements RequestScope {
    /**
     * The ways a request can concern the department {@code own.code}, each with an index that
     * yields the newest first. One condition with {@code or} would have none.
     */
    static final List<String> WAYS =
        List.of(
            "r.from_department = own.code",
            "r.to_department = own.code and r.submitted_at is not null",
            RECEIVER + " = own.code and r.submitted_at is not null");
  }
}
