package io.onus.sla.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.person.PersonPseudonymised;
import io.onus.sla.person.PersonService;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** Follows departments and pseudonyms on {@code onus.directory.v1}. */
@ApplicationScoped
public class DirectoryConsumer {

  private static final String TOPIC = "onus.directory.v1";
  private static final String GROUP = "sla-service.directory";
  private static final String DEPARTMENT_CHANGED = "io.onus.directory.department-changed.v1";

  private final ConsumerLoops loops;
  private final DirectoryService directory;
  private final PersonService people;

  public DirectoryConsumer(ConsumerLoops loops, DirectoryService directory, PersonService people) {
    this.loops = loops;
    this.directory = directory;
    this.people = people;
  }

  void start(@Observes StartupEvent event) {
    loops.start(GROUP, TOPIC, this::handle);
  }

  private void handle(String key, List<IncomingEvent> events) {
    // The topic is compacted: each event is the whole state, the last one counts.
    IncomingEvent last = events.getLast();
    if (last.event().type().equals(DEPARTMENT_CHANGED)) {
      directory.keep(read(last.event().data()));
    } else if (last.event().type().equals(PersonPseudonymised.TYPE)) {
      people.pseudonymise(PersonPseudonymised.read(last.event()));
    }
  }

  private static Department read(JsonNode data) {
    String code = data.path("code").asText("");
    String zone = data.path("zone").asText("UTC");
    if (code.isEmpty()) {
      throw new PoisonRecord("a department without a code");
    }
    try {
      return new Department(
          code,
          data.path("name").asText(code),
          ZoneId.of(zone),
          data.path("calendar").asText("company"),
          data.path("version").asLong(1));
    } catch (DateTimeException e) {
      throw new PoisonRecord("department " + code + " has no zone " + zone, e);
    }
  }
}
