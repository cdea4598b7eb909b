package io.onus.notification.stream;

import io.onus.notification.stream.domain.Reader;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One stream that is open: what its reader asks for and what wakes it. A reader that does not take
 * what it is given is not given more.
 */
final class OpenStream implements Flow.Subscription {

  private final String caller;
  private final Reader reader;
  private final long beganNanos = System.nanoTime();
  private final long lastsNanos;
  private final Semaphore demand = new Semaphore(0);
  private final Semaphore woken = new Semaphore(0);
  private volatile Flow.@Nullable Subscriber<? super OutboundSseEvent> subscriber;
  private volatile boolean cancelled;

  /**
   * @param caller who has it open, told apart from others
   * @param lasts how long it stays at most
   */
  OpenStream(String caller, Reader reader, Duration lasts) {
    this.caller = caller;
    this.reader = reader;
    this.lastsNanos = lasts.toNanos();
  }

  String caller() {
    return caller;
  }

  Reader reader() {
    return reader;
  }

  boolean concerns(Set<String> addresses) {
    return addresses.contains(reader.personId())
        || reader.email() != null && addresses.contains(reader.email());
  }

  /** Somebody takes what it gives from now on. */
  void takenBy(Flow.Subscriber<? super OutboundSseEvent> reading) {
    subscriber = reading;
    reading.onSubscribe(this);
  }

  /** Whether it was opened and whoever asked for it was gone before it began. */
  boolean isAbandoned(Duration after) {
    return subscriber == null && System.nanoTime() - beganNanos > after.toNanos();
  }

  boolean isOver() {
    return cancelled || leftNanos() <= 0;
  }

  /**
   * Hands one event over once the reader has taken those before; false where it does not take it in
   * time.
   */
  boolean give(OutboundSseEvent event, Duration patience) throws InterruptedException {
    Flow.Subscriber<? super OutboundSseEvent> reading = subscriber;
    if (reading == null
        || !demand.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
        || cancelled) {
      return false;
    }
    reading.onNext(event);
    return true;
  }

  /** False where nothing woke it in time. */
  boolean await(Duration longest) throws InterruptedException {
    long nanos = Math.min(longest.toNanos(), Math.max(leftNanos(), 0));
    boolean something = woken.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    woken.drainPermits();
    return something;
  }

  void wake() {
    woken.release();
  }

  void end() {
    Flow.Subscriber<? super OutboundSseEvent> reading = subscriber;
    if (!cancelled && reading != null) {
      reading.onComplete();
    }
  }

  @Override
  public void request(long n) {
    demand.release((int) Math.min(n, 1024));
  }

  @Override
  public void cancel() {
    cancelled = true;
    demand.release();
    woken.release();
  }

  private long leftNanos() {
    return lastsNanos - (System.nanoTime() - beganNanos);
  }
}
