package io.onus.sla.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.id.Ids;
import io.onus.sla.calendar.CalendarStore.CalendarVersion;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.HolidayDates;
import io.onus.sla.calendar.domain.Horizon;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes {@code io.onus.directory.calendar-changed} events: when a calendar is open, worked out, so
 * that no receiver has to know zones and holidays.
 */
@ApplicationScoped
public class CalendarEvents {

  static final String TOPIC = "onus.directory.v1";
  static final String CHANGED = "io.onus.directory.calendar-changed.v1";

  private static final String SOURCE = "/onus/sla-service";
  private static final UUID NAMESPACE =
      UUID.nameUUIDFromBytes(SOURCE.getBytes(StandardCharsets.UTF_8));

  private final ObjectMapper mapper;

  public CalendarEvents(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The same version over the same days is the same event, whoever tells it. */
  CloudEvent changed(
      CalendarVersion version, HolidayDates holidays, Horizon horizon, long sequence, Instant now) {
    String subject = "calendar/" + version.code();
    UUID id =
        Ids.nameBased(
            NAMESPACE,
            subject,
            CHANGED,
            Long.toString(version.version()),
            horizon.from().toString());
    return new CloudEvent(
        id,
        SOURCE,
        CHANGED,
        subject,
        now,
        now,
        sequence,
        null,
        null,
        data(version, holidays, horizon));
  }

  private ObjectNode data(CalendarVersion version, HolidayDates holidays, Horizon horizon) {
    ObjectNode data = mapper.createObjectNode();
    data.put("code", version.code());
    data.put("version", version.version());
    data.put("zone", version.definition().zone().getId());
    data.putObject("horizon")
        .put("from", horizon.from().toString())
        .put("until", horizon.until().toString());
    ArrayNode open = data.putArray("open");
    BusinessCalendar.compile(version.definition(), holidays)
        .windowsBetween(horizon.from(), horizon.until())
        .forEach(
            window -> open.addArray().add(window.start().toString()).add(window.end().toString()));
    ArrayNode closed = data.putArray("closedDates");
    version
        .definition()
        .closedWithin(horizon, holidays)
        .forEach(date -> closed.add(date.toString()));
    return data;
  }

  int bytes(CloudEvent event) {
    try {
      return mapper.writeValueAsBytes(event.data()).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event must be JSON", e);
    }
  }
}
