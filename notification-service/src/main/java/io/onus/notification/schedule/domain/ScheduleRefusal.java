package io.onus.notification.schedule.domain;

import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why a schedule, or an exception from it, is not saved. */
public sealed interface ScheduleRefusal extends Refusal {

  /**
   * @return what stands against a schedule by itself, if anything
   */
  static Optional<ScheduleRefusal> of(Schedule schedule) {
    if (schedule.everybody().isEmpty()) {
      return Optional.of(new NobodyInAnyLayer());
    }
    int changes = schedule.changesAWeek();
    return changes > Schedule.MOST_CHANGES_A_WEEK
        ? Optional.of(new TooManyChanges(changes, Schedule.MOST_CHANGES_A_WEEK))
        : Optional.empty();
  }

  record NobodyInAnyLayer() implements ScheduleRefusal {
    @Override
    public String kind() {
      return "nobody-in-any-layer";
    }

    @Override
    public String message() {
      return "No layer names anybody, so nobody would ever be on call.";
    }
  }

  record TooManyChanges(int changes, int most) implements ScheduleRefusal {
    @Override
    public String kind() {
      return "too-many-changes";
    }

    @Override
    public String message() {
      return "Its layers have about "
          + changes
          + " turns and windows a week, and none may have more than "
          + most
          + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("changes", changes, "most", most);
    }
  }

  record UnknownCalendars(List<String> calendars) implements ScheduleRefusal {
    @Override
    public String kind() {
      return "unknown-calendars";
    }

    @Override
    public String message() {
      return "Nobody here has heard of the calendar " + String.join(", ", calendars) + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("calendars", calendars);
    }
  }

  record TooManyOverrides(int most) implements ScheduleRefusal {
    @Override
    public String kind() {
      return "too-many-overrides";
    }

    @Override
    public String message() {
      return "This schedule has " + most + " overrides ahead, and none may have more.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("most", most);
    }
  }

  record OverrideOver(Instant endedAt) implements ScheduleRefusal {
    @Override
    public String kind() {
      return "override-over";
    }

    @Override
    public String message() {
      return "That was over at " + endedAt + ", and what was stays as it was.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("endedAt", endedAt);
    }
  }

  /** Without this method somebody who is to be on call could not be told anything. */
  record LastWayToScheduledPerson(String person, List<String> schedules)
      implements ScheduleRefusal {
    @Override
    public String kind() {
      return "last-way-to-scheduled-person";
    }

    @Override
    public String message() {
      return "Schedules have "
          + person
          + " on call and this is the last way to reach them; add another method or change the"
          + " schedules first.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("person", person, "schedules", schedules);
    }
  }
}
