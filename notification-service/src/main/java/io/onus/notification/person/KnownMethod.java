package io.onus.notification.person;

import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.domain.MethodStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A method as it is stored, without its secret. */
record KnownMethod(
    UUID id,
    String personId,
    ChannelKind kind,
    String address,
    Urgency urgency,
    MethodStatus status,
    @Nullable String reason,
    long version,
    Instant createdAt) {}
