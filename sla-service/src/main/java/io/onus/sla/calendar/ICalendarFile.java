package io.onus.sla.calendar;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.sla.calendar.ICalendarLines.Event;
import io.onus.sla.calendar.ICalendarLines.Line;
import io.onus.sla.calendar.ICalendarMoment.Unreadable;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.Closure;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads the events of an iCalendar file as closures of a calendar.
 *
 * <p>Events of whole days close them, whether the file calls that time busy or free: calendars of
 * public holidays do either. Timed events close their hours unless they are free. Times are those
 * of their TZID, of UTC, or of the calendar.
 */
final class ICalendarFile {

  static final int MOST_CLOSURES = 10_000;
  static final int MOST_YEARS_OF_RULES = 10_000;
  private static final Duration LONGEST = Duration.ofDays(3660);

  /** What the file says of the years asked for, and how many of its events say nothing of them. */
  record Reading(List<Closure> closures, int events, int cancelled, int free, int outside) {}

  private final ZoneId zone;
  private final LocalDate from;
  private final LocalDate until;
  private final List<Violation> violations = new ArrayList<>();
  private final List<Closure> closures = new ArrayList<>();
  private final Map<String, Set<LocalDateTime>> replaced = new HashMap<>();
  private int yearsOfRules;
  private int cancelled;
  private int free;
  private int outside;

  private ICalendarFile(ZoneId zone, LocalDate from, LocalDate until) {
    this.zone = zone;
    this.from = from;
    this.until = until;
  }

  /**
   * @param zone the calendar's
   * @param from the first date asked for
   * @param until the date after the last one
   */
  static Reading read(String file, ZoneId zone, LocalDate from, LocalDate until) {
    return new ICalendarFile(zone, from, until).reading(ICalendarLines.of(file));
  }

  private Reading reading(List<Event> events) {
    events.forEach(event -> read(event, this::noteReplaced));
    events.forEach(event -> read(event, this::close));
    if (!violations.isEmpty()) {
      throw Problem.malformed(
          violations.stream()
              .limit(10)
              .map(violation -> violation.field() + " " + violation.message())
              .collect(Collectors.joining("; ", "The file cannot be read: ", ".")),
          violations);
    }
    return new Reading(List.copyOf(closures), events.size(), cancelled, free, outside);
  }

  private void read(Event event, Consumer<Event> reading) {
    try {
      reading.accept(event);
    } catch (Unreadable unreadable) {
      violations.add(
          new Violation(
              "event[" + event.number() + "]." + unreadable.line(),
              String.valueOf(unreadable.getMessage())));
    }
  }

  /** An event with a RECURRENCE-ID stands in for one occurrence of another with its UID. */
  private void noteReplaced(Event event) {
    for (Line line : event.all("RECURRENCE-ID")) {
      if (line.parameters().containsKey("RANGE")) {
        throw new Unreadable(line.name(), "has a RANGE; end that series and begin another");
      }
      replaced
          .computeIfAbsent(event.text("UID"), uid -> new HashSet<>())
          .add(ICalendarMoment.of(line, zone).in(zone));
    }
  }

  private void close(Event event) {
    if (event.text("STATUS").equalsIgnoreCase("CANCELLED")) {
      cancelled++;
      return;
    }
    Line began = event.first("DTSTART").orElseThrow(() -> new Unreadable("DTSTART", "is missing"));
    ICalendarMoment start = ICalendarMoment.of(began, zone);
    if (!start.allDay() && event.text("TRANSP").equalsIgnoreCase("TRANSPARENT")) {
      free++;
      return;
    }
    Duration length = length(event, start);
    int before = closures.size();
    for (LocalDate date : dates(event, start)) {
      close(start.on(date), length);
    }
    if (closures.size() == before) {
      outside++;
    }
  }

  private void close(ICalendarMoment start, Duration length) {
    LocalDateTime first = later(start.in(zone), from.atStartOfDay());
    LocalDateTime last = earlier(start.plus(length).in(zone), until.atStartOfDay());
    if (!first.isBefore(last)) {
      return;
    }
    if (closures.size() == MOST_CLOSURES) {
      throw tooMuch("it closes more than " + MOST_CLOSURES + " times in the years asked for");
    }
    closures.add(new Closure(first, last));
  }

