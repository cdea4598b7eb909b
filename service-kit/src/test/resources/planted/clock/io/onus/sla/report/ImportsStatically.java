package io.onus.sla.report;

import static java.time.Instant.now;
class ImportsStatically {
  Object read() {
    return now();
  }
}
