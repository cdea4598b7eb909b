package io.onus.local.company;

import java.util.Arrays;
import java.util.Optional;

/** What a file describes, in the order it is made: nothing refers to what comes after it. */
enum Kind {
  CALENDAR("calendars", "calendar"),
  DEPARTMENT("departments", "department"),
  SERVICE("services", "service"),
  PERSON("people", "person"),
  SCHEDULE("schedules", "schedule"),
  WEBHOOK("webhooks", "webhook"),
  POLICY("policies", "policy"),
  ROUTE("routes", "route"),
  OFFER("offers", "offer");

  private final String section;
  private final String noun;

  Kind(String section, String noun) {
    this.section = section;
    this.noun = noun;
  }

  /** Its key in the file. */
  String section() {
    return section;
  }

  static Optional<Kind> ofSection(String section) {
    return Arrays.stream(values()).filter(kind -> kind.section.equals(section)).findFirst();
  }

  String noun() {
    return noun;
  }
}
