package io.onus.kit.outbox;

import java.util.List;
import java.util.UUID;

/**
 * One row of the outbox.
 *
 * @param headers names and values, alternating
 * @param value the bytes of the Kafka record's value, as text
 */
public record OutboxMessage(
    int shard, String topic, String key, UUID eventId, List<String> headers, String value) {}
