package io.onus.sla;

class Nested {
  private record ClockImpl(int id) {}
}
