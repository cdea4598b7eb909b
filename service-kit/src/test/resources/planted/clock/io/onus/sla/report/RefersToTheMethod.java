package io.onus.sla.report;

import java.time.Instant;
class RefersToTheMethod {
  Object read() {
    return (java.util.function.Supplier<Instant>) Instant::now;
  }
}
