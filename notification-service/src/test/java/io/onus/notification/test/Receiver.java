package io.onus.notification.test;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onus.kit.test.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook receiver on loopback that answers what it is told to, and 200 afterwards. */
public final class Receiver implements AutoCloseable {

  /** One call as it came; header names in lower case. */
  public record Call(String path, Map<String, String> headers, byte[] body) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** Whether one of its signatures was made with this secret. */
    public boolean isSignedWith(String secret) {
      try {
        new Webhook(secret)
            .verify(
                text(),
                Map.of(
                    "webhook-id", List.of(header("webhook-id")),
                    "webhook-timestamp", List.of(header("webhook-timestamp")),
                    "webhook-signature", List.of(header("webhook-signature"))));
        return true;
      } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
        return false;
      }
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** How to answer one call. */
  public interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Queue<Reply> replies = new ArrayDeque<>();
  private Reply afterwards = status(200, Map.of());

  public Receiver() {
    this(0);
  }

  public Receiver(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public synchronized Receiver then(Reply reply) {
    replies.add(reply);
    return this;
  }

  /** What is answered where nothing is scripted. */
  public synchronized void always(int status) {
    afterwards = status(status, Map.of());
  }

  public Receiver then(int status) {
    return then(status(status, Map.of()));
  }

  public Receiver then(int status, String header, String value) {
    return then(status(status, Map.of(header, value)));
  }

  public static Reply status(int status, Map<String, String> headers) {
    return exchange -> {
      headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      exchange.sendResponseHeaders(status, -1);
    };
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  public List<Call> await(int count) {
    return Await.until(count + " calls", this::calls, got -> got.size() >= count);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
      byte[] body = exchange.getRequestBody().readAllBytes();
      // What is scripted once a call is seen is for the next one.
      Reply reply = next();
      calls.add(new Call(exchange.getRequestURI().getPath(), headers, body));
      reply.to(exchange);
    }
  }

  private synchronized Reply next() {
    Reply reply = replies.poll();
    return reply == null ? afterwards : reply;
  }
}
