package io.onus.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads breach events and how late they were decided, and how late they were in the topic. */
final class BreachWatch implements AutoCloseable {

  private static final String TOPIC = "onus.sla.v1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ObjectMapper mapper = new ObjectMapper();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Double> decidedMillis = new ArrayList<>();
  private final List<Double> publishedMillis = new ArrayList<>();

  BreachWatch(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  void await(int breaches) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (decidedMillis.size() < breaches) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "saw " + decidedMillis.size() + " of " + breaches + " breaches");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        take(record);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
    JsonNode event = mapper.readTree(record.value());
    if (event.path("type").asText().equals("io.onus.sla.clock-breached.v1")) {
      Instant due = Instant.parse(event.path("time").asText());
      Instant decided = Instant.parse(event.path("recordedtime").asText());
      decidedMillis.add(Duration.between(due, decided).toNanos() / 1e6);
      // The broker stamps records to the millisecond when it appends them.
      publishedMillis.add(
          Duration.between(due, Instant.ofEpochMilli(record.timestamp())).toNanos() / 1e6);
    }
  }

  void forget() {
    decidedMillis.clear();
    publishedMillis.clear();
  }

  void print() {
    print("due instant to decision", decidedMillis);
    print("due instant to the topic", publishedMillis);
  }

  private static void print(String what, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "  %s: %d breaches, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        what,
        sorted.size(),
        sorted.get(sorted.size() / 2),
        sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
        sorted.getLast());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
