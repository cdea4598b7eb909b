package io.onus.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic as somebody outside reads it, never committing. */
final class Topic implements AutoCloseable {

  /** A record's envelope, and when the reader had it in hand. */
  record Event(String key, JsonNode envelope, Instant readAt) {

    String id() {
      return envelope.get("id").asText();
    }

    /** The last part of the type without its version: {@code clock-breached}. */
    String type() {
      String type = envelope.get("type").asText().replaceFirst("\\.v\\d+$", "");
      return type.substring(type.lastIndexOf('.') + 1);
    }

    long sequence() {
      return Long.parseLong(envelope.get("sequence").asText());
    }

    Instant time() {
      return Instant.parse(envelope.get("time").asText());
    }

    Instant recordedTime() {
      return Instant.parse(envelope.get("recordedtime").asText());
    }

    JsonNode data() {
      return envelope.get("data");
    }
  }

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Event> events = new ArrayList<>();
  private final String name;

  private Topic(Map<String, String> client, String name) {
    this.name = name;
    Properties settings = new Properties();
    settings.putAll(client);
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      consumer.assign(
          consumer.partitionsFor(name).stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .toList());
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Everything since the topic exists. */
  static Topic fromTheBeginning(Map<String, String> client, String name) {
    Topic topic = new Topic(client, name);
    topic.consumer.seekToBeginning(topic.consumer.assignment());
    return topic;
  }

  /** Only what comes from now on. */
  static Topic fromNow(Map<String, String> client, String name) {
    Topic topic = new Topic(client, name);
    Collection<TopicPartition> partitions = topic.consumer.assignment();
    topic.consumer.seekToEnd(partitions);
    // A seek happens when somebody asks where that is.
    partitions.forEach(topic.consumer::position);
    return topic;
  }

  /** All that has come so far. */
  List<Event> read() {
    Collection<TopicPartition> partitions = consumer.assignment();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream()
        .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
      consumer.poll(Duration.ofMillis(100)).forEach(record -> events.add(event(record)));
    }
    return List.copyOf(events);
  }

  /** What came first with each id: repeats are allowed outward, and say nothing new. */
  List<Event> firsts() {
    Map<String, Event> firsts = new LinkedHashMap<>();
    read().forEach(event -> firsts.putIfAbsent(event.id(), event));
    return List.copyOf(firsts.values());
  }

  Event await(String what, Predicate<Event> wanted) {
    return Eventually.until(
            what + " on " + name,
            () -> read().stream().filter(wanted).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static Event event(ConsumerRecord<String, byte[]> record) {
    try {
      return new Event(record.key(), Api.JSON.readTree(record.value()), now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
