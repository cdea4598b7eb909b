package io.onus.sla.clock.domain;

import io.onus.sla.clock.ClockService;

record ImportsItsOwnEdge(ClockService service) {}
