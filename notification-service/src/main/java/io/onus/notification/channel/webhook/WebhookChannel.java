package io.onus.notification.channel.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.channel.webhook.domain.HttpAnswer;
import io.onus.notification.domain.ChannelKind;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One POST per message, signed after Standard Webhooks. Redirects are never followed: a receiver
 * must not be able to send us to an address nobody checked.
 */
@ApplicationScoped
public class WebhookChannel implements Channel {

  private final WallClock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .build();

  WebhookChannel(WallClock clock) {
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEBHOOK;
  }

  /** Receivers on one host are slow together. */
  @Override
  public String lane(String address) {
    URI uri = URI.create(address);
    return "webhook " + uri.getHost() + ":" + uri.getPort();
  }

  @Override
  public Answer send(Message message) {
    Secret secret = message.secret();
    if (secret == null) {
      return new Answer.RefusedForGood("there is no secret to sign with", false);
    }
    CompletableFuture<HttpResponse<Void>> call =
        client.sendAsync(request(message, secret), response -> new DrainedBody());
    try {
      HttpResponse<Void> response = call.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
      return HttpAnswer.of(response.statusCode(), retryAfter, clock.now());
    } catch (TimeoutException e) {
      // Also ends a body that drips: the whole exchange has this long.
      call.cancel(true);
      return new Answer.RefusedForNow("no answer in " + TIMEOUT.toSeconds() + " s", null);
    } catch (ExecutionException e) {
      return new Answer.RefusedForNow("not reached: " + reason(e.getCause()), null);
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.RefusedForNow("interrupted", null);
    }
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
  }

  private HttpRequest request(Message message, Secret secret) {
    Instant now = clock.now();
    String id = message.deliveryId().toString();
    return HttpRequest.newBuilder(URI.create(message.address()))
        .timeout(TIMEOUT)
        .header("content-type", CloudEvents.CONTENT_TYPE)
        .header("user-agent", "Onus")
        .header(Webhook.UNBRANDED_MSG_ID_KEY, id)
        .header(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, String.valueOf(now.getEpochSecond()))
        .header(
            Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
            signature(secret, id, now.getEpochSecond(), message.event()))
        .POST(BodyPublishers.ofString(message.event()))
        .build();
  }

  private static String signature(Secret secret, String id, long timestamp, String body) {
    try {
      return new Webhook(secret.value()).sign(id, timestamp, body);
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw new IllegalStateException("a stored secret must sign", e);
    }
  }

  private static String reason(Throwable thrown) {
    String message = thrown.getMessage();
    return thrown.getClass().getSimpleName() + (message == null ? "" : " " + message);
  }
}
