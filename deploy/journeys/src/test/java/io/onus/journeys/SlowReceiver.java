package io.onus.journeys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody else's HTTP endpoint that takes breaches and can be made to keep its answer back. */
final class SlowReceiver implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  record Call(String id, String body, Instant at) {}

  /** An answer that is kept back. */
  private record Hold(CountDownLatch reached, CountDownLatch letGo) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Hold> next = new AtomicReference<>();
  private volatile @Nullable Hold held;

  SlowReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/breaches";
  }

  /** The next breach is taken and not answered before {@link #letGo}. */
  void holdNextAnswer() {
    Hold hold = new Hold(new CountDownLatch(1), new CountDownLatch(1));
    held = hold;
    next.set(hold);
  }

  void awaitHeld() throws InterruptedException {
    Hold hold = held;
    if (hold == null || !hold.reached().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("no breach came to be held");
    }
  }

  void letGo() {
    Hold hold = held;
    if (hold != null) {
      hold.letGo().countDown();
    }
  }

  /** The breaches of a request, in the order they came. */
  List<Call> calls(String request) {
    return calls.stream().filter(call -> call.body().contains(request)).toList();
  }

  List<Call> awaitCalls(String request, int count) {
    return Eventually.until(
        count + " calls about " + request,
        PATIENCE,
        () -> calls(request),
        found -> found.size() >= count);
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (body.contains("io.onus.sla.clock-breached.v1")) {
        calls.add(
            new Call(
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                body,
                Clock.systemUTC().instant()));
        Hold hold = next.getAndSet(null);
        if (hold != null) {
          hold.reached().countDown();
          hold.letGo().await();
        }
      }
      exchange.sendResponseHeaders(204, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
