package io.onus.notification.schedule.domain;

import io.onus.notification.hours.domain.LocalWindow;
import io.onus.notification.hours.domain.WeeklyWindows;
import io.onus.notification.schedule.domain.Schedule.Combine;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Schedules for tests, in few words. */
final class Plans {

  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private Plans() {}

  static Rotation every(String rhythm, String handover, String start) {
    return new Rotation(
        Rhythm.parse(rhythm), LocalTime.parse(handover), null, LocalDate.parse(start), null);
  }

  /** One after the other. */
  static Layer layer(Rotation rotation, String... people) {
    return layer(rotation, Restriction.NONE, people);
  }

  static Layer layer(Rotation rotation, Restriction restriction, String... people) {
    return new Layer(
        "of " + people[0], Arrays.stream(people).map(List::of).toList(), rotation, restriction);
  }

  static Restriction weekly(DayOfWeek first, DayOfWeek last, String... windows) {
    Map<DayOfWeek, List<LocalWindow>> byDay = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(first) >= 0 && day.compareTo(last) <= 0) {
        byDay.put(day, Arrays.stream(windows).map(LocalWindow::parse).toList());
      }
    }
    return new Restriction(new WeeklyWindows(byDay), null);
  }

  static Schedule schedule(ZoneId zone, Combine combine, Layer... layers) {
    return new Schedule(
        "first", "First line", zone, "ENG", combine, Duration.ofMinutes(15), List.of(layers));
  }

  static Roster roster(Layer... layers) {
    return roster(schedule(BERLIN, Combine.FIRST, layers));
  }

  static Roster roster(Schedule schedule, ShiftOverride... overrides) {
    return new Roster(schedule, List.of(overrides), Map.of());
  }

  static ShiftOverride override(long number, Span span, String... people) {
    return inPlaceOf(null, number, span, people);
  }

  static ShiftOverride inPlaceOf(
      @Nullable String person, long number, Span span, String... people) {
    return new ShiftOverride(
        new UUID(0, number), number, span, person, List.of(people), null, "lena", Instant.EPOCH, 1);
  }

  static Span span(String start, String end) {
    return new Span(at(start), at(end));
  }

  /** A local time in Berlin, on a day that has it once. */
  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
