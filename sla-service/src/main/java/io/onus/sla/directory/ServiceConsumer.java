package io.onus.sla.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;

/**
 * Follows services on {@code onus.directory.v1}, in a group of its own: an install that knew only
 * departments before reads the compacted topic from its beginning once, and does not apply
 * pseudonyms anew for it.
 */
@ApplicationScoped
public class ServiceConsumer {

  private static final String TOPIC = "onus.directory.v1";
  private static final String GROUP = "sla-service.services";
  private static final String SERVICE_CHANGED = "io.onus.directory.service-changed.v1";

  private final ConsumerLoops loops;
  private final DirectoryService directory;

  public ServiceConsumer(ConsumerLoops loops, DirectoryService directory) {
    this.loops = loops;
    this.directory = directory;
  }

  void start(@Observes StartupEvent event) {
    loops.start(GROUP, TOPIC, this::handle);
  }

  private void handle(String key, List<IncomingEvent> events) {
    // Each event is the whole state; one told again after a newer one does not bring it back.
    events.stream()
        .filter(event -> event.event().type().equals(SERVICE_CHANGED))
        .map(event -> read(event.event().data()))
        .max(Comparator.comparingLong(Service::version))
        .ifPresent(directory::keep);
  }

  private static Service read(JsonNode data) {
    String code = data.path("code").asText("");
    String provider = data.path("provider").asText("");
    if (code.isEmpty() || provider.isEmpty()) {
      throw new PoisonRecord("a service without a code or a provider");
    }
    return new Service(code, provider, data.path("version").asLong(1));
  }
}
