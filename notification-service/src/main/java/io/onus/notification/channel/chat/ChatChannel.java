package io.onus.notification.channel.chat;

import io.onus.kit.outbound.OutboundTargets;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.Wordings;
import io.onus.notification.channel.chat.domain.ChatAnswer;
import io.onus.notification.channel.chat.domain.ChatPayload;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.SecretUse;
import io.onus.notification.channel.http.ChannelCalls;
import io.onus.notification.domain.ChannelKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** One post per message. The address is all it takes to write there, so it goes by TLS alone. */
@ApplicationScoped
public class ChatChannel implements Channel {

  private final ChannelCalls calls;
  private final OutboundTargets targets;
  private final Wordings wordings;

  public ChatChannel(ChannelCalls calls, OutboundTargets targets, Wordings wordings) {
    this.calls = calls;
    this.targets = targets;
    this.wordings = wordings;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.CHAT;
  }

  @Override
  public Optional<String> wrongAddress(String address) {
    return targets.refusalOfSecretUrl(address);
  }

  @Override
  public SecretUse secretUse() {
    return SecretUse.NONE;
  }

  @Override
  public String lane(String address) {
    return ChannelCalls.lane("chat", address);
  }

  @Override
  public Answer send(Message message) {
    return calls.post(
        message.address(),
        "application/json",
        Map.of(),
        calls.json(ChatPayload.of(wordings.of(message.content()))),
        (answered, now) ->
            ChatAnswer.of(answered.status(), answered.retryAfter(), answered.body(), now));
  }
}
