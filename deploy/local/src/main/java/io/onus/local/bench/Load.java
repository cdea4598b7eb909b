package io.onus.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Runs calls from several clients at once. */
final class Load {

  /** One call, repeated by every client. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private Load() {}

  /**
   * Each client repeats the step for so many seconds; answers steps per second. The first failure
   * ends it.
   */
  static double run(int clients, int seconds, Step step) throws Exception {
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    List<Callable<Integer>> work = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      work.add(
          () -> {
            int done = 0;
            while (System.nanoTime() < end) {
              step.run();
              done++;
            }
            return done;
          });
    }
    int done = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (Future<Integer> one : threads.invokeAll(work)) {
        done += one.get();
      }
    }
    return done / ((System.nanoTime() - start) / 1e9);
  }

  static void parkUntil(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanoTime - System.nanoTime();
    }
  }

  /** Calls sent at their time, whether or not earlier ones have been answered. */
  static final class Lane implements AutoCloseable {

    private final ExecutorService threads;
    private final List<Future<?>> sent = new ArrayList<>();

    Lane(int clients) {
      threads = Executors.newFixedThreadPool(clients);
    }

    void submit(Step step) {
      sent.add(
          threads.submit(
              () -> {
                step.run();
                return null;
              }));
    }

    @Override
    public void close() throws ExecutionException, InterruptedException {
      threads.shutdown();
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }
}
