package io.onus.notification.weekly.domain;

import io.onus.kit.decide.Refusal;
import java.util.Map;

/** Why there are no figures of a week. */
public sealed interface WeeklyRefusal extends Refusal {

  /** Clocks that are over are not kept for ever. */
  record WeekNotKept(Week week, Week earliest) implements WeeklyRefusal {
    @Override
    public String kind() {
      return "week-not-kept";
    }

    @Override
    public String message() {
      return "Figures of %s are not kept any more; the earliest are of %s."
          .formatted(week, earliest);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("week", week.toString(), "earliest", earliest.toString());
    }
  }

  record WeekNotBegun(Week week, Week current) implements WeeklyRefusal {
    @Override
    public String kind() {
      return "week-not-begun";
    }

    @Override
    public String message() {
      return "%s has not begun; this is %s.".formatted(week, current);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("week", week.toString(), "current", current.toString());
    }
  }
}
