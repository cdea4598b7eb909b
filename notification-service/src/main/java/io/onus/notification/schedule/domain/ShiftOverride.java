package io.onus.notification.schedule.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An exception from the layers.
 *
 * @param number in the order they were made: the later has the last word
 * @param inPlaceOf the one whose place is taken, if they are on call then; null for everybody's
 * @param people who is on call instead; empty for nobody
 * @param swap the number of the swap it comes from; null where somebody decided it
 * @param version 1, and 2 once it was taken back after it had begun
 */
public record ShiftOverride(
    UUID id,
    long number,
    Span span,
    @Nullable String inPlaceOf,
    List<String> people,
    @Nullable Integer swap,
    String madeBy,
    Instant madeAt,
    long version) {

  public static final Duration LONGEST = Duration.ofDays(366);

  /** Of one schedule, of those that are not over. */
  public static final int MOST_AHEAD = 1_000;

  public static final int MOST_PEOPLE = 20;

  public ShiftOverride {
    people = List.copyOf(people);
  }

  /**
   * @param before who would be on call without it, each with what put them there
   */
  <S> Map<String, S> applied(Map<String, S> before, S source) {
    if (inPlaceOf != null && !before.containsKey(inPlaceOf)) {
      return before;
    }
    Map<String, S> after = new LinkedHashMap<>();
    if (inPlaceOf == null) {
      people.forEach(person -> after.put(person, source));
      return after;
    }
    List<String> order = new ArrayList<>(before.keySet());
    for (String person : order) {
      if (person.equals(inPlaceOf)) {
        people.forEach(instead -> after.putIfAbsent(instead, before.getOrDefault(instead, source)));
      } else {
        after.putIfAbsent(person, before.get(person));
      }
    }
    return after;
  }
}
