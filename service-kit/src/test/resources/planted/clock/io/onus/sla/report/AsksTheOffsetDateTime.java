package io.onus.sla.report;

import java.time.OffsetDateTime;
class AsksTheOffsetDateTime {
  Object read() {
    return OffsetDateTime.now();
  }
}
