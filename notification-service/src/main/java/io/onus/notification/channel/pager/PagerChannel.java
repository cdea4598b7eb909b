package io.onus.notification.channel.pager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.outbound.OutboundTargets;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.Wordings;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.channel.domain.SecretUse;
import io.onus.notification.channel.http.ChannelCalls;
import io.onus.notification.channel.pager.domain.PagerAnswer;
import io.onus.notification.channel.pager.domain.PagerEvent;
import io.onus.notification.channel.pager.domain.RoutingKey;
import io.onus.notification.domain.ChannelKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * One event per message, but for one that calls again. The routing key is the method's secret, and
 * goes by TLS alone.
 */
@ApplicationScoped
public class PagerChannel implements Channel {

  private final ChannelCalls calls;
  private final OutboundTargets targets;
  private final Wordings wordings;
  private final WallClock clock;
  private final ObjectMapper mapper;

  public PagerChannel(
      ChannelCalls calls,
      OutboundTargets targets,
      Wordings wordings,
      WallClock clock,
      ObjectMapper mapper) {
    this.calls = calls;
    this.targets = targets;
    this.wordings = wordings;
    this.clock = clock;
    this.mapper = mapper;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.PAGER;
  }

  @Override
  public Optional<String> wrongAddress(String address) {
    return targets.refusalOfSecretUrl(address);
  }

  @Override
  public SecretUse secretUse() {
    return SecretUse.GIVEN;
  }

  @Override
  public Optional<String> wrongSecret(String secret) {
    return RoutingKey.wrong(secret);
  }

  @Override
  public String lane(String address) {
    return ChannelCalls.lane("pager", address);
  }

  @Override
  public Answer send(Message message) {
    if (message.secrets().isEmpty()) {
      // A key that was taken from the configuration too early may come back.
      return new Answer.RefusedForNow("there is no routing key", null);
    }
    Secret key = message.secrets().getFirst();
    if (message.ringsAgain()) {
      // An incident that was acknowledged calls nobody; one that begins anew does.
      // Where it is refused for good there is nothing to end, and people are called all the same.
      Answer ended = call(message, key, PagerEvent.end(message, key));
      if (ended instanceof Answer.RefusedForNow) {
        return ended;
      }
    }
    return call(
        message, key, PagerEvent.of(message, key, wordings.of(message.content()), clock.now()));
  }

  private Answer call(Message message, Secret key, Map<String, Object> event) {
    return calls.post(
        message.address(),
        "application/json",
        Map.of(),
        calls.json(event),
        (answered, now) ->
            PagerAnswer.of(
                answered.status(), answered.retryAfter(), said(answered.body()), key, now));
  }

  /** The first of its errors, else its message. */
  private String said(String body) {
    try {
      JsonNode node = mapper.readTree(body);
      return node.path("errors").path(0).asText(node.path("message").asText());
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
