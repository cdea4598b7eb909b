package io.onus.sla.calendar;

import io.onus.sla.calendar.ICalendarLines.Line;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A date or a time as an iCalendar line has it; a date is midnight, in whatever zone one asks. */
record ICalendarMoment(LocalDateTime local, ZoneId zone, boolean allDay) {

  /** What a line says that cannot be read, named for whoever has the file. */
  static final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String line;

    Unreadable(String line, String message) {
      super(message);
      this.line = line;
    }

    String line() {
      return line;
    }
  }

  private static final int LONGEST_SHOWN = 60;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern WEEKS = Pattern.compile("\\+?P([0-9]{1,4})W");

  /**
   * @param floating the zone of times that name none
   */
  static ICalendarMoment of(Line line, ZoneId floating) {
    return of(line, line.value(), floating);
  }

  /** An EXDATE or RDATE may name several. */
  static List<ICalendarMoment> allOf(Line line, ZoneId floating) {
    if ("PERIOD".equalsIgnoreCase(line.parameters().get("VALUE"))) {
      throw new Unreadable(line.name(), "of periods is not read here; write events of their own");
    }
    return Stream.of(line.value().split(",")).map(value -> of(line, value, floating)).toList();
  }

  static Duration duration(Line line) {
    String text = line.value().trim();
    Matcher weeks = WEEKS.matcher(text);
    try {
      return weeks.matches()
          ? Duration.ofDays(7L * Integer.parseInt(weeks.group(1)))
          : Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new Unreadable(line.name(), "'" + shown(text) + "' is no duration like P1D or PT4H");
    }
  }

  ICalendarMoment on(LocalDate date) {
    return new ICalendarMoment(date.atTime(local.toLocalTime()), zone, allDay);
  }

  ICalendarMoment plus(Duration length) {
    return allDay
        ? new ICalendarMoment(local.plus(length), zone, true)
        : new ICalendarMoment(local.atZone(zone).plus(length).toLocalDateTime(), zone, false);
  }

  LocalDateTime in(ZoneId other) {
    return allDay || zone.equals(other)
        ? local
        : local.atZone(zone).withZoneSameInstant(other).toLocalDateTime();
  }

  Duration until(ICalendarMoment end) {
    return allDay
        ? Duration.between(local, end.local)
        : Duration.between(local.atZone(zone), end.local.atZone(end.zone));
  }

  private static ICalendarMoment of(Line line, String written, ZoneId floating) {
    String text = written.trim();
    try {
      if (!text.contains("T")) {
        return new ICalendarMoment(LocalDate.parse(text, DATE).atStartOfDay(), floating, true);
      }
      boolean utc = text.endsWith("Z");
      LocalDateTime local =
          LocalDateTime.parse(utc ? text.substring(0, text.length() - 1) : text, TIME);
      return new ICalendarMoment(local, utc ? ZoneOffset.UTC : zone(line, floating), false);
    } catch (DateTimeException e) {
      throw new Unreadable(
          line.name(), "'" + shown(text) + "' is neither a date like 20261224 nor a time");
    }
  }

  private static ZoneId zone(Line line, ZoneId floating) {
    @Nullable String named = line.parameters().get("TZID");
    if (named == null) {
      return floating;
    }
    // Some write a path before the name, which itself has one or two parts.
    String name = named.replace("\"", "");
    return Stream.of(name, lastParts(name, 3), lastParts(name, 2))
        .filter(ZoneId.getAvailableZoneIds()::contains)
        .findFirst()
        .map(ZoneId::of)
        .orElseThrow(
            () ->
                new Unreadable(
                    line.name(),
                    "is in the zone '" + shown(name) + "', which is no IANA zone; name one"));
  }

  private static String lastParts(String name, int parts) {
    String[] all = name.split("/");
    return String.join("/", List.of(all).subList(Math.max(0, all.length - parts), all.length));
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
