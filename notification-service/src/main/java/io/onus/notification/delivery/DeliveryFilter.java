package io.onus.notification.delivery;

import io.onus.notification.domain.ChannelKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list of deliveries is narrowed to; null matches all. */
record DeliveryFilter(
    DeliveryState.@Nullable Status status,
    @Nullable ChannelKind channel,
    @Nullable String person,
    @Nullable UUID alertId) {}
