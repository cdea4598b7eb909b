package io.onus.sla.report;

import java.time.Instant;
class AsksTheInstant {
  Object read() {
    return Instant.now();
  }
}
