package io.onus.kit.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.kafka.KafkaSettings;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts consumer loops and ends them with the service. */
@ApplicationScoped
public class ConsumerLoops {

  private final KafkaSettings kafka;
  private final ObjectMapper mapper;
  private final MeterRegistry meters;
  private final List<ConsumerLoop> running = new CopyOnWriteArrayList<>();

  public ConsumerLoops(KafkaSettings kafka, ObjectMapper mapper, MeterRegistry meters) {
    this.kafka = kafka;
    this.mapper = mapper;
    this.meters = meters;
  }

  /**
   * @param group the consumer group; also the name in logs and metrics
   * @param topic dead letters go to {@code <topic>.dlt}
   */
  public ConsumerLoop start(String group, String topic, RecordHandler handler) {
    ConsumerLoop loop = new ConsumerLoop(kafka, group, topic, handler, mapper, meters);
    running.add(loop);
    loop.start();
    return loop;
  }

  void stop(@Observes ShutdownEvent event) {
    running.forEach(ConsumerLoop::close);
  }
}
