package io.onus.sla.directory;

import java.util.Locale;

/** Something a department does for others: here, only who does it. */
public record Service(String code, String provider, long version) {

  /** The code of the service every department is born with. */
  public static String questionOf(String department) {
    return department.toLowerCase(Locale.ROOT) + "-question";
  }
}
