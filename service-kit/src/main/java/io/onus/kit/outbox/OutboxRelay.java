package io.onus.kit.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.kafka.KafkaSettings;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.sql.Sql;
import io.onus.kit.sql.SqlFailure;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox: reads rows of the shards it could lock, sends them, waits for every
 * acknowledgement and deletes what was acknowledged, all under transaction-scoped advisory locks. A
 * relay that dies in between leaves the rows, and they are sent again with the same ids.
 *
 * <p>There is no cursor over ids: a transaction that commits late is found as soon as it has
 * committed. The order promised is that of first occurrences within a key, so a row is never sent
 * after a failed one of its topic, and a producer is closed before its unanswered records are sent
 * anew.
 */
@ApplicationScoped
public class OutboxRelay {

  /** Where a round can be stopped from outside: what tests of sudden death need. */
  interface Stops {
    default void whenNotSent() {}

    default void afterSend() {}

    default void afterAcknowledgement() {}

    default void beforeCommit() {}
  }

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int BATCH = 1000;
  private static final int LOCK_CLASS = 7102;
  private static final Duration SWEEP = Duration.ofMillis(100);
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(2);
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(20);
  private static final Duration COUNT_PARKED_EVERY = Duration.ofMinutes(1);

  private record Pending(
      long id, UUID eventId, String topic, String key, List<String> headers, String value) {}

  private record Sent(Pending row, Future<RecordMetadata> acknowledgement) {}

  private final DataSource dataSource;
  private final Map<String, Object> producerSettings;
  private final boolean enabled;
  private final Stops stops;
  private final BackgroundLoop loop;
  private final Counter published;
  private final Counter parked;
  private final AtomicLong parkedRows = new AtomicLong();
  private volatile @Nullable Long nextCount;
  private @Nullable Producer<String, byte[]> producer;

  /** Whether the broker said no in the last round, as to a wrong password or a missing grant. */
  private volatile boolean refused;

  @Inject
  public OutboxRelay(
      DataSource dataSource,
      OutboxSignal signal,
      MeterRegistry meters,
      KafkaSettings kafka,
      @ConfigProperty(name = "onus.outbox.relay", defaultValue = "true") boolean enabled) {
    this(dataSource, signal, meters, kafka, enabled, new Stops() {});
  }