  private Duration length(Event event, ICalendarMoment start) {
    String line = event.first("DTEND").isPresent() ? "DTEND" : "DURATION";
    Duration length =
        event
            .first("DTEND")
            .map(end -> lengthTo(end, start))
            .or(() -> event.first("DURATION").map(ICalendarMoment::duration))
            .orElse(Duration.ZERO);
    if (length.isNegative()) {
      throw new Unreadable(line, "is before DTSTART");
    }
    if (length.compareTo(LONGEST) > 0) {
      throw new Unreadable(line, "is more than ten years after DTSTART");
    }
    // Some name the last day itself; whole days close at least the one they begin with.
    return start.allDay() ? Duration.ofDays(Math.max(1, length.toDays())) : length;
  }

  private Duration lengthTo(Line line, ICalendarMoment start) {
    ICalendarMoment end = ICalendarMoment.of(line, start.zone());
    if (end.allDay() != start.allDay()) {
      throw new Unreadable(line.name(), "must be a date if DTSTART is one, else a time");
    }
    return start.until(end);
  }

  /** When it begins, each time, in the zone it is written in. */
  private Set<LocalDate> dates(Event event, ICalendarMoment start) {
    LocalDate first = start.local().toLocalDate();
    if (first.getYear() < BusinessCalendar.FIRST_NAMED_YEAR
        || first.getYear() > BusinessCalendar.LAST_NAMED_YEAR) {
      return Set.of();
    }
    Set<LocalDate> dates = new TreeSet<>(Set.of(first));
    event.all("RRULE").forEach(line -> dates.addAll(recurring(line, start)));
    for (Line line : event.all("RDATE")) {
      ICalendarMoment.allOf(line, start.zone())
          .forEach(moment -> dates.add(moment.in(start.zone()).toLocalDate()));
    }
    for (Line line : event.all("EXDATE")) {
      ICalendarMoment.allOf(line, start.zone())
          .forEach(moment -> dates.remove(moment.in(start.zone()).toLocalDate()));
    }
    if (event.first("RECURRENCE-ID").isEmpty()) {
      Set<LocalDateTime> elsewhere = replaced.getOrDefault(event.text("UID"), Set.of());
      dates.removeIf(date -> elsewhere.contains(start.on(date).in(zone)));
    }
    return dates;
  }

  private List<LocalDate> recurring(Line line, ICalendarMoment start) {
    try {
      RecurrenceDates rule = RecurrenceDates.parse(line.value());
      LocalDate first = start.local().toLocalDate();
      LocalDate last = last(rule, line, start);
      yearsOfRules += Math.max(0, last.getYear() - first.getYear()) + 1;
      if (yearsOfRules > MOST_YEARS_OF_RULES) {
        throw tooMuch(
            "its rules, from their first dates on, take more than "
                + MOST_YEARS_OF_RULES
                + " years together");
      }
      return rule.from(first, last);
    } catch (IllegalArgumentException wrong) {
      throw new Unreadable(line.name(), String.valueOf(wrong.getMessage()));
    }
  }

  /** UNTIL is included; it is a date, or a time in UTC. */
  private LocalDate last(RecurrenceDates rule, Line line, ICalendarMoment start) {
    LocalDate asked = until.plusDays(1);
    return rule.until()
        .map(
            text ->
                ICalendarMoment.of(new Line(line.name(), line.parameters(), text), start.zone()))
        .map(
            end -> {
              LocalDate date = end.in(start.zone()).toLocalDate();
              boolean tooLate =
                  !end.allDay() && !start.allDay() && start.on(date).until(end).isNegative();
              return tooLate ? date.minusDays(1) : date;
            })
        .filter(end -> end.isBefore(asked))
        .orElse(asked);
  }

  private static Problem tooMuch(String why) {
    return Problem.malformed(
        "This file is too much: " + why + ". Import it in parts, or fewer years.",
        new Violation("file", why));
  }

  private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
    return a.isAfter(b) ? a : b;
  }

  private static LocalDateTime earlier(LocalDateTime a, LocalDateTime b) {
    return a.isBefore(b) ? a : b;
  }
}
