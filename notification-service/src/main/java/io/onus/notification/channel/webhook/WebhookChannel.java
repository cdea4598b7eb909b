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
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One POST per message, signed after Standard Webhooks. The address a name resolves to is checked
 * and then called, that very address: the name is not asked a second time, when it could say
 * another one. Redirects are never followed, for the same reason.
 */
@ApplicationScoped
public class WebhookChannel implements Channel {

  /** A body is read only to be rid of it: what a receiver sends back is no business of ours. */
  private static final long LONGEST_ANSWER = 64 * 1024;

  private final WallClock clock;
  private final WebhookTargets targets;
  private final HttpClient client;
  private final ExecutorService lookups =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-lookup-", 0).factory());

  WebhookChannel(WallClock clock, WebhookTargets targets, Vertx vertx) {
    this.clock = clock;
    this.targets = targets;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) TIMEOUT.toMillis())
                // A connection the receiver has forgotten costs a failure before it shows.
                .setKeepAlive(false)
                .setMaxPoolSize(256));
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
    if (message.secrets().isEmpty()) {
      // A key that was taken from the configuration too early may come back.
      return new Answer.RefusedForNow("there is no secret to sign with", null);
    }
    Secret secret = message.secrets().getFirst();
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    AtomicReference<@Nullable HttpClientRequest> underway = new AtomicReference<>();
    try {
      URI uri = URI.create(message.address());
      List<InetAddress> addresses = lookUp(uri.getHost(), deadline);
      Optional<String> refusal = targets.refusal(addresses);
      if (refusal.isPresent()) {
        return new Answer.RefusedForGood("not called: " + refusal.get(), false);
      }
      return call(uri, addresses.getFirst(), message, secret, underway)
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // Also ends a body that drips: the whole exchange has this long.
      hangUp(underway.get());
      return new Answer.RefusedForNow("no answer in " + TIMEOUT.toSeconds() + " s", null);
    } catch (ExecutionException e) {
      return new Answer.RefusedForNow("not reached: " + reason(e.getCause()), null);
    } catch (InterruptedException e) {
      hangUp(underway.get());
      Thread.currentThread().interrupt();
      return new Answer.RefusedForNow("interrupted", null);
    }
  }

  @PreDestroy
  void close() {
    client.close();
    lookups.shutdownNow();
  }

  private List<InetAddress> lookUp(String host, long deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    return lookups
        .submit(() -> List.of(InetAddress.getAllByName(host)))
        .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private Future<Answer> call(
      URI uri,
      InetAddress address,
      Message message,
      Secret secret,
      AtomicReference<@Nullable HttpClientRequest> underway) {
    return client
        .request(to(uri, address))
        .compose(
            request -> {
              underway.set(request);
              // In here, before anything can have come: an empty answer ends as soon as it begins,
              // and who only then asks for it is told that it is over.
              return signed(request, message, secret)
                  .send(Buffer.buffer(body(message)))
                  .compose(this::drained);
            });
  }

  private static RequestOptions to(URI uri, InetAddress address) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
        .setHost(uri.getHost())
        .setPort(port)
        .setSsl(secure)
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .setFollowRedirects(false);
  }

  private HttpClientRequest signed(HttpClientRequest request, Message message, Secret secret) {
    Instant now = clock.now();
    String id = message.deliveryId().toString();
    return request
        .putHeader("content-type", CloudEvents.CONTENT_TYPE)
        .putHeader("user-agent", "Onus")
        .putHeader(Webhook.UNBRANDED_MSG_ID_KEY, id)
        .putHeader(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, String.valueOf(now.getEpochSecond()))
        .putHeader(
            Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
            signature(secret, id, now.getEpochSecond(), body(message)));
  }

  /**
   * The answer once its body has ended, broken off, or gone on for too long: only status counts.
   */
  private Future<Answer> drained(HttpClientResponse response) {
    Answer answer =
        HttpAnswer.of(response.statusCode(), response.getHeader("Retry-After"), clock.now());
    Promise<Answer> end = Promise.promise();
    AtomicLong left = new AtomicLong(LONGEST_ANSWER);
    response.exceptionHandler(broken -> end.tryComplete(answer));
    response.endHandler(done -> end.tryComplete(answer));
    response.handler(
        part -> {
          if (left.addAndGet(-part.length()) < 0) {
            end.tryComplete(answer);
            hangUp(response.request());
          }
        });
    return end.future();
  }

  private static void hangUp(@Nullable HttpClientRequest request) {
    if (request != null) {
      request.reset();
    }
  }

  private static String body(Message message) {
    if (message.event() == null) {
      throw new IllegalStateException("there is no event to send");
    }
    return message.event();
  }

  private static String signature(Secret secret, String id, long timestamp, String body) {
    try {
      return new Webhook(secret.value()).sign(id, timestamp, body);
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw new IllegalStateException("a stored secret must sign", e);
    }
  }

  private static String reason(Throwable thrown) {
    if (thrown instanceof UnknownHostException) {
      return "there is no such host";
    }
    String message = thrown.getMessage();
    return thrown.getClass().getSimpleName() + (message == null ? "" : " " + message);
  }
}
