package io.onus.sla.calendar.domain;

import io.onus.kit.decide.Refusal;
import java.time.LocalDate;
import java.util.Map;

/** Two calendars are never open at once between these dates, the second not included. */
public record NoCommonHours(String first, String second, LocalDate from, LocalDate until)
    implements Refusal {

  @Override
  public String kind() {
    return "no-common-hours";
  }

  @Override
  public String message() {
    return "The calendars %s and %s are never open at the same time from %s to %s: nothing counted in the hours of both could be due. Agree on the hours of one side, or of either."
        .formatted(first, second, from, until);
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of("first", first, "second", second, "from", from, "until", until);
  }
}
