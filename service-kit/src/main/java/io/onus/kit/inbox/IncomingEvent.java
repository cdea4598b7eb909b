package io.onus.kit.inbox;

import io.onus.kit.event.CloudEvent;

/**
 * An event as it came from a topic.
 *
 * @param value the record's bytes, unchanged: what a webhook or a dead letter passes on
 */
@SuppressWarnings("ArrayRecordComponent")
public record IncomingEvent(
    CloudEvent event, String topic, int partition, long offset, byte[] value) {}
