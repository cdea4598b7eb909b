package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.TrackedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A request of the past, folded from its facts under any terms. Facts alone: what two people agreed
 * about this one request (another due instant, a waiver) belongs to the terms it really had.
 */
public final class PastRequest {

  private final UUID id;
  private final List<RequestFact> facts;
  private final Instant now;

  /**
   * @param facts from the submission on, without a gap, at least one
   * @param now what a request of today is judged by; an imported one only knows its own facts
   */
  public PastRequest(UUID id, List<RequestFact> facts, Instant now) {
    this.id = id;
    this.facts = facts.stream().sorted(RequestFact.AS_IT_HAPPENED).toList();
    this.now = now;
  }

  /** What would have become of each promise the terms make. */
  public List<Judged> judged(Binding binding) {
    TrackedRequest folded = folded(binding);
    Set<Integer> unanswered = unansweredCycles(folded);
    Instant at = knownUntil(folded);
    List<Judged> judged = new ArrayList<>();
    for (Clock clock : folded.clocks()) {
      if (clock.face().target() != null) {
        judged.add(judged(clock, folded, at, unanswered));
      }
    }
    return judged;
  }

  private Judged judged(Clock clock, TrackedRequest folded, Instant at, Set<Integer> unanswered) {
    ClockFace face = clock.readAt(at, folded.holderOf(clock.face()));
    boolean reopened = face.metric() == Metric.RESOLUTION && unanswered.contains(face.cycle());
    Judged.Result result =
        switch (clock.verdict()) {
          case BREACHED -> Judged.Result.BREACHED;
          case MET -> reopened ? Judged.Result.UNANSWERED : Judged.Result.KEPT;
          case PENDING -> Judged.Result.OPEN;
          case WAIVED, HANDED_OVER, NONE -> Judged.Result.ENDED;
        };
    return new Judged(
        id,
        folded.profile().number(),
        face.metric(),
        face.cycle(),
        face.round(),
        priorityAt(clock.stoppedOr(at)),
        face.obligor(),
        result,
        result == Judged.Result.BREACHED ? late(face) : Duration.ZERO,
        face.dueAt());
  }

  /**
   * How long things took, whatever was promised. A reopened resolution is one that took longer: its
   * cycles are added, and it is none until the last is done.
   */
  public List<Measured> measured(Binding binding) {
    TrackedRequest folded = folded(binding);
    List<Measured> measured = new ArrayList<>();
    Map<Metric, List<Clock.Finished>> cycles = new EnumMap<>(Metric.class);
    for (Clock clock : folded.clocks()) {
      if (clock instanceof Clock.Finished finished) {
        if (finished.face().metric() == Metric.RESOLUTION) {
          cycles.computeIfAbsent(Metric.RESOLUTION, any -> new ArrayList<>()).add(finished);
        } else if (finished.face().metric() != Metric.DELIVERY) {
          measured.add(measured(List.of(finished)));
        }
      }
    }
    List<Clock.Finished> resolved = cycles.getOrDefault(Metric.RESOLUTION, List.of());
    boolean done =
        !resolved.isEmpty()
            && folded.clocks().stream()
                    .filter(clock -> clock.face().metric() == Metric.RESOLUTION)
                    .count()
                == resolved.size();
    if (done) {
      measured.add(measured(resolved));
    }
    return measured;
  }

  private Measured measured(List<Clock.Finished> cycles) {
    Duration working = Duration.ZERO;
    Duration wall = Duration.ZERO;
    for (Clock.Finished cycle : cycles) {
      working = working.plus(cycle.face().consumed());
      wall = wall.plus(Duration.between(cycle.face().startedAt(), cycle.at()));
    }
    Clock.Finished last = cycles.getLast();
    return new Measured(last.face().metric(), priorityAt(last.at()), working, wall);
  }

  private TrackedRequest folded(Binding binding) {
    return Clocks.fold(id, facts, binding, imported() ? null : now).state();
  }

  /** An import's last fact fires what was open then; nothing is known of it afterwards. */
  private boolean imported() {
    return facts.getFirst().profile().imported();
  }

  private Instant knownUntil(TrackedRequest folded) {
    if (!imported()) {
      return now;
    }
    Instant until = folded.lastFactTime();
    for (RequestFact fact : facts) {
      if (fact.what() instanceof Happening.ImportFinished finished
          && finished.asOf().isAfter(until)) {
        until = finished.asOf();
      }
    }
    return until;
  }

  /** The cycles whose answer the requester did not take for one. */
  private Set<Integer> unansweredCycles(TrackedRequest folded) {
    Set<Instant> reopened =
        facts.stream()
            .filter(
                fact ->
                    fact.what() instanceof Happening.Reopened because
                        && because.code() == Happening.Reopened.Code.NOT_ANSWERED)
            .map(RequestFact::time)
            .collect(Collectors.toSet());
    return folded.clocks().stream()
        .map(Clock::face)
        .filter(
            face ->
                face.metric() == Metric.RESOLUTION
                    && face.cycle() > 1
                    && reopened.contains(face.startedAt()))
        .map(face -> face.cycle() - 1)
        .collect(Collectors.toSet());
  }

  private Priority priorityAt(Instant at) {
    Priority priority = facts.getFirst().profile().priority();
    for (RequestFact fact : facts) {
      if (fact.what() instanceof Happening.Prioritized && !fact.time().isAfter(at)) {
        priority = fact.profile().priority();
      }
    }
    return priority;
  }

  private static Duration late(ClockFace face) {
    Duration late = face.carried().plus(face.consumed()).minus(face.target());
    return late.isNegative() ? Duration.ZERO : late;
  }
}
