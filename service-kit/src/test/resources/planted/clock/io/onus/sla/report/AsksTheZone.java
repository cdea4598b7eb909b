package io.onus.sla.report;

import java.time.ZoneId;
class AsksTheZone {
  Object read() {
    return ZoneId.systemDefault();
  }
}
