package io.onus.notification.escalation;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an escalation stands after it was looked at.
 *
 * @param nextAt when to look again; empty where there is no next step, or it waits for something
 * @param because why there is no instant, where there is none
 * @param unreached why nobody at all could be told, where that is so
 */
public record Progress(
    Optional<Instant> nextAt, @Nullable String because, @Nullable String unreached) {}
