package io.onus.notification.channel.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is asked to send.
 *
 * @param deliveryId the same for every attempt: it is how a receiver recognises a repeat
 * @param secret what the message is signed with, for channels that sign
 * @param event the event itself: its UTF-8 is the bytes that are in Kafka
 */
public record Message(
    UUID deliveryId,
    String recipient,
    String address,
    @Nullable Secret secret,
    Notice notice,
    String event) {}
