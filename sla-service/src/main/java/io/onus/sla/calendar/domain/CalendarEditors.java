package io.onus.sla.calendar.domain;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which calendars leads write themselves; all others are an admin's.
 *
 * <p>A calendar named after a department is that department's: {@code ENG} and {@code ENG-hours}
 * are ENG's. Where several names fit, the longest counts, so {@code ENG-EU-hours} is ENG-EU's once
 * there is a department ENG-EU. A calendar named after none is of those who work by it, and of
 * everybody who does: only who leads all of them writes it.
 */
public final class CalendarEditors {

  /** By which every department works that names no other. */
  private static final String COMPANY = "company";

  private CalendarEditors() {}

  /**
   * @param leads the departments somebody leads
   * @param departments all departments that are known
   * @param workingByIt the departments that have this calendar
   */
  public static boolean isLedBy(
      Set<String> leads, String calendar, Set<String> departments, Set<String> workingByIt) {
    if (calendar.equals(COMPANY)) {
      return false;
    }
    // Somebody's department may not have arrived here yet.
    Optional<String> namedAfter =
        Stream.concat(departments.stream(), leads.stream())
            .filter(department -> isNamedAfter(calendar, department))
            .max(Comparator.comparingInt(String::length));
    return namedAfter
        .map(leads::contains)
        .orElseGet(() -> !workingByIt.isEmpty() && leads.containsAll(workingByIt));
  }

  private static boolean isNamedAfter(String calendar, String department) {
    return calendar.equals(department) || calendar.startsWith(department + "-");
  }
}
