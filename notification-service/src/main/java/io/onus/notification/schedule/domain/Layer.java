package io.onus.notification.schedule.domain;

import io.onus.notification.hours.domain.OpenHours;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * People who take turns.
 *
 * @param people who takes each turn, in order, beginning anew after the last; an element names all
 *     who are on call together
 */
public record Layer(
    String name, List<List<String>> people, Rotation rotation, Restriction restriction) {

  /** A part of a turn, whole: it ends where the turn ends, or where the restriction says. */
  record Stint(Span span, long turn, List<String> people) {}

  public Layer {
    people = people.stream().map(List::copyOf).toList();
  }

  public Stream<String> everybody() {
    return people.stream().flatMap(List::stream).distinct();
  }

  int changesAWeek() {
    return rotation.every().turnsAWeek() + restriction.windowsAWeek();
  }

  List<String> onCall(Instant at, ZoneId zone, Map<String, OpenHours> calendars) {
    Optional<Rotation.Turn> turn = rotation.turnAt(at, zone);
    return turn.isPresent() && restriction.allows(at, zone, calendars)
        ? taking(turn.get().number())
        : List.of();
  }

  /** What has a part in a span, ascending. */
  List<Stint> stints(Span span, ZoneId zone, Map<String, OpenHours> calendars) {
    List<Stint> stints = new ArrayList<>();
    if (people.isEmpty()) {
      return stints;
    }
    for (Rotation.Turn turn : rotation.turns(span, zone)) {
      for (Span part : restriction.within(turn.span(), zone, calendars)) {
        if (part.overlaps(span)) {
          stints.add(new Stint(part, turn.number(), taking(turn.number())));
        }
      }
    }
    return stints;
  }

  private List<String> taking(long turn) {
    return people.isEmpty() ? List.of() : people.get(Math.floorMod(turn, people.size()));
  }
}
