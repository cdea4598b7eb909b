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
import io.onus.notification.hours.HoursService;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Reads {@code onus.directory.v1}. The version of a department or a calendar is its inbox: an older
 * one is a repeat.
 */
@ApplicationScoped
class DirectoryConsumer {

  // Not the group of installs that knew no calendars: the compacted topic is read once more.
  static final String GROUP = "notification-service.directory-with-hours";
  static final String TOPIC = "onus.directory.v1";

  private final ConsumerLoops loops;
  private final DirectoryService service;
  private final HoursService hours;
  private final PseudonymService pseudonyms;
  private final ObjectMapper mapper;

  DirectoryConsumer(
      ConsumerLoops loops,
      DirectoryService service,
      HoursService hours,
      PseudonymService pseudonyms,
      ObjectMapper mapper) {
    this.loops = loops;
    this.service = service;
    this.hours = hours;
    this.pseudonyms = pseudonyms;
    this.mapper = mapper;
  }

  void start(@Observes StartupEvent event) {
    loops.start(GROUP, TOPIC, this::handle);
  }

  private void handle(String key, List<IncomingEvent> events) {
    events.stream().map(IncomingEvent::event).forEach(this::keep);
  }

  private void keep(CloudEvent event) {
    switch (event.type()) {
      case DepartmentEvent.TYPE -> service.keep(department(event));
      case HoursService.CALENDAR_CHANGED -> hours.keep(event);
      case PersonPseudonymised.TYPE -> pseudonyms.pseudonymise(PersonPseudonymised.read(event));
      default -> {
        // Services and whatever else the directory will tell: none of our business.
      }
    }
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
