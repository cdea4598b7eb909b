package io.onus.sla.clock.domain;

import io.onus.sla.clock.*;

record ImportsAWildcard(int id) {}
