package io.onus.kit.outbound;

import io.onus.kit.outbound.OutboundAnswer.Answered;
import io.onus.kit.outbound.OutboundAnswer.NotCalled;
import io.onus.kit.outbound.OutboundAnswer.NotReached;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls whom somebody said to call. All addresses a name resolves to are checked, and one of those
 * very addresses is connected to: the name is not asked a second time, when it could say another
 * one. TLS is held to the name all the same. Redirects are never followed, for the same reason.
 * However the other end behaves, a call is over in time, and its connection with it.
 */
@ApplicationScoped
public class OutboundCalls {

  private static final Logger LOG = Logger.getLogger(OutboundCalls.class);

  /** Leaves a second address its turn. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);

  private static final int MOST_ADDRESSES = 3;
  private static final int LONGEST_HEADERS = 16 * 1024;
  private static final int MOST_CONNECTIONS = 256;
  private static final int MOST_LOOKUPS = 64;

  private final OutboundTargets targets;
  private final HostNames names;
  private final HttpClient client;

  /** Threads of the platform: a look-up of the system holds its thread until it is through. */
  private final ExecutorService lookups =
      new ThreadPoolExecutor(
          0,
          MOST_LOOKUPS,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("host-lookup-", 0).daemon().factory());

  /**
   * @param certificates PEM file of whom to trust besides those the Java runtime trusts
   */
  public OutboundCalls(
      OutboundTargets targets,
      HostNames names,
      Vertx vertx,
      @ConfigProperty(name = "onus.outbound.certificates") Optional<Path> certificates) {
    this.targets = targets;
    this.names = names;
    this.client =
        vertx
            .httpClientBuilder()
            .with(options(certificates))
            .with(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS))
            // What becomes of a call is its answer; strangers do not write in our log.
            .withConnectHandler(connection -> connection.exceptionHandler(quiet -> {}))
            .build();
  }

  /** Blocks until the other end has answered or the time is up; never throws for what it does. */
  public OutboundAnswer call(OutboundCall call) {
    long deadline = System.nanoTime() + call.within().toNanos();
    Exchange exchange = new Exchange();
    try {
      List<InetAddress> addresses = lookUp(call.uri().getHost(), deadline);
      Optional<String> refusal = targets.refusal(addresses);
      if (refusal.isPresent()) {
        // For who runs this, not for who named it.
        LOG.warnf("not called host=%s addresses=%s", call.uri().getHost(), addresses);
        return new NotCalled(refusal.get());
      }
      return made(call, addresses, exchange)
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // Also ends a body that drips: the whole exchange has this long.
      return new NotReached("no answer in " + call.within().toSeconds() + " s");
    } catch (ExecutionException e) {
      return new NotReached("not reached: " + reason(e.getCause()));
    } catch (RejectedExecutionException e) {
      return new NotReached("not reached: too many names are being looked up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotReached("interrupted");
    } finally {
      exchange.end();
    }
  }

  @PreDestroy
  public void close() {
    client.close();
    lookups.shutdownNow();
  }

  private static HttpClientOptions options(Optional<Path> certificates) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
            .setSslHandshakeTimeout(CONNECT_TIMEOUT.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            // A connection the receiver has forgotten costs a failure before it shows.
            .setKeepAlive(false)
            .setMaxHeaderSize(LONGEST_HEADERS)
            .setDecompressionSupported(false);
    certificates.ifPresent(
        pem ->
            options.setTrustOptions(
                TrustOptions.wrap(
                    TrustedCertificates.besidesTheUsual(
                        pem, "onus.outbound.certificates (ONUS_OUTBOUND_CERTIFICATES)"))));
    return options;
  }

  private List<InetAddress> lookUp(String host, long deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    java.util.concurrent.Future<List<InetAddress>> found =
        lookups.submit(() -> names.addresses(host));
    try {
      return found.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } finally {
      found.cancel(true);
    }
  }

  private Future<OutboundAnswer> made(
      OutboundCall call, List<InetAddress> addresses, Exchange exchange) {
    return connected(call, addresses.stream().limit(MOST_ADDRESSES).toList(), exchange)
        .compose(
            request -> {
              // In here, before anything can have come: an empty answer ends as soon as it begins,
              // and who only then asks for it is told that it is over.
              call.headers().forEach(request::putHeader);
              return (call.body() == null
                      ? request.send()
                      : request.send(Buffer.buffer(call.body())))
                  .compose(response -> read(response, call.longestAnswer()));
            });
  }

  private Future<HttpClientRequest> connected(
      OutboundCall call, List<InetAddress> addresses, Exchange exchange) {
    List<InetAddress> others = addresses.subList(1, addresses.size());
    return client
        .request(to(call, addresses.getFirst()))
        .compose(exchange::begun)
        .recover(
            failure ->
                others.isEmpty() || exchange.isOver()
                    ? Future.failedFuture(failure)
                    : connected(call, others, exchange));
  }

  private static RequestOptions to(OutboundCall call, InetAddress address) {
    URI uri = call.uri();
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestOptions()
        .setMethod(call.body() == null ? HttpMethod.GET : HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
        .setHost(uri.getHost())
        .setPort(port)
        .setSsl(secure)
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .setFollowRedirects(false);
  }

  /** The answer once its body has ended, broken off, or gone on for longer than is wanted. */
  private static Future<OutboundAnswer> read(HttpClientResponse response, int longest) {
    Promise<OutboundAnswer> end = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(broken -> end.tryComplete(answered(response, body, false)));
    response.endHandler(done -> end.tryComplete(answered(response, body, true)));
    response.handler(
        part -> {
          int room = longest - body.length();
          body.appendBuffer(part.length() <= room ? part : part.slice(0, room));
          if (part.length() > room) {
            end.tryComplete(answered(response, body, false));
            hangUp(response.request());
          }
        });
    return end.future();
  }

  private static OutboundAnswer answered(HttpClientResponse response, Buffer body, boolean whole) {
    return new Answered(
        response.statusCode(),
        response.getHeader("Retry-After"),
        body.toString(StandardCharsets.UTF_8),
        whole);
  }

  /** Its connection is its own. One that has sent nothing yet would be kept for later otherwise. */
  private static void hangUp(HttpClientRequest request) {
    request.connection().close();
  }

  private static String reason(Throwable thrown) {
    if (thrown instanceof UnknownHostException) {
      return "there is no such host";
    }
    String message = thrown.getMessage();
    return thrown.getClass().getSimpleName() + (message == null ? "" : " " + message);
  }

  /** Nothing goes on of a call that is over, not even a connection that came too late for it. */
  private static final class Exchange {

    private @Nullable HttpClientRequest underway;
    private boolean over;

    synchronized Future<HttpClientRequest> begun(HttpClientRequest request) {
      request.exceptionHandler(quiet -> {});
      if (over) {
        hangUp(request);
        return Future.failedFuture(new CancellationException("too late"));
      }
      underway = request;
      return Future.succeededFuture(request);
    }

    synchronized boolean isOver() {
      return over;
    }

    synchronized void end() {
      over = true;
      if (underway != null) {
        hangUp(underway);
      }
    }
  }
}
