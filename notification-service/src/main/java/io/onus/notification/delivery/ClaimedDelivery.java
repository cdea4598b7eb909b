package io.onus.notification.delivery;

import io.onus.notification.channel.domain.Message;
import io.onus.notification.domain.ChannelKind;
import java.util.UUID;

/** What a worker holds between its claim and its answer. */
record ClaimedDelivery(UUID id, int attempt, ChannelKind channel, String lane, Message message) {}
