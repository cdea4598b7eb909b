package io.onus.notification.alert;

import io.onus.notification.alert.domain.Alert;
import io.onus.notification.channel.domain.Notice;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it is stored.
 *
 * @param notice what the last milestone told
 * @param undeliverable why nobody could be told, while that is so
 */
record KnownAlert(
    UUID id,
    UUID requestId,
    String obligor,
    Alert state,
    Notice notice,
    @Nullable String undeliverable,
    long version,
    Instant openedAt,
    Instant updatedAt) {}
