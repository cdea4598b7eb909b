package io.onus.local.servicenow;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Small logs written down in a test: the columns that matter, everything else as the export has it.
 */
final class Csv {

  static final String HEADER =
      "number,incident_state,reopen_count,caller_id,opened_at,sys_updated_by,sys_updated_at,contact_type,"
          + "location,category,subcategory,u_symptom,priority,assignment_group,assigned_to,closed_code";

  private Csv() {}

  /**
   * A row of INC1, opened 1/3/2016 08:00 by Caller 7 at Location 1, category 5, priority 3, group
   * 9.
   */
  static String row(String state, String updated) {
    return row(state, updated, "Group 9", "3 - Moderate", 0);
  }

  static String row(String state, String updated, String group) {
    return row(state, updated, group, "3 - Moderate", 0);
  }

  static String row(String state, String updated, String group, String priority, int reopened) {
    return String.join(
        ",",
        "INC1",
        state,
        String.valueOf(reopened),
        "Caller 7",
        "1/3/2016 08:00",
        "Updated by 3",
        updated,
        "Phone",
        "Location 1",
        "Category 5",
        "Subcategory 6",
        "Symptom 8",
        priority,
        group,
        "?",
        "code 5");
  }

  static ServiceNowLog log(String... rows) {
    String text = String.join("\n", Stream.concat(Stream.of(HEADER), Stream.of(rows)).toList());
    try {
      return ServiceNowLog.read(new StringReader(text), ZoneOffset.UTC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only incident of a log with these rows, mapped. */
  static MappedIncident map(String... rows) {
    List<Incident> incidents = log(rows).incidents();
    if (incidents.size() != 1) {
      throw new IllegalArgumentException("one incident, please: " + incidents.size());
    }
    return new ServiceNowMapper().map(incidents.getFirst());
  }
}
