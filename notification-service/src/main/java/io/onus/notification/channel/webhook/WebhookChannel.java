package io.onus.notification.channel.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.outbound.OutboundTargets;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.HttpAnswer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.channel.domain.SecretUse;
import io.onus.notification.channel.http.ChannelCalls;
import io.onus.notification.channel.webhook.domain.NotificationEvent;
import io.onus.notification.domain.ChannelKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One POST per message, signed after Standard Webhooks with every secret the method has. The event
 * behind a message goes out as its own bytes; a message without one is an event of its own.
 */
@ApplicationScoped
public class WebhookChannel implements Channel {

  private final ChannelCalls calls;
  private final OutboundTargets targets;
  private final WallClock clock;

  public WebhookChannel(ChannelCalls calls, OutboundTargets targets, WallClock clock) {
    this.calls = calls;
    this.targets = targets;
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEBHOOK;
  }

  @Override
  public Optional<String> wrongAddress(String address) {
    return targets.refusalOfUrl(address);
  }

  @Override
  public SecretUse secretUse() {
    return SecretUse.MADE;
  }

  @Override
  public String lane(String address) {
    return ChannelCalls.lane("webhook", address);
  }

  @Override
  public Answer send(Message message) {
    if (message.secrets().isEmpty()) {
      // A key that was taken from the configuration too early may come back.
      return new Answer.RefusedForNow("there is no secret to sign with", null);
    }
    String id = message.deliveryId().toString();
    long timestamp = clock.now().getEpochSecond();
    String body = body(message);
    Map<String, String> headers =
        Map.of(
            Webhook.UNBRANDED_MSG_ID_KEY,
            id,
            Webhook.UNBRANDED_MSG_TIMESTAMP_KEY,
            String.valueOf(timestamp),
            Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
            message.secrets().stream()
                .map(secret -> signature(secret, id, timestamp, body))
                .collect(Collectors.joining(" ")));
    return calls.post(
        message.address(),
        CloudEvents.CONTENT_TYPE,
        headers,
        body,
        (answered, now) -> HttpAnswer.of(answered.status(), answered.retryAfter(), now));
  }

  /** The same for every attempt: a receiver may compare. */
  private String body(Message message) {
    String event = message.event();
    return event == null ? calls.json(NotificationEvent.of(message)) : event;
  }

  private static String signature(Secret secret, String id, long timestamp, String body) {
    try {
      return new Webhook(secret.value()).sign(id, timestamp, body);
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw new IllegalStateException("a stored secret must sign", e);
    }
  }
}
