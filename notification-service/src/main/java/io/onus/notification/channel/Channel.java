package io.onus.notification.channel;

import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.domain.ChannelKind;
import java.time.Duration;

/**
 * One way to tell a person. A channel knows how to hand a message over and how to read the answer;
 * it does not retry, keeps nothing, and returns within {@link #TIMEOUT} whatever the other end
 * does.
 */
public interface Channel {

  Duration TIMEOUT = Duration.ofSeconds(10);

  ChannelKind kind();

  /**
   * What deliveries share when one slow receiver holds them up: they are limited together, and only
   * together.
   *
   * @param address where the message would go
   */
  String lane(String address);

  /**
   * Blocks until the other end has answered or the time is up; its failures are answers, not
   * exceptions.
   */
  Answer send(Message message);
}
