package io.onus.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what sla-service and the directory would say to their topics, as they say it. */
final class BreachEvents implements AutoCloseable {

  private final ObjectMapper mapper = new ObjectMapper();
  private final KafkaProducer<String, byte[]> producer;
  private final Instant began;
  private final long beganNanos = System.nanoTime();

  /**
   * @param now by the clock its answers are timed by
   */
  BreachEvents(String bootstrap, Instant now) {
    began = now;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 2),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void department(String code, String lead) {
    ObjectNode data = mapper.createObjectNode();
    data.put("code", code).put("name", code).put("zone", "Europe/Berlin");
    data.put("calendar", "company").putNull("parent");
    ArrayNode leads = data.putArray("leads");
    leads.addObject().put("name", "Lead of " + code).put("email", lead);
    data.putArray("deputies");
    data.put("version", 1);
    String key = "department/" + code;
    send(
        "onus.directory.v1",
        key,
        event("io.onus.directory.department-changed.v1", "/onus/request-service", key, data));
  }

  /**
   * A milestone of a request of its own.
   *
   * @param type such as {@code breached} or {@code at-risk}
   */
  void milestone(String type, int percent, String department, String priority) {
    UUID request = UUID.randomUUID();
    Instant now = now();
    ObjectNode data = mapper.createObjectNode();
    data.putObject("actor").put("id", "sla-service").put("kind", "SYSTEM");
    data.put("clockId", UUID.randomUUID().toString());
    data.put("requestId", request.toString());
    data.put("requestNumber", department + "-" + request.toString().substring(0, 4));
    data.put("subject", "Which part fits the order, and by when can it be here?");
    data.put("requester", "CS").put("provider", department);
    data.put("service", "part-clarification").put("priority", priority);
    data.putObject("customer").put("ref", "ORD-4711").put("name", "ACME");
    data.putObject("atStake").put("amount", 125000).put("currency", "USD");
    data.put("metric", "FIRST_RESPONSE").put("cycle", 1);
    data.putObject("obligor").put("side", "PROVIDER").put("department", department);
    data.putObject("agreement").put("id", UUID.randomUUID().toString()).put("version", 1);
    data.put("expected", false).put("phase", "RUNNING").put("verdict", "PENDING");
    data.put("startedAt", now.minus(2, ChronoUnit.HOURS).toString());
    data.put("dueAt", (percent < 100 ? now.plus(1, ChronoUnit.HOURS) : now).toString());
    data.put("target", "PT2H").put("consumed", "PT1H30M").putNull("cost");
    data.put("link", "/requests/" + request).put("imported", false);
    data.put("percent", percent);
    send(
        "onus.sla.v1",
        request.toString(),
        event("io.onus.sla.clock-" + type + ".v1", "/onus/sla-service", request.toString(), data));
  }

  private byte[] event(String type, String source, String subject, ObjectNode data) {
    String now = now().toString();
    ObjectNode event = mapper.createObjectNode();
    event.put("specversion", "1.0").put("id", UUID.randomUUID().toString());
    event.put("source", source).put("type", type).put("subject", subject);
    event.put("time", now).put("recordedtime", now).put("sequence", "000000000001");
    event.put("datacontenttype", "application/json");
    event.set("data", data);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Instant now() {
    return began.plusNanos(System.nanoTime() - beganNanos).truncatedTo(ChronoUnit.MICROS);
  }

  private void send(String topic, String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (written, failure) -> {
          if (failure != null) {
            System.err.println("not written: " + failure.getMessage());
          }
        });
  }

  @Override
  public void close() {
    producer.close();
  }
}
