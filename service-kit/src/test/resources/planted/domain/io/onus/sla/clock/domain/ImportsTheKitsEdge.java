package io.onus.sla.clock.domain;

import io.onus.kit.time.WallClock;

record ImportsTheKitsEdge(WallClock clock) {}
