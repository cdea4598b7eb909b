package io.onus.local.bench;

import io.onus.local.TestStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends creates at a steady rate and notes how long each took to be answered, and how long until
 * its clocks were there.
 */
final class CreateWatch implements AutoCloseable {

  private static final int CLIENTS = 16;
  private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

  private final BenchApi api;
  private final Connection connection;
  private final Map<UUID, Long> awaited = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Double> answeredMillis = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Double> clockedMillis = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private volatile boolean sending;
  private volatile boolean closed;
  private volatile @Nullable String last;
  private @Nullable Future<?> sender;

  CreateWatch(BenchApi api, TestStack.Database database) throws SQLException {
    this.api = api;
    this.connection = database.connectAsOwner();
    threads.submit(this::look);
  }

  /** One that has been created and has its clocks. */
  String last() {
    return String.valueOf(last);
  }

  void run(int seconds, int perSecond) throws Exception {
    start(perSecond);
    Thread.sleep(seconds * 1000L);
    stop();
  }

  void start(int perSecond) {
    sending = true;
    sender =
        threads.submit(
            () -> {
              send(perSecond);
              return null;
            });
  }

  /** Ends sending, and waits for the clocks of what was sent. */
  void stop() throws ExecutionException, InterruptedException {
    sending = false;
    if (sender != null) {
      sender.get();
    }
    long end = System.nanoTime() + 60_000_000_000L;
    while (!awaited.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(awaited.size() + " creates have no clocks");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  void forget() {
    answeredMillis.clear();
    clockedMillis.clear();
  }

  void print(String when) {
    print(when, "answered", answeredMillis.stream().sorted().toList());
    print(when, "with its clocks", clockedMillis.stream().sorted().toList());
  }

  private static void print(String when, String what, List<Double> sorted) {
    System.out.printf(
        Locale.ROOT,
        "  creates %s, %s: %d, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        when,
        what,
        sorted.size(),
        sorted.get(sorted.size() / 2),
        sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
        sorted.getLast());
  }

  private void send(int perSecond) throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    try (Load.Lane lane = new Load.Lane(CLIENTS)) {
      for (int i = 0; sending; i++) {
        long at = start + i * (1_000_000_000L / perSecond);
        Load.parkUntil(at);
        lane.submit(() -> create(at));
      }
    }
  }

  /** Counted from when it should have been sent, so that a stall counts for all who wait in it. */
  private void create(long at) throws Exception {
    UUID id = UUID.fromString(api.createOne());
    answeredMillis.add((System.nanoTime() - at) / 1e6);
    awaited.put(id, at);
  }

  private void look() {
    while (!closed) {
      try (PreparedStatement query =
          connection.prepareStatement(
              "select distinct request_id from clocks where request_id = any (?)")) {
        query.setArray(1, connection.createArrayOf("uuid", awaited.keySet().toArray()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            UUID id = rows.getObject(1, UUID.class);
            clockedMillis.add((System.nanoTime() - awaited.get(id)) / 1e6);
            last = id.toString();
            awaited.remove(id);
          }
        }
      } catch (SQLException e) {
        if (!closed) {
          throw new IllegalStateException("cannot look for clocks", e);
        }
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  @Override
  public void close() throws SQLException {
    sending = false;
    closed = true;
    threads.shutdown();
    connection.close();
  }
}
