package io.onus.notification.delivery;

import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What deliveries are narrowed to; null matches all.
 *
 * @param from made at or after
 * @param until made before
 * @param reason words that are in the reason, in any case
 */
record DeliveryFilter(
    DeliveryState.@Nullable Status status,
    @Nullable ChannelKind channel,
    @Nullable String person,
    @Nullable UUID alertId,
    @Nullable Severity severity,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String reason) {}
