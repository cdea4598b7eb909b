package io.onus.sla.report;

import java.time.LocalDateTime;
class AsksTheDateTime {
  Object read() {
    return LocalDateTime.now();
  }
}
