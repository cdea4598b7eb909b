package io.onus.kit.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
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
 *
 * <p>A partition that is taken away is given up when its work has ended: at once where that takes
 * long, and then the next owner reads the batch again.
 */
public final class ConsumerLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration REVOKE_PATIENCE = Duration.ofSeconds(15);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  /** For single calls of the broker; shorter than the poll interval that membership depends on. */
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(5);

  private static final Duration BEFORE_RESTART = Duration.ofSeconds(1);

  /**
   * @param firstOffset where to read again if the work fails
   */
  private record Batch(
      TopicPartition partition,
      long firstOffset,
      long nextOffset,
      PartitionWork work,
      Future<?> outcome) {}

  private final String group;
  private final String topic;
  private final Map<String, Object> settings;
  private final Workshop shop;
  private final DeadLetters deadLetters;
  private final Thread thread;
  private final ExecutorService workers;

  private final Map<TopicPartition, Batch> atWork = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> toCommit = new HashMap<>();
  private final Map<TopicPartition, Long> toPass = new HashMap<>();
  private final Set<TopicPartition> newlyAssigned = new HashSet<>();
  private final ConcurrentLinkedQueue<Runnable> onCaughtUp = new ConcurrentLinkedQueue<>();

  private volatile boolean closed;
  private volatile boolean caughtUp;

  /** In the group, with no partition to read: there are more readers than partitions. */
  private volatile boolean spare;

  ConsumerLoop(
      KafkaSettings kafka,
      String group,
      String topic,
      RecordHandler handler,
      ObjectMapper mapper,
      MeterRegistry meters) {
    this(kafka, group, topic, handler, mapper, meters, Map.of());
  }

  ConsumerLoop(
      KafkaSettings kafka,
      String group,
      String topic,
      RecordHandler handler,
      ObjectMapper mapper,
      MeterRegistry meters,
      Map<String, Object> otherSettings) {
    this.group = group;
    this.topic = topic;
    this.deadLetters = new DeadLetters(kafka, group, meters);
    this.shop = new Workshop(group, handler, mapper, deadLetters, meters);
    this.workers =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().name("consumer-" + group + "-", 0).daemon(true).factory());
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1000,
                // Partitions that stay are not interrupted when others move.
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                // A killed member must not hold its partitions for the default three quarters of a
                // minute.
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                6000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                1500));
    all.putAll(otherSettings);
    this.settings = kafka.with(all);
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

  /** Whether something is to be read here that was not read yet; also while the broker says no. */
  public boolean isBehind() {
    return !caughtUp && !spare;
  }

  /** Runs each time the loop has caught up anew, and at once where it has already. */
  public void onCaughtUp(Runnable listener) {
    onCaughtUp.add(listener);
    if (caughtUp) {
      listener.run();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
      workers.shutdownNow();
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warnf("consumer group=%s ends with a handler still at work", group);
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    deadLetters.close();
  }

  private void run() {
    while (!closed) {
      KafkaConsumer<String, byte[]> consumer = null;
      try {
        consumer =
            new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic), new Rebalance(consumer));
        while (!closed) {
          turn(consumer, consumer.poll(POLL));
        }
        giveUp(consumer, Set.copyOf(atWork.keySet()), CLOSE_PATIENCE);
      } catch (AuthenticationException | AuthorizationException e) {
        // Nothing of it is in the code, so where it came from says nothing.
        LOG.warnf("consumer group=%s is not let in: %s", group, e.getMessage());
        parkBeforeRestart();
      } catch (Exception | LinkageError e) {
        LOG.warnf(e, "consumer group=%s starts anew in %s", group, BEFORE_RESTART);
        parkBeforeRestart();
      } finally {
        caughtUp = false;
        spare = false;
        abandonAll();
        if (consumer != null) {
          close(consumer);
        }
      }
    }
  }

  private void turn(
      KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<String, byte[]>> batch = records.records(partition);
      consumer.pause(List.of(partition));
      PartitionWork work = shop.workOn(batch);
      atWork.put(
          partition,
          new Batch(
              partition,
              batch.getFirst().offset(),
              batch.getLast().offset() + 1,
              work,
              workers.submit(work)));
    }
    collectFinished(consumer);
    commit(consumer);
    watchProgress(consumer);
  }

  private void collectFinished(KafkaConsumer<String, byte[]> consumer) {
    List<Batch> finished = atWork.values().stream().filter(b -> b.outcome().isDone()).toList();
    for (Batch batch : finished) {
      atWork.remove(batch.partition());
      if (batch.outcome().state() == Future.State.SUCCESS) {
        toCommit.put(batch.partition(), new OffsetAndMetadata(batch.nextOffset()));
      } else {
        LOG.errorf(
            batch.outcome().exceptionNow(),
            "consumer group=%s reads %s again from %d",
            group,
            batch.partition(),
            batch.firstOffset());
        consumer.seek(batch.partition(), batch.firstOffset());
      }
      consumer.resume(List.of(batch.partition()));
    }
  }

  /** What the broker does not take now is kept for the next turn. */
  private void commit(KafkaConsumer<String, byte[]> consumer) {
    if (toCommit.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(toCommit, BROKER_PATIENCE);
      toCommit.clear();
    } catch (RebalanceInProgressException | RetriableException e) {
      LOG.infof("consumer group=%s commits later: %s", group, e.getMessage());
    } catch (CommitFailedException e) {
      LOG.warnf("consumer group=%s lost its partitions before a commit", group);
      toCommit.clear();
    }
  }

  private void watchProgress(KafkaConsumer<String, byte[]> consumer) {
    try {
      if (!newlyAssigned.isEmpty()) {
        toPass.putAll(consumer.endOffsets(newlyAssigned, BROKER_PATIENCE));
        newlyAssigned.clear();
      }
      Set<TopicPartition> assigned = consumer.assignment();
      if (caughtUp || assigned.isEmpty()) {
        return;
      }
      for (TopicPartition partition : assigned) {
        Long end = toPass.get(partition);
        if (end == null
            || atWork.containsKey(partition)
            || consumer.position(partition, BROKER_PATIENCE) < end) {
          return;
        }
      }
      LOG.infof("consumer caught up group=%s partitions=%d", group, assigned.size());
    } catch (RetriableException e) {
      return;
    }
    caughtUp = true;
    for (Runnable listener : onCaughtUp) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.errorf(e, "consumer group=%s: a listener of catching up failed", group);
      }
    }
  }

  /**
   * Waits for the work on the partitions; what does not end in time is abandoned between two tries.
   */
  private void giveUp(
      KafkaConsumer<String, byte[]> consumer,
      Collection<TopicPartition> partitions,
      Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    List<Batch> batches = partitions.stream().filter(atWork::containsKey).map(atWork::get).toList();
    for (Batch batch : batches) {
      if (!ended(batch, deadline)) {
        batch.work().abandon();
      }
    }
    long lastDeadline = System.nanoTime() + patience.toNanos();
    for (Batch batch : batches) {
      if (!ended(batch, lastDeadline)) {
        LOG.warnf("consumer group=%s leaves a handler at work on %s", group, batch.partition());
      }
      if (batch.outcome().state() == Future.State.SUCCESS) {
        toCommit.put(batch.partition(), new OffsetAndMetadata(batch.nextOffset()));
      }
      atWork.remove(batch.partition());
    }
    commit(consumer);
  }

  private static boolean ended(Batch batch, long deadline) {
    try {
      batch.outcome().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Nothing of an ended consumer is still at work when its successor reads the same records. */
  private void abandonAll() {
    atWork.values().forEach(batch -> batch.work().abandon());
    for (Batch batch : atWork.values()) {
      while (!closed && !ended(batch, System.nanoTime() + POLL.toNanos())) {
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
      }
    }
    atWork.clear();
    toCommit.clear();
    toPass.clear();
    newlyAssigned.clear();
  }

  private void close(KafkaConsumer<String, byte[]> consumer) {
    try {
      consumer.close(CloseOptions.timeout(BROKER_PATIENCE));
    } catch (RuntimeException e) {
      LOG.infof("consumer group=%s ended without a farewell: %s", group, e.getMessage());
    }
  }

  private void parkBeforeRestart() {
    long deadline = System.nanoTime() + BEFORE_RESTART.toNanos();
    while (!closed && System.nanoTime() < deadline) {
      java.util.concurrent.locks.LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    private final KafkaConsumer<String, byte[]> consumer;

    private Rebalance(KafkaConsumer<String, byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      newlyAssigned.addAll(partitions);
      spare = consumer.assignment().isEmpty();
      if (!partitions.isEmpty()) {
        caughtUp = false;
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      giveUp(consumer, partitions, REVOKE_PATIENCE);
      forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      long deadline = System.nanoTime() + REVOKE_PATIENCE.toNanos();
      for (TopicPartition partition : partitions) {
        Batch batch = atWork.remove(partition);
        if (batch != null) {
          batch.work().abandon();
          ended(batch, deadline);
        }
      }
      forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
      partitions.forEach(
          partition -> {
            toCommit.remove(partition);
            toPass.remove(partition);
            newlyAssigned.remove(partition);
          });
    }
  }
}
