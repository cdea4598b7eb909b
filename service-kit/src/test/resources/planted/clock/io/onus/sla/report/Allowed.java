package io.onus.sla.report;

import java.time.Clock;
class Allowed {
  Object read() {
    return clock.now() + System.nanoTime() + "Instant.now()" // not LocalDate.now()
        + Clock.fixed(at, ZoneId.of("Z")) + new Date(0);
  }
}
