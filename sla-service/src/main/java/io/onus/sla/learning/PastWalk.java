package io.onus.sla.learning;

import io.onus.kit.problem.Problem;
import io.onus.kit.sql.Sql;
import io.onus.kit.tx.Transactions;
import io.onus.sla.calendar.domain.OutOfReachException;
import io.onus.sla.clock.PastFacts;
import io.onus.sla.clock.PastFacts.Arrival;
import io.onus.sla.clock.PastFacts.Between;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.learning.domain.Window;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the past of departments, page by page on several threads, so that memory does not
 * grow with it. Every statement runs in a transaction that may only read.
 */
@ApplicationScoped
public class PastWalk {

  /**
   * What is learned from one request after the other. Pages are learned apart from each other and
   * added up, in no particular order.
   */
  interface Lesson<T> {

    T nothing();

    void learn(T so, Arrival arrival, List<RequestFact> facts);

    void add(T to, T page);
  }

  /** Small enough that a handful in memory is nothing, large enough for one round trip to pay. */
  private static final int PAGE = 250;

  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final PastFacts past;
  private final Transactions transactions;
  private final Sql sql;
  private final int most;
  private final int workers;
  private final Semaphore places;
  private final ExecutorService threads;

  public PastWalk(
      PastFacts past,
      Transactions transactions,
      Sql sql,
      @ConfigProperty(name = "onus.learning.max-requests") int most,
      @ConfigProperty(name = "onus.learning.workers") int workers,
      @ConfigProperty(name = "onus.learning.at-once") int atOnce) {
    this.past = past;
    this.transactions = transactions;
    this.sql = sql;
    this.most = most;
    this.workers = workers;
    this.places = new Semaphore(atOnce);
    this.threads =
        Executors.newFixedThreadPool(
            workers, Thread.ofPlatform().daemon().name("past-", 0).factory());
  }

  void stop(@Observes ShutdownEvent event) {
    threads.shutdownNow();
  }

  /** When the last request came. */
  Optional<Instant> latest(Between between) {
    return reading(() -> past.latest(between));
  }

  <T> T through(Between between, Window window, Lesson<T> lesson) {
    if (!places.tryAcquire()) {
      throw Problem.unavailable(
          "Others are looking through the past. Ask again in a moment.", COME_AGAIN);
    }
    try {
      int found = reading(() -> past.count(between, window.from(), window.until(), most + 1));
      if (found > most) {
        throw Problem.refused(new TooMuchPast(most, window));
      }
      return all(between, window, lesson);
    } finally {
      places.release();
    }
  }

  private <T> T all(Between between, Window window, Lesson<T> lesson) {
    T learned = lesson.nothing();
    Deque<Future<T>> under = new ArrayDeque<>();
    try {
      Arrival last = null;
      boolean more = true;
      while (more) {
        Arrival after = last;
        List<Arrival> page =
            reading(() -> past.page(between, window.from(), window.until(), after, PAGE));
        more = page.size() == PAGE;
        last = page.isEmpty() ? last : page.getLast();
        under.add(threads.submit(() -> page(page, lesson)));
        if (under.size() > 2 * workers) {
          lesson.add(learned, done(under.removeFirst()));
        }
      }
      while (!under.isEmpty()) {
        lesson.add(learned, done(under.removeFirst()));
      }
      return learned;
    } finally {
      under.forEach(left -> left.cancel(true));
    }
  }

  private <T> T page(List<Arrival> page, Lesson<T> lesson) {
    Map<UUID, List<RequestFact>> facts =
        reading(() -> past.of(page.stream().map(Arrival::requestId).toList()));
    T learned = lesson.nothing();
    for (Arrival arrival : page) {
      lesson.learn(learned, arrival, facts.get(arrival.requestId()));
    }
    return learned;
  }

  /** Nothing that is done here can write, whoever calls. */
  <T> T reading(Callable<T> work) {
    return transactions.callInNew(
        () -> {
          sql.update("set transaction read only");
          return work.call();
        });
  }

  private static <T> T done(Future<T> page) {
    try {
      return page.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The service is stopping. Ask again.", COME_AGAIN);
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    }
  }

  private static RuntimeException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      case OutOfReachException beyond ->
          Problem.refused(
              "out-of-reach",
              "These terms are due beyond the years calendars are kept for: " + beyond.getMessage(),
              Map.of());
      case RuntimeException other -> other;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
