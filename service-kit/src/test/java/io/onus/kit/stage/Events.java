package io.onus.kit.stage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.id.Ids;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.outbox.OutboxMessage;
import io.onus.kit.test.TopicReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events of keys, numbered from 1 within each key. */
public final class Events {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final UUID SPACE = UUID.fromString("2a6b7b52-7c1e-4d4c-9d0b-6a7c3f6f4f10");
  private static final Instant TIME = Instant.parse("2026-01-05T09:00:00Z");

  private Events() {}

  public static CloudEvent event(String key, long sequence) {
    return event(key, sequence, "");
  }

  public static CloudEvent event(String key, long sequence, String text) {
    return new CloudEvent(
        Ids.nameBased(SPACE, key, String.valueOf(sequence)),
        "/onus/kit-test",
        "io.onus.kit.happened.v1",
        key,
        TIME,
        TIME.plusSeconds(1),
        sequence,
        null,
        null,
        MAPPER.createObjectNode().put("text", text));
  }

  public static ProducerRecord<String, byte[]> record(String topic, String key, long sequence) {
    CloudEvent event = event(key, sequence);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topic, key, CloudEvents.write(event, MAPPER).getBytes(StandardCharsets.UTF_8));
    List<String> headers = CloudEvents.headers(event);
    for (int i = 0; i < headers.size(); i += 2) {
      record.headers().add(headers.get(i), headers.get(i + 1).getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }

  /** Writes outbox rows on the connection's transaction. */
  public static void append(Connection connection, String topic, CloudEvent... events)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Outbox.INSERT)) {
      for (CloudEvent event : events) {
        OutboxMessage row =
            new OutboxMessage(
                Outbox.shardOf(event.subject()),
                topic,
                event.subject(),
                event.id(),
                CloudEvents.headers(event),
                CloudEvents.write(event, MAPPER));
        statement.setInt(1, row.shard());
        statement.setString(2, row.topic());
        statement.setString(3, row.key());
        statement.setObject(4, row.eventId());
        statement.setArray(5, connection.createArrayOf("text", row.headers().toArray()));
        statement.setString(6, row.value());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Sequences per key in the order of their first occurrence. */
  public static Map<String, List<Long>> firstOccurrences(List<TopicReader.Read> records) {
    Map<String, Set<Long>> seen = new LinkedHashMap<>();
    for (TopicReader.Read record : records) {
      CloudEvent event = record.event();
      seen.computeIfAbsent(event.subject(), key -> new LinkedHashSet<>()).add(event.sequence());
    }
    Map<String, List<Long>> order = new LinkedHashMap<>();
    seen.forEach((key, sequences) -> order.put(key, new ArrayList<>(sequences)));
    return order;
  }

  public static List<Long> upTo(long last) {
    return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
  }
}
