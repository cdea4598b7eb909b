package io.onus.notification.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.person.domain.Reach;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.Shift;
import io.onus.notification.schedule.domain.Span;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStart;
import org.junit.jupiter.api.Test;

class ShiftCalendarTest {

  private static final String NAME = "First line; days, \\ and nights";

  private static final Schedule SCHEDULE =
      new Schedule(
          "first", NAME, ZoneId.of("Europe/Berlin"), null, Schedule.Combine.FIRST, null, List.of());

  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
  private static final Instant START = Instant.parse("2026-10-24T07:00:00Z");
  private static final Instant END = Instant.parse("2026-10-25T08:00:00Z");
  private static final Shift SHIFT =
      new Shift(new Span(START, END), "ada", "nights\nBEGIN:VEVENT", null);

  @Test
  void whatIsWrittenIsReadBackAsItWas() throws Exception {
    Calendar calendar =
        read(
            calendar()
                .ofAll(
                    List.of(SHIFT), Map.of("ada", new Reach("ada", "Ada; Nováková", List.of()))));

    VEvent event = calendar.<VEvent>getComponents("VEVENT").getFirst();
    assertThat(calendar.getComponents()).hasSize(1);
    assertThat(text(event, "SUMMARY")).isEqualTo("Ada; Nováková: on call, " + NAME);
    assertThat(text(event, "DESCRIPTION")).isEqualTo("nights\nBEGIN:VEVENT");
    assertThat(Instant.from(event.<DtStart<?>>getProperty("DTSTART").orElseThrow().getDate()))
        .isEqualTo(START);
    assertThat(Instant.from(event.<DtEnd<?>>getProperty("DTEND").orElseThrow().getDate()))
        .isEqualTo(END);
    assertThat(calendar.getProperty("X-WR-CALNAME").orElseThrow().getValue()).contains("nights");
    calendar.validate();
  }

  @Test
  void timesAreUtcAndProgramsAreToldToComeAgain() {
    String written = calendar().ofOne(List.of(SHIFT));

    assertThat(written)
        .contains("DTSTART:20261024T070000Z\r\n", "DTEND:20261025T080000Z\r\n")
        .contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n", "X-PUBLISHED-TTL:PT1H\r\n")
        .contains("X-WR-CALNAME:On call: First line\\; days\\, \\\\ and nights\r\n")
        .contains("SUMMARY:On call: First line\\; days\\, \\\\ and nights\r\n")
        .startsWith("BEGIN:VCALENDAR\r\n")
        .doesNotContain("VTIMEZONE", "TZID", "Ada");
  }

  @Test
  void aShiftKeepsItsUidAndAnotherPersonsHasAnother() throws Exception {
    Shift longer = new Shift(new Span(START, END.plusSeconds(3_600)), "ada", "other", null);
    Shift bobs = new Shift(new Span(START, END), "bob", "nights", null);

    assertThat(uid(longer)).isEqualTo(uid(SHIFT));
    assertThat(uid(bobs)).isNotEqualTo(uid(SHIFT)).doesNotContain("bob");
  }

  @Test
  void aCalendarWithoutShiftsIsOne() throws Exception {
    assertThat(read(calendar().ofOne(List.of())).getComponents()).isEmpty();
  }

  private static String uid(Shift shift) throws Exception {
    return text(
        read(calendar().ofOne(List.of(shift))).<VEvent>getComponents("VEVENT").getFirst(), "UID");
  }

  private static ShiftCalendar calendar() {
    return new ShiftCalendar(SCHEDULE, NOW);
  }

  private static Calendar read(String text) throws Exception {
    return new CalendarBuilder().build(new StringReader(text));
  }

  private static String text(VEvent event, String property) {
    return event.getProperty(property).orElseThrow().getValue();
  }
}
