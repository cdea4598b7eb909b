package io.onus.local.servicenow;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same with many things, a few at a time; the first failure ends it. */
final class Lanes {

  @FunctionalInterface
  interface Work<T> {
    void on(T item) throws InterruptedException;
  }

  private Lanes() {}

  /** Items are asked for one by one, so that they need not all exist at once. */
  static <T> void each(int lanes, Iterator<T> items, Work<T> work) throws InterruptedException {
    try (ExecutorService executor = Executors.newFixedThreadPool(lanes)) {
      List<Future<?>> running = new ArrayList<>();
      try {
        for (int i = 0; i < lanes; i++) {
          running.add(executor.submit(() -> lane(items, work)));
        }
        for (Future<?> lane : running) {
          lane.get();
        }
      } catch (ExecutionException e) {
        executor.shutdownNow();
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      }
    }
  }

  private static <T> Void lane(Iterator<T> items, Work<T> work) throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      T item;
      synchronized (items) {
        if (!items.hasNext()) {
          return null;
        }
        item = items.next();
      }
      work.on(item);
    }
    return null;
  }
}
