package io.onus.sla.report;


class AsksTheMilliseconds {
  Object read() {
    return System.currentTimeMillis();
  }
}
