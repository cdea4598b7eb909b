package io.onus.kit.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Where records go that can never be handled: the same key and bytes, with where they came from and
 * why.
 */
final class DeadLetters implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final String bootstrap;
  private final String group;
  private final MeterRegistry meters;
  private Producer<String, byte[]> producer;

  DeadLetters(String bootstrap, String group, MeterRegistry meters) {
    this.bootstrap = bootstrap;
    this.group = group;
    this.meters = meters;
  }

  /** Answers false if the broker did not take it; then it is tried again. */
  synchronized boolean accept(
      String topic, int partition, long offset, String key, byte[] value, Exception reason) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic + ".dlt", key, value);
    header(record, "onus-origin-topic", topic);
    header(record, "onus-origin-partition", String.valueOf(partition));
    header(record, "onus-origin-offset", String.valueOf(offset));
    header(record, "onus-group", group);
    header(record, "onus-error", String.valueOf(reason));
    try {
      producer().send(record).get();
      meters.counter("onus.consumer.dead_letters", "group", group).increment();
      return true;
    } catch (ExecutionException | KafkaException e) {
      LOG.errorf("dead letter not taken, tries again: %s", e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the service is ending", e);
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }

  private Producer<String, byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrap,
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  5_000),
              new StringSerializer(),
              new ByteArraySerializer());
    }
    return producer;
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
