package io.onus.notification.channel.alertmanager;

import io.onus.kit.outbound.OutboundTargets;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.Wordings;
import io.onus.notification.channel.alertmanager.domain.AlertmanagerAlerts;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.HttpAnswer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.channel.domain.SecretUse;
import io.onus.notification.channel.http.ChannelCalls;
import io.onus.notification.domain.ChannelKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One POST per message, with a bearer token where the method has a secret. */
@ApplicationScoped
public class AlertmanagerChannel implements Channel {

  private static final String PATH = "/api/v2/alerts";

  private final ChannelCalls calls;
  private final OutboundTargets targets;
  private final Wordings wordings;
  private final WallClock clock;

  public AlertmanagerChannel(
      ChannelCalls calls, OutboundTargets targets, Wordings wordings, WallClock clock) {
    this.calls = calls;
    this.targets = targets;
    this.wordings = wordings;
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.ALERTMANAGER;
  }

  /** As its own pages are addressed: without the path of the API, which is added. */
  @Override
  public Optional<String> wrongAddress(String address) {
    return targets
        .refusalOfUrl(address)
        .or(
            () ->
                address.indexOf('?') >= 0
                    ? Optional.of("must be where the Alertmanager is, without a query")
                    : Optional.empty());
  }

  @Override
  public SecretUse secretUse() {
    return SecretUse.GIVEN_OR_NONE;
  }

  /** What a header can carry. */
  @Override
  public Optional<String> wrongSecret(String secret) {
    return secret.matches("[!-~]{1,500}")
        ? Optional.empty()
        : Optional.of("must be a bearer token: 1 to 500 characters without spaces");
  }

  @Override
  public String lane(String address) {
    return ChannelCalls.lane("alertmanager", address);
  }

  @Override
  public Answer send(Message message) {
    List<Map<String, Object>> alerts = AlertmanagerAlerts.of(message, wordings::of, clock.now());
    if (alerts.isEmpty()) {
      return new Answer.Taken("nothing to say: it knows no acknowledgement");
    }
    return calls.post(
        endpoint(message.address()),
        "application/json",
        authorization(message.secrets()),
        calls.json(alerts),
        (answered, now) -> HttpAnswer.of(answered.status(), answered.retryAfter(), now));
  }

  private static String endpoint(String address) {
    String base = address.replaceAll("/+$", "");
    return base.endsWith(PATH) ? base : base + PATH;
  }

  private static Map<String, String> authorization(List<Secret> secrets) {
    return secrets.isEmpty()
        ? Map.of()
        : Map.of("authorization", "Bearer " + secrets.getFirst().value());
  }
}
