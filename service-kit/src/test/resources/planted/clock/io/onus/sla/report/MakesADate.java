package io.onus.sla.report;

import java.util.Date;
class MakesADate {
  Object read() {
    return new Date();
  }
}
