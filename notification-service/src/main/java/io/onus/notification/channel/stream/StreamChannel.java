package io.onus.notification.channel.stream;

import io.onus.notification.channel.Channel;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.SecretUse;
import io.onus.notification.domain.ChannelKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The one channel that is read instead of sent: what is told lies in the table, and whoever is
 * signed in takes it from there. So it is sent as soon as it is told.
 */
@ApplicationScoped
class StreamChannel implements Channel {

  @Override
  public ChannelKind kind() {
    return ChannelKind.STREAM;
  }

  @Override
  public Optional<String> wrongAddress(String address) {
    return Optional.of("needs none: everybody who is signed in has the stream");
  }

  @Override
  public SecretUse secretUse() {
    return SecretUse.NONE;
  }

  @Override
  public String lane(String address) {
    return "stream";
  }

  /** For what is sent again by hand: it lies there already. */
  @Override
  public Answer send(Message message) {
    return new Answer.Taken("is there to be read");
  }
}
