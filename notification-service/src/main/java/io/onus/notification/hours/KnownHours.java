package io.onus.notification.hours;

import io.onus.notification.hours.domain.OpenHours;
import java.time.Instant;

/** When a calendar is open, as one version of it was told last. */
record KnownHours(long version, OpenHours hours) {

  /** Of one calendar: what tells one edition of its hours from another. */
  record Edition(long version, Instant horizonFrom) {}

  Edition edition() {
    return new Edition(version, hours.from());
  }
}
