package io.onus.notification.schedule;

import io.onus.kit.decide.NameBasedIds;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.Shift;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * Shifts as iCalendar has events. Times are UTC: no program has to know the zone. A shift keeps its
 * UID as long as it is that person's from that moment on.
 */
final class ShiftCalendar {

  static final String MEDIA_TYPE = "text/calendar";

  private static final UUID NAMESPACE = UUID.fromString("5d0f6c1e-7d6b-4f0e-9c53-6a2f1b7f4f10");
  private static final Duration REFRESH = Duration.ofHours(1);

  private final Schedule schedule;
  private final Instant now;

  ShiftCalendar(Schedule schedule, Instant now) {
    this.schedule = schedule;
    this.now = now;
  }

  String ofAll(List<Shift> shifts, Map<String, Reach> names) {
    return written(
        schedule.name(),
        shifts,
        shift -> OnCallPerson.of(shift.person(), names).name() + ": on call, " + schedule.name());
  }

  String ofOne(List<Shift> shifts) {
    return written("On call: " + schedule.name(), shifts, shift -> "On call: " + schedule.name());
  }

  private String written(String name, List<Shift> shifts, Function<Shift, String> summary) {
    Calendar calendar = new Calendar();
    calendar.add(new ProdId("-//Onus//notification-service//EN"));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(ImmutableCalScale.GREGORIAN);
    calendar.add(new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESH));
    // What programs read that are older than RFC 7986.
    calendar.add(new XProperty("X-PUBLISHED-TTL", REFRESH.toString()));
    calendar.add(new XProperty("X-WR-CALNAME", name));
    for (Shift shift : shifts) {
      calendar.add(event(shift, summary.apply(shift)));
    }
    StringWriter text = new StringWriter();
    try {
      new CalendarOutputter(false).output(calendar, text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private VEvent event(Shift shift, String summary) {
    VEvent event = new VEvent(false);
    event.add(new Uid(uid(shift)));
    event.add(new DtStamp(now));
    event.add(new DtStart<>(shift.span().start()));
    event.add(new DtEnd<>(shift.span().end()));
    event.add(new Summary(summary));
    event.add(new Description(shift.layer() == null ? "Override" : shift.layer()));
    event.add(ImmutableTransp.TRANSPARENT);
    return event;
  }

  private String uid(Shift shift) {
    return NameBasedIds.of(
            NAMESPACE, schedule.code(), shift.person(), shift.span().start().toString())
        + "@onus";
  }
}
