package io.onus.notification.channel;

import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.SecretUse;
import io.onus.notification.domain.ChannelKind;
import java.time.Duration;
import java.util.Optional;

/**
 * One way to tell a person. A channel knows how to hand a message over and how to read the answer;
 * it does not retry, keeps nothing, and each of its calls is over within {@link #TIMEOUT} whatever
 * the other end does; no message takes more than two.
 */
public interface Channel {

  Duration TIMEOUT = Duration.ofSeconds(10);

  ChannelKind kind();

  /**
   * What is wrong with an address, as far as that can be said without using it; nothing where
   * nothing is. The words follow "address".
   */
  Optional<String> wrongAddress(String address);

  SecretUse secretUse();

  /** What is wrong with a secret that was given; the words follow "secret" and do not repeat it. */
  default Optional<String> wrongSecret(String secret) {
    return Optional.empty();
  }

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
