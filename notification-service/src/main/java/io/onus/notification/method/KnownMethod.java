package io.onus.notification.method;

import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.method.domain.MethodStatus;
import io.onus.notification.method.domain.Owner;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A method as it is stored, without its secrets.
 *
 * @param urgency from which on it is used
 * @param oldSecretUntil how long the secret before the current one signs beside it; null where
 *     there is none
 */
public record KnownMethod(
    UUID id,
    Owner owner,
    ChannelKind kind,
    String address,
    Urgency urgency,
    MethodStatus status,
    @Nullable String reason,
    @Nullable Instant oldSecretUntil,
    long version,
    Instant createdAt) {

  public boolean isActive() {
    return status == MethodStatus.ACTIVE;
  }
}
