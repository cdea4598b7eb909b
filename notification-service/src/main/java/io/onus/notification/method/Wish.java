package io.onus.notification.method;

import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * A method somebody wants.
 *
 * @param urgency from which on it is to be used
 * @param secret what the receiver gave out, for kinds that need it
 */
public record Wish(ChannelKind kind, String address, Urgency urgency, @Nullable Secret secret) {}
