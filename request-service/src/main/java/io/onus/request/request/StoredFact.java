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
 * @param causationId the event of another service it follows from, told and not stored
 */
record StoredFact(
    UUID requestId,
    int position,
    @Nullable Integer sequence,
    UUID eventId,
    Instant happenedAt,
    Instant recordedAt,
    RequestEvent event,
    @Nullable UUID causationId) {

  StoredFact causedBy(UUID event) {
    return new StoredFact(
        requestId, position, sequence, eventId, happenedAt, recordedAt, this.event, event);
  }
}
