package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import java.time.Duration;

/**
 * One thing that was done, and how long it took.
 *
 * @param priority the one it had when this was done
 * @param working without pauses, in working hours
 * @param wall from beginning to end by the clock on the wall, pauses and nights included
 */
public record Measured(Metric metric, Priority priority, Duration working, Duration wall) {}
