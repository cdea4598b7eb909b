package io.onus.notification.test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.json.JsonSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts records on the topics this service reads. */
public final class Publisher implements AutoCloseable {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  private final KafkaProducer<String, byte[]> producer;

  public Publisher(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  public void clock(ClockFacts.Fact... facts) {
    for (ClockFacts.Fact fact : facts) {
      send("onus.sla.v1", fact.key(), fact.bytes());
    }
  }

  public void raw(String topic, String key, String value) {
    send(topic, key, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A department with one lead per address. */
  public void department(String code, long version, String... leads) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("code", code)
        .put("name", code)
        .put("zone", "Europe/Berlin")
        .put("calendar", "company");
    data.putNull("parent");
    ArrayNode contacts = data.putArray("leads");
    for (String lead : leads) {
      contacts.addObject().put("name", lead.substring(0, lead.indexOf('@'))).put("email", lead);
    }
    data.putArray("deputies");
    data.put("version", version);
    String key = "department/" + code;
    ObjectNode event = MAPPER.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", UUID.randomUUID().toString());
    event.put("source", "/onus/request-service");
    event.put("type", "io.onus.directory.department-changed.v1");
    event.put("subject", key);
    event.put("time", ClockFacts.STARTED.toString());
    event.put("sequence", String.format("%012d", version));
    event.set("data", data);
    raw("onus.directory.v1", key, event.toString());
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(String topic, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
