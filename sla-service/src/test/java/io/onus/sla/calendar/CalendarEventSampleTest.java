package io.onus.sla.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.EventSchemas;
import io.onus.sla.calendar.CalendarStore.CalendarVersion;
import io.onus.sla.calendar.domain.CalendarDefinition;
import io.onus.sla.calendar.domain.HolidayDates;
import io.onus.sla.calendar.domain.Horizon;
import io.onus.sla.calendar.domain.LocalWindow;
import io.onus.sla.calendar.domain.WeeklyHours;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Holds what is written to the schema shipped and to the golden sample, which receivers test
 * against. To write the sample anew after a deliberate change: {@code
 * -Donus.samples=src/test/resources/events/samples}.
 */
class CalendarEventSampleTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-12-20T09:00:00.000125Z");
  private static final HolidayDates CHRISTMAS =
      year -> Set.of(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 25));

  private static final Horizon TWELVE_DAYS =
      new Horizon(LocalDate.parse("2026-12-23"), LocalDate.parse("2027-01-04"), BERLIN);

  private final CalendarEvents events = new CalendarEvents(MAPPER);

  @Test
  void whatIsSaidOfACalendarIsTheSampleAndFitsItsSchema() throws IOException {
    CalendarDefinition office =
        new CalendarDefinition(
            BERLIN,
            week("09:00-12:30", "13:30-18:00"),
            null,
            Set.of(LocalDate.parse("2026-12-28")),
            Map.of(LocalDate.parse("2026-12-24"), windows("09:00-12:00")));

    JsonNode event = EventSchemas.json(CloudEvents.write(told(office, 3, 7), MAPPER));

    EventSchemas.check(event);
    assertThat(event.toPrettyString()).isEqualTo(sample(event));
  }

  @Test
  void aCalendarThatNeverClosesIsOneWindow() {
    CloudEvent event =
        events.changed(
            version(definition("00:00-12:00", "12:00-24:00"), 1),
            HolidayDates.NONE,
            TWELVE_DAYS,
            1,
            NOW);

    assertThat(event.data().path("open")).hasSize(1);
    assertThat(event.data().at("/open/0/0").asText()).isEqualTo("2026-12-22T23:00:00Z");
    assertThat(event.data().at("/open/0/1").asText()).isEqualTo("2027-01-03T23:00:00Z");
  }

  @Test
  void theSameVersionOverTheSameDaysIsTheSameEvent() {
    CalendarDefinition office = definition("09:00-17:00");

    assertThat(told(office, 2, 5).id())
        .isEqualTo(told(office, 2, 6).id())
        .isNotEqualTo(told(office, 3, 6).id());
  }

  @Test
  void whatAFormAllowsAtMostIsHalfOfWhatKafkaTakes() {
    CalendarDefinition chopped =
        definition(
            IntStream.range(0, CalendarForm.MAX_WINDOWS)
                .mapToObj(hour -> "%02d:00-%02d:59".formatted(hour, hour))
                .toArray(String[]::new));

    CloudEvent event =
        events.changed(version(chopped, 1), HolidayDates.NONE, Horizon.at(NOW, BERLIN), 1, NOW);

    assertThat(event.data().path("open")).hasSizeGreaterThan(10_000);
    assertThat(events.bytes(event)).isLessThan(550_000);
  }

  private CloudEvent told(CalendarDefinition definition, long version, long sequence) {
    return events.changed(version(definition, version), CHRISTMAS, TWELVE_DAYS, sequence, NOW);
  }

  private static CalendarVersion version(CalendarDefinition definition, long version) {
    return new CalendarVersion("ENG-hours", version, definition, null, "ada", NOW);
  }

  private static CalendarDefinition definition(String... windows) {
    return CalendarDefinition.weekly(
        BERLIN,
        new WeeklyHours(
            Arrays.stream(DayOfWeek.values())
                .collect(Collectors.toMap(day -> day, day -> windows(windows)))));
  }

  private static WeeklyHours week(String... windows) {
    return new WeeklyHours(
        Arrays.stream(DayOfWeek.values())
            .filter(day -> day.compareTo(DayOfWeek.SATURDAY) < 0)
            .collect(Collectors.toMap(day -> day, day -> windows(windows))));
  }

  private static List<LocalWindow> windows(String... texts) {
    return Arrays.stream(texts).map(LocalWindow::parse).toList();
  }

  private static String sample(JsonNode written) throws IOException {
    String file = CalendarEvents.CHANGED + ".json";
    String target = System.getProperty("onus.samples");
    if (target != null) {
      Files.writeString(Path.of(target, file), written.toPrettyString() + "\n");
    }
    try (InputStream in =
        target == null
            ? CalendarEventSampleTest.class.getResourceAsStream("/events/samples/" + file)
            : Files.newInputStream(Path.of(target, file))) {
      assertThat(in).as("a golden sample").isNotNull();
      return MAPPER.readTree(in).toPrettyString();
    }
  }
}
