package io.onus.kit.loop;

import io.onus.kit.sql.SqlStates;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * A thread that repeats a step and parks between steps until it is woken or the time the step named
 * has passed. A step that throws is logged and tried again after a pause: a loop ends only when it
 * is closed.
 */
public final class BackgroundLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(BackgroundLoop.class);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final String name;
  private final Callable<Duration> step;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean wakeUp;
  private volatile boolean closed;

  /**
   * @param step does one round and answers how long to park; zero or less means go on at once
   */
  public BackgroundLoop(String name, Callable<Duration> step) {
    this.name = name;
    this.step = step;
    this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
  }

  public BackgroundLoop start() {
    thread.start();
    return this;
  }

  /** Ends the current or the next parking at once. Callable from any thread. */
  public void wake() {
    lock.lock();
    try {
      wakeUp = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      Duration park;
      try {
        park = step.call();
      } catch (Throwable e) {
        // Errors too: a loop that had ended silently would be missed by nobody until it matters.
        if (closed) {
          return;
        }
        if (SqlStates.isTransient(e)) {
          LOG.warnf("loop=%s waits for the database: %s", name, e.getMessage());
        } else {
          LOG.errorf(e, "loop=%s failed, tries again in %s", name, AFTER_FAILURE);
        }
        park = AFTER_FAILURE;
      }
      park(park);
    }
  }

  private void park(Duration duration) {
    lock.lock();
    try {
      long nanos = duration.toNanos();
      while (!wakeUp && !closed && nanos > 0) {
        nanos = woken.awaitNanos(nanos);
      }
      wakeUp = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
