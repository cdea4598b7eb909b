package io.onus.notification.channel.domain;

import io.onus.notification.domain.ChannelKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person through one channel.
 *
 * @param personId null for somebody only the directory knows
 * @param methodId null for an address only the directory knows
 */
public record Recipient(
    String name,
    @Nullable String personId,
    @Nullable UUID methodId,
    ChannelKind channel,
    String address) {}
