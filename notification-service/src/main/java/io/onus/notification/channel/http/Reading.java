package io.onus.notification.channel.http;

import io.onus.kit.outbound.OutboundAnswer.Answered;
import io.onus.notification.channel.domain.Answer;
import java.time.Instant;

/** What a receiver of one kind means by what it answers. */
@FunctionalInterface
public interface Reading {

  Answer of(Answered answered, Instant now);
}
