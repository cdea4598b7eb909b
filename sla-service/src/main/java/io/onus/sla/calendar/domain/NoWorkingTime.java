package io.onus.sla.calendar.domain;

import io.onus.kit.decide.Refusal;
import java.time.LocalDate;
import java.util.Map;

/** A calendar never opens between these dates, the second not included. */
public record NoWorkingTime(LocalDate from, LocalDate until) implements Refusal {

  @Override
  public String kind() {
    return "no-working-time";
  }

  @Override
  public String message() {
    return "The calendar never opens from %s to %s: no promise under it could be due. Give it weekly hours or open dates."
        .formatted(from, until);
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of("from", from, "until", until);
  }
}
