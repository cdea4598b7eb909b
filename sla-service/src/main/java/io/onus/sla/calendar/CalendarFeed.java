package io.onus.sla.calendar;

import io.onus.kit.http.InsideAddresses;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
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
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an iCalendar file from where an admin says it is. We stand inside the company's network:
 * addresses that only the inside can reach are not called unless that is configured. The address a
 * name resolves to is checked and then called, that very one; redirects are not followed.
 */
@ApplicationScoped
public class CalendarFeed {

  static final int LONGEST = 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final boolean allowPrivate;
  private final HttpClient client;
  private final ExecutorService lookups =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("feed-lookup-", 0).factory());

  public CalendarFeed(
      @ConfigProperty(name = "onus.calendar.feed.allow-private", defaultValue = "false")
          boolean allowPrivate,
      Vertx vertx) {
    this.allowPrivate = allowPrivate;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) TIMEOUT.toMillis())
                .setKeepAlive(false));
  }

  /** The text at that address; a problem that says why there is none. */
  String fetch(String address) {
    URI uri = uri(address);
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    AtomicReference<@Nullable HttpClientRequest> underway = new AtomicReference<>();
    try {
      InetAddress target = lookUp(uri.getHost(), deadline);
      return client
          .request(to(uri, target))
          .compose(
              request -> {
                underway.set(request);
                return request.putHeader("accept", "text/calendar").send();
              })
          .compose(CalendarFeed::body)
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
          .toString(StandardCharsets.UTF_8);
    } catch (TimeoutException e) {
      // Also ends a body that drips: the whole exchange has this long.
      hangUp(underway.get());
      throw notRead("it was not there within " + TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Problem problem ? problem : notRead(reason(e.getCause()));
    } catch (InterruptedException e) {
      hangUp(underway.get());
      Thread.currentThread().interrupt();
      throw notRead("fetching it was interrupted");
    }
  }

  @PreDestroy
  void close() {
    client.close();
    lookups.shutdownNow();
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(address);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    String wrong = "must be an address like https://example.org/holidays.ics, without a password";
    throw Problem.malformed("url " + wrong + ".", new Violation("url", wrong));
  }

  private InetAddress lookUp(String host, long deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<InetAddress> addresses =
        lookups
            .submit(() -> List.of(InetAddress.getAllByName(host)))
            .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    if (!allowPrivate && addresses.stream().anyMatch(InsideAddresses::contain)) {
      throw Problem.refused(
          "feed-inside-network",
          host
              + " leads to an address inside the network, which is not called from here. Send the"
              + " file itself as text/calendar.",
          Map.of("host", host));
    }
    return addresses.getFirst();
  }

  private static RequestOptions to(URI uri, InetAddress address) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
        .setHost(uri.getHost())
        .setPort(port)
        .setSsl(secure)
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .setFollowRedirects(false);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    int status = response.statusCode();
    if (status != 200) {
      response.exceptionHandler(expected -> {}); // of hanging up
      hangUp(response.request());
      String why =
          status >= 300 && status < 400
              ? "it leads on to another address (%d); give that one".formatted(status)
              : "its server answered %d".formatted(status);
      return Future.failedFuture(notRead(why));
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(done -> whole.tryComplete(read));
    response.handler(
        part -> {
          read.appendBuffer(part);
          if (read.length() > LONGEST) {
            whole.tryFail(notRead("it has more than " + LONGEST + " bytes"));
            hangUp(response.request());
          }
        });
    return whole.future();
  }

  private static void hangUp(@Nullable HttpClientRequest request) {
    if (request != null) {
      request.reset();
    }
  }

  private static Problem notRead(String why) {
    return Problem.refused("feed-not-read", "The file was not read: " + why + ".", Map.of());
  }

  private static String reason(Throwable thrown) {
    return thrown instanceof UnknownHostException
        ? "there is no such host"
        : "its server was not reached (" + thrown.getClass().getSimpleName() + ")";
  }
}
