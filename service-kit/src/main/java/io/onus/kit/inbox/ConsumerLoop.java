package io.onus.kit.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.sql.SqlStates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * The one way this suite reads a topic.
 *
 * <p>Each partition has at most one batch at work; while it has, it is paused and the loop keeps
 * polling, so that slow work or a long backoff never costs the group membership. Within a batch,
 * events of one key go to the handler together and in order. Failures that pass are repeated in
 * place with backoff; a poison record goes to the dead-letter topic at once and never holds up the
 * others. Offsets are committed after the handler's transactions.
 */
public final class ConsumerLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
  private static final Duration REVOKE_PATIENCE = Duration.ofSeconds(15);
  private static final int WORKERS = 4;

  /** Of failures that are not known to pass: after so many in a row a record counts as poison. */
  private static final int ATTEMPTS_WITHOUT_REASON = 5;

  private record Batch(TopicPartition partition, long nextOffset, Future<?> work) {}

  private final String group;
  private final String topic;
  private final RecordHandler handler;
  private final ObjectMapper mapper;
  private final Map<String, Object> settings;
  private final Counter handled;
  private final DeadLetters deadLetters;
  private final Thread thread;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().daemon(true).factory());

  private final Map<TopicPartition, Batch> atWork = new HashMap<>();
  private final Map<TopicPartition, Long> done = new HashMap<>();
  private final Map<TopicPartition, Long> toPass = new HashMap<>();
  private final Set<TopicPartition> newlyAssigned = new HashSet<>();
  private final ConcurrentLinkedQueue<Runnable> onCaughtUp = new ConcurrentLinkedQueue<>();

  private volatile boolean closed;
  private volatile boolean caughtUp;
  private volatile KafkaConsumer<String, byte[]> consumer;

  ConsumerLoop(
      String bootstrap,
      String group,
      String topic,
      RecordHandler handler,
      ObjectMapper mapper,
      MeterRegistry meters) {
    this.group = group;
    this.topic = topic;
    this.handler = handler;
    this.mapper = mapper;
    this.handled = meters.counter("onus.consumer.handled", "group", group);
    this.deadLetters = new DeadLetters(bootstrap, group, meters);
    this.settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.GROUP_ID_CONFIG,
            group,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1000,
            // A killed member must not hold its partitions for the default three quarters of a
            // minute.
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            6000,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            1500);
    this.thread = Thread.ofPlatform().name("consumer-" + group).daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Whether everything that was in the assigned partitions when they were assigned has been
   * handled. False before the first assignment and again after each rebalance until its new
   * partitions are passed.
   */
  public boolean caughtUp() {
    return caughtUp;
  }

  /** Runs each time the loop has caught up anew. */
  public void onCaughtUp(Runnable listener) {
    onCaughtUp.add(listener);
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.shutdownNow();
    deadLetters.close();
  }

  private void run() {
    while (!closed) {
      try (KafkaConsumer<String, byte[]> fresh =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
        consumer = fresh;
        fresh.subscribe(List.of(topic), new Rebalance());
        while (!closed) {
          turn(fresh.poll(POLL));
        }
        awaitAll(atWork.keySet());
      } catch (WakeupException e) {
        // Asked to end; what is at work is repeated after the next start.
      } catch (RuntimeException e) {
        LOG.warnf(e, "consumer group=%s starts anew", group);
        pauseBeforeRestart();
      } finally {
        atWork.clear();
        done.clear();
        toPass.clear();
        newlyAssigned.clear();
        caughtUp = false;
      }
    }
  }

  private void turn(ConsumerRecords<String, byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<String, byte[]>> batch = records.records(partition);
      consumer.pause(List.of(partition));
      atWork.put(
          partition,
          new Batch(
              partition, batch.getLast().offset() + 1, workers.submit(() -> handleBatch(batch))));
    }
    commitFinished();
    watchProgress();
  }

  private void commitFinished() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    List<Batch> finished = atWork.values().stream().filter(b -> b.work().isDone()).toList();
    for (Batch batch : finished) {
      atWork.remove(batch.partition());
      if (batch.work().state() == Future.State.SUCCESS) {
        offsets.put(batch.partition(), new OffsetAndMetadata(batch.nextOffset()));
        done.put(batch.partition(), batch.nextOffset());
      } else {
        // Only an interrupt at shutdown or a bug ends here: read the batch again.
        consumer.seek(batch.partition(), done.getOrDefault(batch.partition(), committed(batch)));
      }
      consumer.resume(List.of(batch.partition()));
    }
    if (!offsets.isEmpty()) {
      consumer.commitSync(offsets);
    }
  }

  private long committed(Batch batch) {
    OffsetAndMetadata offset = consumer.committed(Set.of(batch.partition())).get(batch.partition());
    return offset == null ? 0 : offset.offset();
  }

  private void watchProgress() {
    if (!newlyAssigned.isEmpty()) {
      toPass.putAll(consumer.endOffsets(newlyAssigned));
      newlyAssigned.clear();
    }
    if (caughtUp || consumer.assignment().isEmpty()) {
      return;
    }
    boolean passed =
        consumer.assignment().stream()
            .allMatch(
                partition ->
                    !atWork.containsKey(partition)
                        && consumer.position(partition)
                            >= toPass.getOrDefault(partition, Long.MAX_VALUE));
    if (passed) {
      caughtUp = true;
      LOG.infof("consumer caught up group=%s partitions=%d", group, consumer.assignment().size());
      onCaughtUp.forEach(Runnable::run);
    }
  }

  private void handleBatch(List<ConsumerRecord<String, byte[]>> batch) {
    Map<String, List<IncomingEvent>> byKey = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : batch) {
      if (record.value() == null) {
        continue;
      }
      try {
        byKey
            .computeIfAbsent(String.valueOf(record.key()), key -> new ArrayList<>())
            .add(
                new IncomingEvent(
                    CloudEvents.read(record.value(), mapper),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.value()));
      } catch (IllegalArgumentException e) {
        bury(record.key(), record.value(), record.partition(), record.offset(), e);
      }
    }
    byKey.forEach(this::handleKey);
    handled.increment(batch.size());
  }

  private void handleKey(String key, List<IncomingEvent> events) {
    Duration backoff = FIRST_BACKOFF;
    for (int attempt = 1; ; attempt++) {
      try {
        handler.handle(key, events);
        return;
      } catch (Exception e) {
        boolean poison = e instanceof PoisonRecord;
        boolean passes = !poison && passes(e);
        if (poison || (!passes && attempt >= ATTEMPTS_WITHOUT_REASON)) {
          if (events.size() > 1) {
            events.forEach(event -> handleKey(key, List.of(event)));
            return;
          }
          IncomingEvent event = events.getFirst();
          bury(key, event.value(), event.partition(), event.offset(), e);
          return;
        }
        LOG.warnf(
            "consumer group=%s key=%s attempt=%d again in %s: %s", group, key, attempt, backoff, e);
        sleep(backoff);
        backoff = backoff.multipliedBy(2);
        if (backoff.compareTo(LONGEST_BACKOFF) > 0) {
          backoff = LONGEST_BACKOFF;
        }
      }
    }
  }

  private void bury(String key, byte[] value, int partition, long offset, Exception reason) {
    LOG.errorf(
        "consumer group=%s dead-letters topic=%s partition=%d offset=%d reason=%s",
        group, topic, partition, offset, reason);
    Duration backoff = FIRST_BACKOFF;
    while (!deadLetters.accept(topic, partition, offset, key, value, reason)) {
      sleep(backoff);
    }
  }

  private static boolean passes(Exception e) {
    if (SqlStates.isTransient(e)) {
      return true;
    }
    for (Throwable at = e; at != null && at.getCause() != at; at = at.getCause()) {
      if (at instanceof RetriableException
          || at instanceof IOException
          || at instanceof jakarta.transaction.RollbackException
          || at instanceof jakarta.transaction.SystemException) {
        return true;
      }
    }
    return false;
  }

  private void awaitAll(Collection<TopicPartition> partitions) {
    long deadline = System.nanoTime() + REVOKE_PATIENCE.toNanos();
    for (TopicPartition partition : List.copyOf(partitions)) {
      Batch batch = atWork.get(partition);
      if (batch == null) {
        continue;
      }
      try {
        batch.work().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        LOG.warnf("consumer group=%s leaves %s with work unfinished", group, partition);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    try {
      commitFinished();
    } catch (KafkaException | IllegalStateException e) {
      LOG.warnf("consumer group=%s could not commit: %s", group, e.getMessage());
    }
  }

  private void pauseBeforeRestart() {
    if (!closed) {
      sleep(Duration.ofSeconds(1));
    }
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the service is ending", e);
    }
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      newlyAssigned.addAll(partitions);
      if (!partitions.isEmpty()) {
        caughtUp = false;
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      awaitAll(partitions);
      forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
      partitions.forEach(
          partition -> {
            atWork.remove(partition);
            done.remove(partition);
            toPass.remove(partition);
            newlyAssigned.remove(partition);
          });
    }
  }
}
