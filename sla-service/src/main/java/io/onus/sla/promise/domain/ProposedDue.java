package io.onus.sla.promise.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another due instant somebody would have for a clock.
 *
 * @param number from 1 for each clock
 * @param dueBefore when the clock was due when this was proposed; null where nobody could say
 * @param counters the number of the proposal this is put against; null for a first one
 */
public record ProposedDue(
    int number,
    Instant dueAt,
    @Nullable Instant dueBefore,
    String reason,
    Speaker by,
    Instant at,
    @Nullable Integer counters) {}
