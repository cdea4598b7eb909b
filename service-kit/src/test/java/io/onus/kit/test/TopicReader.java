package io.onus.kit.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole topic from its beginning, outside any group, and waits for what a test expects of
 * it. The order is that of the partitions' offsets, so it means something within one key only.
 */
public final class TopicReader implements AutoCloseable {

  /** One record, with the event it carries where it carries one. */
  public record Read(
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      byte @Nullable [] value,
      Map<String, String> headers) {

    private static final ObjectMapper MAPPER = JsonSettings.mapper();

    public String text() {
      return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    public CloudEvent event() {
      return CloudEvents.read(java.util.Objects.requireNonNull(value), MAPPER);
    }

    public JsonNode data() {
      return event().data();
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    @Override
    public String toString() {
      return topic + "-" + partition + "@" + offset + " key=" + key + " " + text();
    }
  }

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final List<Read> records = new ArrayList<>();

  public TopicReader(String bootstrap, String topic) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .sorted(Comparator.comparingInt(TopicPartition::partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Everything that is in the topic now, from its first record on. */
  public List<Read> all() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
      poll();
    }
    return List.copyOf(records);
  }

  /** Everything of one key that is in the topic now. */
  public List<Read> of(String key) {
    return all().stream().filter(record -> key.equals(record.key())).toList();
  }

  /** Waits until the records read so far satisfy the condition, and answers them. */
  public List<Read> await(String what, Predicate<List<Read>> condition) {
    long deadline = System.nanoTime() + Await.PATIENCE.toNanos();
    while (!condition.test(List.copyOf(records))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            what + " did not come; " + records.size() + " records seen: " + lastOf(records));
      }
      poll();
    }
    return List.copyOf(records);
  }

  /** Waits for the first record the condition accepts. */
  public Read awaitOne(String what, Predicate<Read> condition) {
    return await(what, seen -> seen.stream().anyMatch(condition)).stream()
        .filter(condition)
        .findFirst()
        .orElseThrow();
  }

  /** Waits until a key has at least so many records, and answers those. */
  public List<Read> awaitOf(String key, int count) {
    Predicate<Read> ofKey = record -> key.equals(record.key());
    return await(count + " records of " + key, s -> s.stream().filter(ofKey).count() >= count)
        .stream()
        .filter(ofKey)
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void poll() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      Map<String, String> headers = new HashMap<>();
      for (Header header : record.headers()) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
      records.add(
          new Read(
              record.topic(),
              record.partition(),
              record.offset(),
              record.key(),
              record.value(),
              Map.copyOf(headers)));
    }
  }

  private static String lastOf(List<Read> records) {
    return records.subList(Math.max(0, records.size() - 5), records.size()).toString();
  }
}
