package io.onus.sla.report;

import java.time.LocalDate;
class AsksTheDate {
  Object read() {
    return LocalDate.now(zone);
  }
}
