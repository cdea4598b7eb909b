package io.onus.notification.integration;

import io.onus.notification.integration.domain.Integration;
import io.onus.notification.method.KnownMethod;
import java.time.Instant;

/** An integration with the one method that reaches it. */
record KnownIntegration(
    Integration integration, KnownMethod method, long version, Instant createdAt) {}
