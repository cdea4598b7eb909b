package io.onus.sla;

sealed interface Sealed {
  enum DateUtils implements Sealed {
    ONE
  }
}
