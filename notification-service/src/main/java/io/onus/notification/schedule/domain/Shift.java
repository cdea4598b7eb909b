package io.onus.notification.schedule.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person on call, for one reason, without a break.
 *
 * @param layer the name of the layer whose turn it is; null for an override
 * @param overrideId the override that says so; null for a turn
 */
public record Shift(Span span, String person, @Nullable String layer, @Nullable UUID overrideId) {}
