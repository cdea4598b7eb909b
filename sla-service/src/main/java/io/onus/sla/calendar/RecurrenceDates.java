package io.onus.sla.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.fortuna.ical4j.model.Recur;

/**
 * The dates of an RRULE. Only rules that go by dates are read: one that recurs within a day closes
 * no day, and could be a million instants a year.
 */
final class RecurrenceDates {

  private static final int LONGEST = 500;
  private static final int WIDEST_INTERVAL = 1000;
  private static final Set<String> FREQUENCIES = Set.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");
  private static final Set<String> LISTS =
      Set.of("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

  private final Map<String, String> parts;

  private RecurrenceDates(Map<String, String> parts) {
    this.parts = parts;
  }

  /**
   * @throws IllegalArgumentException in words, if it is no such rule
   */
  static RecurrenceDates parse(String rule) {
    if (rule.length() > LONGEST) {
      throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
    }
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : rule.trim().toUpperCase(Locale.ROOT).split(";")) {
      String[] named = part.split("=", 2);
      if (named.length != 2 || parts.put(named[0], named[1]) != null) {
        throw new IllegalArgumentException("is no rule like FREQ=YEARLY;BYMONTH=12");
      }
    }
    parts.forEach(RecurrenceDates::check);
    if (!parts.containsKey("FREQ")) {
      throw new IllegalArgumentException("has no FREQ");
    }
    return new RecurrenceDates(parts);
  }

  private static void check(String name, String value) {
    boolean known =
        switch (name) {
          case "FREQ" -> FREQUENCIES.contains(value);
          case "INTERVAL" ->
              NUMBER.matcher(value).matches() && Integer.parseInt(value) <= WIDEST_INTERVAL;
          case "COUNT" -> NUMBER.matcher(value).matches();
          case "UNTIL", "WKST" -> true;
          default -> LISTS.contains(name) && namesEachOnce(value);
        };
    if (!known) {
      throw new IllegalArgumentException(
          name
              + "="
              + value
              + " is not read here; a rule is DAILY, WEEKLY, MONTHLY or YEARLY, every 1 to "
              + WIDEST_INTERVAL
              + ", by days, months and weeks named once each");
    }
  }

  private static boolean namesEachOnce(String list) {
    String[] values = list.split(",", -1);
    return new HashSet<>(Arrays.asList(values)).size() == values.length;
  }

  Optional<String> until() {
    return Optional.ofNullable(parts.get("UNTIL"));
  }

  /** Those from {@code first} up to {@code last}, both included. */
  List<LocalDate> from(LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      return List.of();
    }
    String rule =
        parts.entrySet().stream()
            .filter(part -> !part.getKey().equals("UNTIL"))
            .map(part -> part.getKey() + "=" + part.getValue())
            .collect(Collectors.joining(";"));
    try {
      return new Recur<LocalDate>(rule).getDates(first, first, last);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("cannot be followed: " + e.getMessage(), e);
    }
  }
}
