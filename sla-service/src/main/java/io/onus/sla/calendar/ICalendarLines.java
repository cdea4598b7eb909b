package io.onus.sla.calendar;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import org.jspecify.annotations.Nullable;

/**
 * The events of an iCalendar file as lines. The library's parser is used without what it would
 * build of them: that looks up time zones, and can fetch some from where the file says.
 */
final class ICalendarLines implements ContentHandler {

  static final int MOST_EVENTS = 5000;
  private static final int DEEPEST = 4;

  /** A property, such as {@code DTSTART;TZID=Europe/Berlin:20261224T120000}. */
  record Line(String name, Map<String, String> parameters, String value) {}

  /** One VEVENT. */
  record Event(int number, List<Line> lines) {

    Optional<Line> first(String name) {
      return all(name).stream().findFirst();
    }

    List<Line> all(String name) {
      return lines.stream().filter(line -> line.name().equals(name)).toList();
    }

    String text(String name) {
      return first(name).map(Line::value).orElse("").trim();
    }
  }

  private final List<Event> events = new ArrayList<>();
  private final List<String> within = new ArrayList<>();
  private boolean calendar;
  private @Nullable List<Line> lines;
  private String property = "";
  private Map<String, String> parameters = Map.of();
  private String value = "";

  /** The mark that some programs begin a file of UTF-8 with. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static List<Event> of(String written) {
    String file =
        written.startsWith(BYTE_ORDER_MARK) ? written.substring(BYTE_ORDER_MARK.length()) : written;
    ICalendarLines reader = new ICalendarLines();
    try {
      new CalendarParserImpl().parse(new UnfoldingReader(new StringReader(file), true), reader);
    } catch (IOException | ParserException | RuntimeException e) {
      throw refusal(e);
    }
    if (!reader.calendar) {
      throw unreadable("it does not begin with BEGIN:VCALENDAR");
    }
    return reader.events;
  }

  private static Problem refusal(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof Problem problem) {
        return problem;
      }
    }
    return thrown instanceof ParserException where
        ? unreadable("line " + where.getLineNo() + " is not as RFC 5545 says")
        : unreadable("it is not as RFC 5545 says");
  }

  private static Problem unreadable(String why) {
    return Problem.malformed("This is no iCalendar file: " + why + ".", new Violation("file", why));
  }

  @Override
  public void startCalendar() {
    calendar = true;
  }

  @Override
  public void endCalendar() {
    within.clear();
  }

  @Override
  public void startComponent(String name) {
    within.add(name.toUpperCase(Locale.ROOT));
    if (within.size() > DEEPEST) {
      throw unreadable("its components are more than " + DEEPEST + " deep");
    }
    if (within.equals(List.of("VEVENT"))) {
      if (events.size() == MOST_EVENTS) {
        throw unreadable("it has more than " + MOST_EVENTS + " events");
      }
      lines = new ArrayList<>();
      events.add(new Event(events.size() + 1, lines));
    }
  }

  @Override
  public void endComponent(String name) {
    if (!within.isEmpty()) {
      within.removeLast();
    }
    if (within.isEmpty()) {
      lines = null;
    }
  }

  @Override
  public void startProperty(String name) {
    property = name.toUpperCase(Locale.ROOT);
    parameters = new HashMap<>();
    value = "";
  }

  @Override
  public void parameter(String name, String text) {
    parameters.put(name.toUpperCase(Locale.ROOT), text);
  }

  @Override
  public void propertyValue(String text) {
    value = text;
  }

  @Override
  public void endProperty(String name) {
    // Those of an alarm within an event are the alarm's.
    if (lines != null && within.size() == 1) {
      lines.add(new Line(property, Map.copyOf(parameters), value));
    }
  }
}
