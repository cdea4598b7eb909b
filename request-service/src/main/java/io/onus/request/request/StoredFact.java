package io.onus.request.request;

import io.onus.request.request.domain.RequestEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a request, as it is kept.
 *
 * @param position counts all facts of the request, from 1
 * @param sequence counts those that are told as events; none for the others
 */
record StoredFact(
    UUID requestId,
    int position,
    @Nullable Integer sequence,
    UUID eventId,
    Instant happenedAt,
    Instant recordedAt,
    RequestEvent event) {}
