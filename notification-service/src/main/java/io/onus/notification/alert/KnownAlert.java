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
 * @param nextStepAt when the next in the chain is told, or the silence ends
 * @param waitsBecause why there is no such instant
 */
record KnownAlert(
    UUID id,
    UUID requestId,
    String obligor,
    Alert state,
    Notice notice,
    @Nullable String undeliverable,
    @Nullable Instant nextStepAt,
    @Nullable String waitsBecause,
    long version,
    Instant openedAt,
    Instant updatedAt) {}
