package io.onus.kit.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.sql.Sql;
import io.onus.kit.tx.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
 * committed. The order promised is that of first occurrences within a key.
 */
@ApplicationScoped
public class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int BATCH = 1000;
  private static final int LOCK_CLASS = 7102;
  private static final Duration SWEEP = Duration.ofMillis(100);
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(20);

  private record Pending(
      long id, UUID eventId, String topic, String key, List<String> headers, String value) {}

  private record Sent(Pending row, Future<RecordMetadata> acknowledgement) {}

  private final Sql sql;
  private final Transactions transactions;
  private final MeterRegistry meters;
  private final Map<String, Object> producerSettings;
  private final boolean enabled;
  private final BackgroundLoop loop;
  private @Nullable Producer<String, byte[]> producer;

  public OutboxRelay(
      Sql sql,
      Transactions transactions,
      OutboxSignal signal,
      MeterRegistry meters,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      @ConfigProperty(name = "onus.outbox.relay", defaultValue = "true") boolean enabled) {
    this.sql = sql;
    this.transactions = transactions;
    this.meters = meters;
    this.enabled = enabled;
    this.producerSettings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            // Never given up inside the producer: a record that expires could be overtaken by its
            // successor.
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
            "outbox-relay");
    this.loop = new BackgroundLoop("outbox-relay", this::step);
    signal.onWake(loop::wake);
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      loop.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
    dropProducer();
  }

  private Duration step() {
    if (!anythingPending()) {
      return SWEEP;
    }
    int published = relayOnce();
    return published == 0 ? SWEEP : Duration.ZERO;
  }

  private boolean anythingPending() {
    return sql.one("select exists (select 1 from outbox) as found", row -> row.flag("found"))
        .orElse(false);
  }

  /** One round: at most {@value #BATCH} rows. Answers how many rows left the outbox. */
  public int relayOnce() {
    return transactions.callInNew(this::publishLocked);
  }

  private int publishLocked() {
    List<Integer> shards =
        sql.list(
            "select s from generate_series(0, ?) s where pg_try_advisory_xact_lock(?, s)",
            row -> row.integer("s"),
            Outbox.SHARDS - 1,
            LOCK_CLASS);
    if (shards.isEmpty()) {
      return 0;
    }
    List<Pending> rows =
        sql.list(
            """
            select id, event_id, topic, key, headers, value from outbox
            where shard = any (?) order by id limit ?
            """,
            row ->
                new Pending(
                    row.number("id"),
                    row.uuid("event_id"),
                    row.text("topic"),
                    row.text("key"),
                    row.texts("headers"),
                    row.text("value")),
            shards,
            BATCH);
    List<Long> acknowledged = new ArrayList<>(rows.size());
    int parked = publish(rows, acknowledged);
    if (!acknowledged.isEmpty()) {
      sql.update("delete from outbox where id = any (?)", acknowledged);
      meters.counter("onus.outbox.published").increment(acknowledged.size());
    }
    return acknowledged.size() + parked;
  }

  private int publish(List<Pending> rows, List<Long> acknowledged) {
    List<Sent> sent = new ArrayList<>(rows.size());
    int parked = 0;
    for (Pending row : rows) {
      try {
        sent.add(new Sent(row, producer().send(record(row))));
      } catch (RuntimeException e) {
        if (!neverSendable(e)) {
          LOG.warnf("outbox waits: %s", e.getMessage());
          break;
        }
        park(row, e);
        parked++;
      }
    }
    long deadline = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();
    for (Sent one : sent) {
      try {
        one.acknowledgement().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        acknowledged.add(one.row().id());
      } catch (ExecutionException e) {
        if (!neverSendable(e.getCause())) {
          giveUpRound(e.getCause());
          return parked;
        }
        park(one.row(), e.getCause());
        parked++;
      } catch (TimeoutException e) {
        giveUpRound(e);
        return parked;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        giveUpRound(e);
        return parked;
      }
    }
    return parked;
  }

  /**
   * What was not acknowledged stays in the outbox and goes again, from its first row on, with a new
   * producer.
   */
  private void giveUpRound(Throwable reason) {
    LOG.warnf("outbox round given up, rows stay: %s", String.valueOf(reason));
    dropProducer();
  }

  private void park(Pending row, Throwable reason) {
    LOG.errorf(
        "outbox row can never be sent, parked: eventId=%s topic=%s reason=%s",
        row.eventId(), row.topic(), reason.getMessage());
    meters.counter("onus.outbox.parked").increment();
    sql.update(
        """
        with gone as (delete from outbox where id = ? returning *)
        insert into outbox_parked (id, shard, topic, key, event_id, headers, value, reason)
        select id, shard, topic, key, event_id, headers, value, ? from gone
        """,
        row.id(),
        String.valueOf(reason.getMessage()));
  }

  private static boolean neverSendable(Throwable e) {
    return e instanceof RecordTooLargeException
        || e instanceof SerializationException
        || e instanceof InvalidTopicException;
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

  private synchronized Producer<String, byte[]> producer() {
    if (producer == null) {
      Properties settings = new Properties();
      settings.putAll(producerSettings);
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
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
