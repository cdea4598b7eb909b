package io.onus.sla.report;

import java.time.InstantSource;
class BringsAnInstantSource {
  Object read() {
    return InstantSource.system();
  }
}
