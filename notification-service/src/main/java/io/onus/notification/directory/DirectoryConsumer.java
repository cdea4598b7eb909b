package io.onus.notification.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.person.PersonPseudonymised;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.forgetting.PseudonymService;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Reads {@code onus.directory.v1}. The version of a department is its inbox: an older one is a
 * repeat.
 */
@ApplicationScoped
class DirectoryConsumer {

  static final String GROUP = "notification-service.directory";
  static final String TOPIC = "onus.directory.v1";

  private final ConsumerLoops loops;
  private final DirectoryService service;
  private final PseudonymService pseudonyms;
  private final ObjectMapper mapper;

  DirectoryConsumer(
      ConsumerLoops loops,
      DirectoryService service,
      PseudonymService pseudonyms,
      ObjectMapper mapper) {
    this.loops = loops;
    this.service = service;
    this.pseudonyms = pseudonyms;
    this.mapper = mapper;
  }

  void start(@Observes StartupEvent event) {
    loops.start(GROUP, TOPIC, this::handle);
  }

  private void handle(String key, List<IncomingEvent> events) {
    events.stream()
        .map(IncomingEvent::event)
        .filter(event -> event.type().equals(PersonPseudonymised.TYPE))
        .map(PersonPseudonymised::read)
        .forEach(pseudonyms::pseudonymise);
    events.stream()
        .map(IncomingEvent::event)
        .filter(event -> event.type().equals(DepartmentEvent.TYPE))
        .map(this::department)
        .forEach(service::keep);
  }

  private Department department(CloudEvent event) {
    if (!event.data().isObject()) {
      throw new PoisonRecord("no department: data is missing");
    }
    try {
      return mapper.treeToValue(event.data(), DepartmentEvent.class).department();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new PoisonRecord("no department: " + e.getMessage(), e);
    }
  }
}
