package io.onus.notification.stream;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.domain.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item as it is stored.
 *
 * @param number its place in the stream; later items have higher ones
 * @param alertStatus what the alert is by now; null for news
 */
record StreamItem(
    long number,
    UUID deliveryId,
    @Nullable UUID alertId,
    @Nullable String alertStatus,
    String kind,
    Severity severity,
    Content content,
    Instant at) {}
