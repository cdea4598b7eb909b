package io.onus.kit.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where records go that can never be handled: the same key, bytes and headers, with where they came
 * from and why.
 */
final class DeadLetters implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final int LONGEST_REASON = 1000;

  private final KafkaSettings kafka;
  private final String group;
  private final Counter buried;
  private @Nullable Producer<String, byte[]> producer;

  DeadLetters(KafkaSettings kafka, String group, MeterRegistry meters) {
    this.kafka = kafka;
    this.group = group;
    this.buried = meters.counter("onus.consumer.dead_letters", "group", group);
  }

  /** Answers false if the broker did not take it; then it is tried again. */
  synchronized boolean accept(ConsumerRecord<String, byte[]> origin, Throwable reason) {
    try {
      send(origin, reason, origin.value());
      buried.increment();
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

  private void send(
      ConsumerRecord<String, byte[]> origin, Throwable reason, byte @Nullable [] value)
      throws ExecutionException, InterruptedException {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(origin.topic() + ".dlt", null, origin.key(), value);
    origin.headers().forEach(letter.headers()::add);
    header(letter, "onus-origin-topic", origin.topic());
    header(letter, "onus-origin-partition", String.valueOf(origin.partition()));
    header(letter, "onus-origin-offset", String.valueOf(origin.offset()));
    header(letter, "onus-group", group);
    header(letter, "onus-error", shortened(String.valueOf(reason)));
    if (value == null) {
      header(letter, "onus-value-omitted", "too large with these headers; read it at its origin");
    }
    try {
      producer().send(letter).get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException) || value == null) {
        throw e;
      }
      // As large as a record may be, and the headers come on top. Its origin keeps the bytes.
      send(origin, reason, null);
    }
  }

  private Producer<String, byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              kafka.with(
                  Map.of(
                      ProducerConfig.ACKS_CONFIG, "all",
                      ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                      ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000,
                      ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000)),
              new StringSerializer(),
              new ByteArraySerializer());
    }
    return producer;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
