package io.onus.sla.clock.domain;

import io.onus.kit.decide.Outcome;
import io.onus.sla.calendar.domain.WorkingTime;
import io.onus.sla.calendar.domain.*;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.*;
import org.jspecify.annotations.Nullable;

/** Mentions {@link java.sql.Connection}, which is no use of it. */
record Allowed(@Nullable Instant at, java.util.List<java.time.Duration> all) {
  // java.io.File is not used here either
  static final String TEXT = "java.net.URI";
}
