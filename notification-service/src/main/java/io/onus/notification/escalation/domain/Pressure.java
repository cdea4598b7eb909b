package io.onus.notification.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an alert's clocks mean to its escalation.
 *
 * @param dueAt when the most pressing clock is due; null where none has a due instant
 * @param paused all of them stand still and none is broken
 */
public record Pressure(@Nullable Instant dueAt, boolean paused) {}
