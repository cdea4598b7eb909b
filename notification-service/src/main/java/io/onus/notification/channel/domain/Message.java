package io.onus.notification.channel.domain;

import io.onus.notification.domain.Severity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is asked to send.
 *
 * @param deliveryId the same for every attempt: it is how a receiver recognises a repeat
 * @param alertId the alert it is about; null for news
 * @param secrets what the message is signed with, for channels that sign: each of them signs, so
 *     that a receiver can move from one to the next
 * @param ringsAgain a pager was or may have been told of the same alert before, and it was
 *     acknowledged since: it has to call all the same
 * @param event the event behind it, where there is one: its UTF-8 is the bytes that are in Kafka
 */
public record Message(
    UUID deliveryId,
    @Nullable UUID alertId,
    String recipient,
    String address,
    List<Secret> secrets,
    Severity severity,
    Content content,
    boolean ringsAgain,
    @Nullable String event) {

  public Message {
    secrets = List.copyOf(secrets);
  }
}
