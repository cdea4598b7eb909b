package io.onus.sla.agreement.domain;

import java.time.Duration;

/** How much working time a metric may take at a priority. */
public record Target(Metric metric, Priority priority, Duration duration) {}
