package io.onus.kit.inbox;

import io.onus.kit.event.CloudEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * One batch of one partition, from its records to their effect: key by key, each repeated in place
 * until it is handled or dead-lettered. It ends normally only when every record has ended one of
 * these two ways.
 */
final class PartitionWork implements Runnable {

  private static final Logger LOG = Logger.getLogger(PartitionWork.class);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

  /** Of failures that are not known to pass: after so many in a row a record counts as poison. */
  private static final int ATTEMPTS_WITHOUT_REASON = 5;

  /** A record with what was read from it. */
  private record Item(ConsumerRecord<String, byte[]> record, IncomingEvent event) {}

  private final Workshop shop;
  private final List<ConsumerRecord<String, byte[]>> batch;
  private final CountDownLatch abandoned = new CountDownLatch(1);

  PartitionWork(Workshop shop, List<ConsumerRecord<String, byte[]>> batch) {
    this.shop = shop;
    this.batch = batch;
  }

  /** Asks the work to end after the handler's current call, with an exception. */
  void abandon() {
    abandoned.countDown();
  }

  @Override
  public void run() {
    Map<String, List<Item>> byKey = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : batch) {
      if (record.value() == null) {
        // A tombstone: it says that older records of the key may go, and is no event.
        continue;
      }
      try {
        byKey.computeIfAbsent(key(record), key -> new ArrayList<>()).add(item(record));
      } catch (IllegalArgumentException e) {
        bury(record, e);
      }
    }
    byKey.values().removeIf(List::isEmpty);
    byKey.forEach(this::handle);
    shop.handled.increment(batch.size());
  }

  private Item item(ConsumerRecord<String, byte[]> record) {
    return new Item(
        record,
        new IncomingEvent(
            CloudEvents.read(record.value(), shop.mapper),
            record.topic(),
            record.partition(),
            record.offset(),
            record.value()));
  }

  private static String key(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      throw new IllegalArgumentException("a record without a key has no order");
    }
    return record.key();
  }

  private void handle(String key, List<Item> items) {
    List<IncomingEvent> events = items.stream().map(Item::event).toList();
    Duration backoff = FIRST_BACKOFF;
    for (int attempt = 1; ; attempt++) {
      Throwable failure = attempt(key, events);
      if (failure == null) {
        return;
      }
      Failure kind = Failure.of(failure);
      boolean lasting =
          kind == Failure.POISON || (kind == Failure.UNKNOWN && attempt >= ATTEMPTS_WITHOUT_REASON);
      if (lasting && items.size() > 1) {
        // Only the one that is to blame goes; the others of its key are handled alone.
        items.forEach(item -> handle(key, List.of(item)));
        return;
      }
      if (lasting) {
        bury(items.getFirst().record(), failure);
        return;
      }
      LOG.warnf(
          "consumer group=%s key=%s attempt=%d again in %s: %s",
          shop.group, key, attempt, backoff, failure);
      shop.repeats.increment();
      pause(backoff);
      backoff = longer(backoff);
    }
  }

  /** Answers what the handler threw, or null. */
  private Throwable attempt(String key, List<IncomingEvent> events) {
    endIfAbandoned();
    try {
      shop.places.acquire();
    } catch (InterruptedException e) {
      throw ending(e);
    }
    try {
      shop.handler.handle(key, events);
      return null;
    } catch (InterruptedException e) {
      throw ending(e);
    } catch (Throwable e) {
      // An error of one record, as a stack overflow on deep input, must not end the loop.
      if (Thread.currentThread().isInterrupted()) {
        throw ending(e);
      }
      return e;
    } finally {
      shop.places.release();
    }
  }

  private void bury(ConsumerRecord<String, byte[]> record, Throwable reason) {
    LOG.errorf(
        reason,
        "consumer group=%s dead-letters topic=%s partition=%d offset=%d",
        shop.group,
        record.topic(),
        record.partition(),
        record.offset());
    Duration backoff = FIRST_BACKOFF;
    while (!shop.deadLetters.accept(record, reason)) {
      pause(backoff);
      backoff = longer(backoff);
    }
  }

  private void pause(Duration duration) {
    try {
      if (abandoned.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        endIfAbandoned();
      }
    } catch (InterruptedException e) {
      throw ending(e);
    }
  }

  private void endIfAbandoned() {
    if (abandoned.getCount() == 0) {
      throw new CancellationException("the partition was given up");
    }
  }

  private static CancellationException ending(Throwable cause) {
    Thread.currentThread().interrupt();
    CancellationException ending = new CancellationException("the service is ending");
    ending.initCause(cause);
    return ending;
  }

  private static Duration longer(Duration backoff) {
    Duration doubled = backoff.multipliedBy(2);
    return doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
  }
}
