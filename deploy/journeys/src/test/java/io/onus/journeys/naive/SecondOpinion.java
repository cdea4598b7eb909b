package io.onus.journeys.naive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what sla-service says of each clock with what it should say. */
public final class SecondOpinion {

  private SecondOpinion() {}

  /** In words, each clock that differs, is missing, or should not be there. */
  public static List<String> differences(List<NaiveClock> expected, List<JudgedClock> judged) {
    List<String> different = new ArrayList<>();
    Map<String, JudgedClock> byKey = new HashMap<>();
    for (JudgedClock clock : judged) {
      if (byKey.put(clock.key(), clock) != null) {
        different.add("twice: " + clock);
      }
    }
    for (NaiveClock clock : expected) {
      JudgedClock found = byKey.remove(key(clock));
      if (found == null || !agrees(clock, found)) {
        different.add(clock + " but sla-service says " + found);
      }
    }
    byKey.values().forEach(clock -> different.add("nobody expected " + clock));
    return different;
  }

  private static String key(NaiveClock clock) {
    return String.join(
        " ", clock.incident(), clock.metric(), "cycle " + clock.cycle(), "round " + clock.round());
  }

  private static boolean agrees(NaiveClock expected, JudgedClock found) {
    boolean open = found.phase().equals("RUNNING") || found.phase().equals("PAUSED");
    boolean samePhase = (open ? "OPEN" : found.phase()).equals(expected.phase());
    // What still runs has no final working time to compare.
    boolean sameTime = open || found.consumed().equals(Duration.ofMinutes(expected.minutes()));
    return samePhase && sameTime && found.verdict().equals(expected.verdict());
  }
}
