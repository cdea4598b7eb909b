package io.onus.notification.delivery;

import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery as it is stored. */
record KnownDelivery(
    UUID id,
    @Nullable UUID alertId,
    @Nullable UUID clockId,
    Severity severity,
    String recipient,
    @Nullable String personId,
    @Nullable UUID methodId,
    ChannelKind channel,
    String address,
    String lane,
    Delivery state,
    @Nullable String reason,
    @Nullable String resentBy,
    long version,
    Instant createdAt) {}