  OutboxRelay(
      DataSource dataSource,
      OutboxSignal signal,
      MeterRegistry meters,
      KafkaSettings kafka,
      boolean enabled,
      Stops stops) {
    this.dataSource = dataSource;
    this.enabled = enabled;
    this.stops = stops;
    this.published = meters.counter("onus.outbox.published");
    this.parked = meters.counter("onus.outbox.parked");
    meters.gauge("onus.outbox.parked.rows", parkedRows);
    this.producerSettings =
        kafka.with(
            Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // Never given up inside the producer: a record that expires could be overtaken by
                // its successor.
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                5_000,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                131_072,
                ProducerConfig.CLIENT_ID_CONFIG,
                "outbox-relay"));
    this.loop = new BackgroundLoop("outbox-relay", this::step);
    signal.onWake(loop::wake);
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      loop.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    close();
  }

  public void close() {
    loop.close();
    dropProducer();
  }

  private Duration step() {
    if (relayOnce() > 0) {
      return Duration.ZERO;
    }
    return refused ? AFTER_REFUSAL : SWEEP;
  }

  /** One round: at most {@value #BATCH} rows. Answers how many rows left the outbox. */
  public int relayOnce() {
    try (Connection connection = dataSource.getConnection()) {
      countParkedNowAndThen(connection);
      if (!anythingPending(connection)) {
        return 0;
      }
      connection.setAutoCommit(false);
      try {
        int left = publishLocked(connection);
        stops.beforeCommit();
        connection.commit();
        return left;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      } finally {
        if (!connection.isClosed()) {
          connection.setAutoCommit(true);
        }
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private int publishLocked(Connection connection) throws SQLException {
    List<Integer> shards = lockShards(connection);
    if (shards.isEmpty()) {
      return 0;
    }
    List<Pending> rows = oldest(connection, shards);
    List<Long> acknowledged = new ArrayList<>(rows.size());
    Map<Pending, Throwable> unsendable = new HashMap<>();
    publish(rows, acknowledged, unsendable);
    if (!acknowledged.isEmpty()) {
      update(connection, "delete from outbox where id = any (?)", acknowledged);
      published.increment(acknowledged.size());
    }
    for (Map.Entry<Pending, Throwable> one : unsendable.entrySet()) {
      park(connection, one.getKey(), one.getValue());
    }
    return acknowledged.size() + unsendable.size();
  }

  private void publish(
      List<Pending> rows, List<Long> acknowledged, Map<Pending, Throwable> unsendable) {
    refused = false;
    List<Sent> sent = send(rows, unsendable);
    stops.afterSend();
    long deadline = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();
    for (Sent one : sent) {
      try {
        one.acknowledgement().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        acknowledged.add(one.row().id());
      } catch (ExecutionException e) {
        if (!neverSendable(e.getCause())) {
          giveUpRound(e.getCause());
          return;
        }
        unsendable.put(one.row(), e.getCause());
      } catch (TimeoutException e) {
        giveUpRound(e);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        giveUpRound(e);
        return;
      }
    }
    stops.afterAcknowledgement();
    if (refused) {
      // It would remember, and send nothing more even when the broker has thought better of it.
      dropProducer();
    }
  }

  /**
   * A topic that does not take a record now gets none of its successors either; other topics go on.
   */
  private List<Sent> send(List<Pending> rows, Map<Pending, Throwable> unsendable) {
    List<Sent> sent = new ArrayList<>(rows.size());
    Set<String> waiting = new HashSet<>();
    for (Pending row : rows) {
      if (waiting.contains(row.topic())) {
        continue;
      }
      Throwable failure = null;
      try {
        Future<RecordMetadata> acknowledgement = producer().send(record(row));
        // What the client itself refuses, or cannot place for want of a broker, is known already.
        failure =
            acknowledgement.state() == Future.State.FAILED ? acknowledgement.exceptionNow() : null;
        if (failure == null) {
          sent.add(new Sent(row, acknowledgement));
        }
      } catch (RuntimeException e) {
        failure = e;
      }
      if (failure != null && neverSendable(failure)) {
        unsendable.put(row, failure);
      } else if (failure != null) {
        LOG.warnf("outbox waits: topic=%s %s", row.topic(), failure.getMessage());
        waiting.add(row.topic());
        refused |= !(failure instanceof RetriableException);
        stops.whenNotSent();
      }
    }
    return sent;
  }

  /**
   * What was not acknowledged stays in the outbox and goes again, from its first row on, with a new
   * producer.
   */
  private void giveUpRound(Throwable reason) {
    LOG.warnf("outbox round given up, rows stay: %s", String.valueOf(reason));
    refused |= !(reason instanceof RetriableException || reason instanceof TimeoutException);
    dropProducer();
  }

  private void park(Connection connection, Pending row, Throwable reason) throws SQLException {
    LOG.errorf(
        "outbox row can never be sent, parked: eventId=%s topic=%s key=%s reason=%s",
        row.eventId(), row.topic(), row.key(), reason.getMessage());
    update(
        connection,
        """
        with gone as (delete from outbox where id = ? returning *)
        insert into outbox_parked (id, shard, topic, key, event_id, headers, value, reason)
        select id, shard, topic, key, event_id, headers, value, ? from gone
        """,
        row.id(),
        String.valueOf(reason.getMessage()));
    parked.increment();
    parkedRows.incrementAndGet();
  }

  private static boolean neverSendable(Throwable e) {
    return e instanceof RecordTooLargeException
        || e instanceof SerializationException
        || e instanceof InvalidTopicException
        || e instanceof InvalidRecordException;
  }

  private static ProducerRecord<String, byte[]> record(Pending row) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(row.topic(), row.key(), row.value().getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i + 1 < row.headers().size(); i += 2) {
      record
          .headers()
          .add(row.headers().get(i), row.headers().get(i + 1).getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private static boolean anythingPending(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select exists (select 1 from outbox)");
        ResultSet results = statement.executeQuery()) {
      return results.next() && results.getBoolean(1);
    }
  }

  /** The alarm outlives a restart, and ends when somebody has dealt with the rows. */
  private void countParkedNowAndThen(Connection connection) throws SQLException {
    if (nextCount != null && System.nanoTime() - nextCount < 0) {
      return;
    }
    try (PreparedStatement statement =
            connection.prepareStatement("select count(*) from outbox_parked");
        ResultSet results = statement.executeQuery()) {
      parkedRows.set(results.next() ? results.getLong(1) : 0);
    }
    nextCount = System.nanoTime() + COUNT_PARKED_EVERY.toNanos();
  }

  private static List<Integer> lockShards(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            Sql.prepared(
                connection,
                "select s from generate_series(0, ?) s where pg_try_advisory_xact_lock(?, s)",
                Outbox.SHARDS - 1,
                LOCK_CLASS);
        ResultSet results = statement.executeQuery()) {
      List<Integer> shards = new ArrayList<>();
      while (results.next()) {
        shards.add(results.getInt(1));
      }
      return shards;
    }
  }

  /** A statement of its own after the locks, so that it sees what their last holder deleted. */
  private static List<Pending> oldest(Connection connection, List<Integer> shards)
      throws SQLException {
    try (PreparedStatement statement =
            Sql.prepared(
                connection,
                """
                select id, event_id, topic, key, headers, value from outbox
                where shard = any (?) order by id limit ?
                """,
                shards,
                BATCH);
        ResultSet results = statement.executeQuery()) {
      List<Pending> rows = new ArrayList<>();
      while (results.next()) {
        Array headers = results.getArray("headers");
        rows.add(
            new Pending(
                results.getLong("id"),
                results.getObject("event_id", UUID.class),
                results.getString("topic"),
                results.getString("key"),
                List.of((String[]) headers.getArray()),
                results.getString("value")));
      }
      return rows;
    }
  }

  private static void update(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = Sql.prepared(connection, sql, arguments)) {
      statement.executeUpdate();
    }
  }

  private synchronized Producer<String, byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(producerSettings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  private synchronized void dropProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
