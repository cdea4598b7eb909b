package io.onus.sla.clock.domain;

import static io.onus.sla.clock.ClockStore.find;

record ImportsStatically(int id) {}
