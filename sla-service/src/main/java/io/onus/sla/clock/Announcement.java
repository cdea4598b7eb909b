package io.onus.sla.clock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell of a request that is not what a clock did: it is numbered with the events of
 * its clocks, so that receivers know the order.
 *
 * @param time when it happened
 * @param causationId the event that led to it; null where a person just did it
 */
public record Announcement(
    UUID id, String type, Instant time, @Nullable UUID causationId, ObjectNode data) {}
