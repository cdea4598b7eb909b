package io.onus.kit.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts consumer loops and ends them with the service. */
@ApplicationScoped
public class ConsumerLoops {

  private final String bootstrap;
  private final ObjectMapper mapper;
  private final MeterRegistry meters;
  private final List<ConsumerLoop> running = new CopyOnWriteArrayList<>();

  public ConsumerLoops(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      ObjectMapper mapper,
      MeterRegistry meters) {
    this.bootstrap = bootstrap;
    this.mapper = mapper;
    this.meters = meters;
  }

  /**
   * @param group the consumer group; also the name in logs and metrics
   * @param topic dead letters go to {@code <topic>.dlt}
   */
  public ConsumerLoop start(String group, String topic, RecordHandler handler) {
    ConsumerLoop loop = new ConsumerLoop(bootstrap, group, topic, handler, mapper, meters);
    running.add(loop);
    loop.start();
    return loop;
  }

  void stop(@Observes ShutdownEvent event) {
    running.forEach(ConsumerLoop::close);
  }
}
