package io.onus.request.consequence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells of clocks as sla-service does. */
final class SlaTopic implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;

  SlaTopic(String bootstrap) {
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

  /** One milestone of a requester's clock; events are named by {@code id}. */
  void milestone(
      UUID id, String type, String request, String metric, String consequence, Instant startedAt) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("clockId", clock(request, metric, startedAt).toString());
    data.put("requestId", request);
    data.put("metric", metric);
    data.put("cycle", 1);
    data.put("consequence", consequence);
    data.put("startedAt", startedAt.toString());
    data.put("dueAt", startedAt.plusSeconds(60).toString());
    data.put("imported", false);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("specversion", "1.0");
    event.put("id", id.toString());
    event.put("source", "/onus/sla-service");
    event.put("type", "io.onus.sla." + type + ".v1");
    event.put("subject", request);
    event.put("time", startedAt.plusSeconds(60).toString());
    event.put("sequence", "000000000001");
    event.put("datacontenttype", "application/json");
    event.set("data", data);
    try {
      producer
          .send(
              new ProducerRecord<>(
                  BrokenPromisesConsumer.TOPIC,
                  request,
                  event.toString().getBytes(StandardCharsets.UTF_8)))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static UUID clock(String request, String metric, Instant startedAt) {
    return UUID.nameUUIDFromBytes((request + metric + startedAt).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close();
  }
}
