package io.onus.sla.move.domain;

import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.TrackedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds up what a move would do, request by request, and keeps those moved farthest. */
public final class MoveTally {

  /** Of all departments, or of one that owes the clocks. */
  public static final class Counts {

    private long clocks;
    private long earlier;
    private long later;
    private long breachToday;
    private long paused;

    /** Open clocks that count in what the move changes. */
    public long clocks() {
      return clocks;
    }

    public long earlier() {
      return earlier;
    }

    public long later() {
      return later;
    }

    /** Due until the end of today, and later without the move. */
    public long breachToday() {
      return breachToday;
    }

    /** Due when somebody answers; what is left of them counts in the new hours. */
    public long paused() {
      return paused;
    }
  }

  private final Instant endOfToday;
  private final int examples;
  private final Counts all = new Counts();
  private final Map<String, Counts> departments = new TreeMap<>();
  private final PriorityQueue<MovedClock> farthest =
      new PriorityQueue<>(Collections.reverseOrder(MovedClock.FARTHEST));
  private long requests;
  private long outOfReach;

  /**
   * @param examples how many of those moved farthest to keep
   */
  public MoveTally(Instant endOfToday, int examples) {
    this.endOfToday = endOfToday;
    this.examples = examples;
  }

  /** A request before and after the move. */
  public void add(TrackedRequest before, TrackedRequest after) {
    boolean meant = false;
    for (Clock moved : after.clocks()) {
      Clock was = find(before, moved.face().id());
      if (was != null && was.isOpen() && isMeant(was, moved)) {
        meant = true;
        count(all, was.face(), moved);
        count(
            departments.computeIfAbsent(moved.face().obligor().department(), first -> new Counts()),
            was.face(),
            moved);
        keep(before, was.face(), moved.face());
      }
    }
    if (meant) {
      requests++;
    }
  }

  /** A request of which a clock would be due never, and which would be left as it is. */
  public void addOutOfReach() {
    outOfReach++;
  }

  public long requests() {
    return requests;
  }

  public long outOfReach() {
    return outOfReach;
  }

  public Counts all() {
    return all;
  }

  public Map<String, Counts> departments() {
    return Collections.unmodifiableMap(departments);
  }

  /** Those moved farthest, first. */
  public List<MovedClock> examples() {
    List<MovedClock> sorted = new ArrayList<>(farthest);
    sorted.sort(MovedClock.FARTHEST);
    return sorted;
  }

  private static boolean isMeant(Clock was, Clock moved) {
    return !was.face().binding().key().equals(moved.face().binding().key());
  }

  private void count(Counts counts, ClockFace was, Clock moved) {
    counts.clocks++;
    Instant before = was.dueAt();
    Instant after = moved.face().dueAt();
    if (moved instanceof Clock.Paused) {
      counts.paused++;
    }
    if (before == null || after == null) {
      return;
    }
    if (after.isBefore(before)) {
      counts.earlier++;
    } else if (after.isAfter(before)) {
      counts.later++;
    }
    if (after.isBefore(endOfToday) && !before.isBefore(endOfToday)) {
      counts.breachToday++;
    }
  }

  private void keep(TrackedRequest request, ClockFace was, ClockFace moved) {
    if (was.dueAt() == null
        || moved.dueAt() == null
        || Objects.equals(was.dueAt(), moved.dueAt())) {
      return;
    }
    farthest.add(
        new MovedClock(
            request.id(),
            request.profile().number(),
            moved.id(),
            moved.metric(),
            moved.obligor().department(),
            was.dueAt(),
            moved.dueAt()));
    if (farthest.size() > examples) {
      farthest.poll();
    }
  }

  private static @Nullable Clock find(TrackedRequest request, UUID clockId) {
    for (Clock clock : request.clocks()) {
      if (clock.face().id().equals(clockId)) {
        return clock;
      }
    }
    return null;
  }
}
