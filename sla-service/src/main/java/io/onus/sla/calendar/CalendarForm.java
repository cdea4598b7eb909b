package io.onus.sla.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.CalendarDefinition;
import io.onus.sla.calendar.domain.LocalWindow;
import io.onus.sla.calendar.domain.WeeklyHours;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A calendar as it is written: on the wire and in the store. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CalendarForm")
public record CalendarForm(
    @Schema(description = "May repeat the code of the path, nothing else", examples = "ENG-hours")
        @Nullable String code,
    @NotBlank @Schema(description = "IANA zone", examples = "Europe/Berlin") String zone,
    @Schema(
            description = "Windows per day, MON to SUN; a day left out has none",
            examples = "{\"MON\":[\"09:00-12:30\",\"13:30-18:00\"],\"SAT\":[\"10:00-24:00\"]}")
        @Size(max = 7)
        @Nullable Map<String, @NotNull @Size(max = MAX_WINDOWS) List<String>> weekly,
    @Valid @Nullable HolidayForm holidays,
    @Size(max = MAX_DATES)
        @Schema(description = "Dates without working time", examples = "[\"2026-12-24\"]")
        @Nullable List<@NotNull LocalDate> closed,
    @Size(max = MAX_DATES)
        @Schema(
            description =
                "Dates whose windows replace those of the week, even on a holiday: half days,"
                    + " one-off openings",
            examples = "{\"2026-12-05\":[\"10:00-14:00\"],\"2026-12-24\":[\"09:00-12:00\"]}")
        @Nullable Map<LocalDate, @NotNull @Size(max = MAX_WINDOWS) List<String>> open) {

  /** Of one day: what needs more is no working day but a stopwatch. */
  static final int MAX_WINDOWS = 24;

  static final int MAX_DATES = 2000;

  static CalendarForm of(CalendarDefinition definition) {
    return new CalendarForm(
        null,
        definition.zone().getId(),
        weekly(definition),
        HolidayForm.of(definition.holidays()),
        definition.closed().stream().sorted().toList(),
        open(definition));
  }

  /**
   * What it means.
   *
   * @param path where this form is in the body, such as {@code calendar.}, or empty
   */
  CalendarDefinition definition(String path) {
    Reading reading = new Reading(path);
    CalendarDefinition definition = reading.definition();
    if (definition == null || !reading.violations.isEmpty()) {
      throw Problem.malformed(
          reading.violations.stream()
              .map(violation -> violation.field() + ": " + violation.message())
              .collect(Collectors.joining("; ", "The calendar cannot be read: ", ".")),
          reading.violations);
    }
    return definition;
  }

  /** Collects all that is wrong, so that it can be said at once. */
  private final class Reading {

    private final String path;
    private final List<Violation> violations = new ArrayList<>();

    Reading(String path) {
      this.path = path;
    }

    @Nullable CalendarDefinition definition() {
      ZoneId validZone = zone();
      WeeklyHours weeklyHours = weeklyHours();
      Map<LocalDate, List<LocalWindow>> openDates = openDates();
      try {
        return new CalendarDefinition(
            validZone,
            weeklyHours,
            holidays == null ? null : holidays.holidayRegion(),
            closedDates(),
            openDates);
      } catch (IllegalArgumentException contradiction) {
        wrong("open", contradiction);
        return null;
      }
    }

    private ZoneId zone() {
      // Offsets such as +02:00 are no zones: they know no daylight saving time.
      if (!ZoneId.getAvailableZoneIds().contains(zone)) {
        wrong("zone", "there is no zone " + zone + "; write an IANA name such as Europe/Berlin");
        return ZoneOffset.UTC;
      }
      return ZoneId.of(zone);
    }

    private WeeklyHours weeklyHours() {
      Map<DayOfWeek, List<LocalWindow>> byDay = new EnumMap<>(DayOfWeek.class);
      orEmpty(weekly)
          .forEach(
              (day, texts) ->
                  dayOfWeek(day)
                      .ifPresentOrElse(
                          known -> byDay.put(known, windows("weekly." + day, texts)),
                          () -> wrong("weekly." + day, "must be one of " + DAYS)));
      return new WeeklyHours(byDay);
    }

    private Set<LocalDate> closedDates() {
      Set<LocalDate> dates = new HashSet<>();
      for (LocalDate date : Objects.requireNonNullElse(closed, List.<LocalDate>of())) {
        checkReach("closed", date);
        dates.add(date);
      }
      return dates;
    }

    private void checkReach(String field, LocalDate date) {
      if (date.getYear() < BusinessCalendar.FIRST_NAMED_YEAR
          || date.getYear() > BusinessCalendar.LAST_NAMED_YEAR) {
        wrong(
            field,
            "%s is out of reach; calendars know the years %d to %d"
                .formatted(
                    date, BusinessCalendar.FIRST_NAMED_YEAR, BusinessCalendar.LAST_NAMED_YEAR));
      }
    }

    private Map<LocalDate, List<LocalWindow>> openDates() {
      Map<LocalDate, List<LocalWindow>> dates = new TreeMap<>();
      orEmpty(open)
          .forEach(
              (date, texts) -> {
                checkReach("open." + date, date);
                List<LocalWindow> windows = windows("open." + date, texts);
                if (!windows.isEmpty()) {
                  dates.put(date, windows);
                } else if (texts.isEmpty()) {
                  wrong("open." + date, "needs a window; name the date in closed instead");
                }
              });
      return dates;
    }

    /** The windows, or none if one of them is wrong. */
    private List<LocalWindow> windows(String field, List<String> texts) {
      try {
        return LocalWindow.inOrder(
            texts.stream().map(String::valueOf).map(LocalWindow::parse).toList());
      } catch (IllegalArgumentException unreadable) {
        wrong(field, unreadable);
        return List.of();
      }
    }

    private void wrong(String field, IllegalArgumentException reason) {
      wrong(field, String.valueOf(reason.getMessage()));
    }

    private void wrong(String field, String message) {
      violations.add(new Violation(path + field, message));
    }
  }

  private static final String DAYS =
      Arrays.stream(DayOfWeek.values()).map(CalendarForm::name).collect(Collectors.joining(", "));

  private static Optional<DayOfWeek> dayOfWeek(String written) {
    return Arrays.stream(DayOfWeek.values()).filter(day -> name(day).equals(written)).findFirst();
  }

  private static String name(DayOfWeek day) {
    return day.name().substring(0, 3);
  }

  private static Map<String, List<String>> weekly(CalendarDefinition definition) {
    Map<String, List<String>> weekly = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<LocalWindow> windows = definition.weekly().on(day);
      if (!windows.isEmpty()) {
        weekly.put(name(day), texts(windows));
      }
    }
    return weekly;
  }

  private static Map<LocalDate, List<String>> open(CalendarDefinition definition) {
    Map<LocalDate, List<String>> open = new TreeMap<>();
    definition.open().forEach((date, windows) -> open.put(date, texts(windows)));
    return open;
  }

  private static List<String> texts(List<LocalWindow> windows) {
    return windows.stream().map(LocalWindow::toString).toList();
  }

  private static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
    return map == null ? Map.of() : map;
  }
}
