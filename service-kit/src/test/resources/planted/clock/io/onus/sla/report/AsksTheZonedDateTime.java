package io.onus.sla.report;

import java.time.ZonedDateTime;
class AsksTheZonedDateTime {
  Object read() {
    return ZonedDateTime.now();
  }
}
