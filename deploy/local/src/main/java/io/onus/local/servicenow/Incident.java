package io.onus.local.servicenow;

import java.util.List;

/** All rows of one incident, in the order of the file; there is at least one. */
record Incident(String number, List<AuditRow> rows) {

  Incident {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("an incident without rows: " + number);
    }
    rows = List.copyOf(rows);
  }
}
