package io.onus.notification.delivery;

import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is stored.
 *
 * @param mailboxId whose turn it is part of; null in the stream
 * @param released how often it was in a digest that did not come through
 * @param sentAt when the other end took it last, whatever became of it since
 */
record KnownDelivery(
    UUID id,
    UUID noticeId,
    NoticeKind kind,
    @Nullable UUID alertId,
    @Nullable UUID clockId,
    Severity severity,
    String recipient,
    @Nullable String personId,
    @Nullable UUID methodId,
    ChannelKind channel,
    String address,
    String lane,
    @Nullable UUID mailboxId,
    Delivery state,
    @Nullable String reason,
    @Nullable String resentBy,
    @Nullable Instant sentAt,
    int released,
    long version,
    Instant createdAt) {}
