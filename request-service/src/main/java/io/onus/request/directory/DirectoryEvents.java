package io.onus.request.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.id.Ids;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.person.PersonPseudonymised;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Says on {@code onus.directory.v1} what a part of the directory looks like now. The topic is
 * compacted: each event is the full state of its key.
 */
@ApplicationScoped
public class DirectoryEvents {

  public static final String TOPIC = "onus.directory.v1";

  private static final String SOURCE = "/onus/request-service";
  private static final UUID NAMESPACE =
      UUID.nameUUIDFromBytes(SOURCE.getBytes(StandardCharsets.UTF_8));

  private final Outbox outbox;
  private final ObjectMapper mapper;

  public DirectoryEvents(Outbox outbox, ObjectMapper mapper) {
    this.outbox = outbox;
    this.mapper = mapper;
  }

  /**
   * @param noun {@code department} or {@code service}
   * @param version of the state; the caller holds the lock of its row
   */
  public void changed(String noun, String code, long version, Object state, Instant now) {
    CloudEvent event = event(noun, code, version, mapper.valueToTree(state), now);
    outbox.append(TOPIC, event.subject(), event);
  }

  /** Full state too: whoever reads the topic from its beginning forgets the person again. */
  public void pseudonymised(PersonPseudonymised person, long times, Instant now) {
    CloudEvent event = event(person, times, mapper, now);
    outbox.append(TOPIC, event.subject(), event);
  }

  static CloudEvent event(
      PersonPseudonymised person, long times, ObjectMapper mapper, Instant now) {
    String subject = "person/" + person.pseudonym();
    String type = PersonPseudonymised.TYPE;
    UUID id = Ids.nameBased(NAMESPACE, subject, type, Long.toString(times));
    return new CloudEvent(
        id, SOURCE, type, subject, now, now, times, null, null, mapper.valueToTree(person));
  }

  static CloudEvent event(String noun, String code, long version, JsonNode state, Instant now) {
    String subject = noun + "/" + code;
    String type = "io.onus.directory." + noun + "-changed.v1";
    UUID id = Ids.nameBased(NAMESPACE, subject, type, Long.toString(version));
    return new CloudEvent(id, SOURCE, type, subject, now, now, version, null, null, state);
  }
}
