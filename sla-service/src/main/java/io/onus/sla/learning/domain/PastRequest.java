package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.BoundTerms;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A request of the past, folded from its facts under any terms. Facts alone: what two people agreed
 * about this one request (another due instant, a waiver) belongs to the terms it really had.
 */
public final class PastRequest {

  /** What is measured without being promised; how long silence lasts is nobody's work. */
  private static final Set<Metric> MEASURED =
      Set.of(
          Metric.FIRST_RESPONSE,
          Metric.RESOLUTION,
          Metric.HANDLING,
          Metric.REPLY,
          Metric.COMPLETION);

  private static final UUID NO_AGREEMENT = new UUID(0, 0);

  private final UUID id;
  private final Covered covered;
  private final List<RequestFact> facts;
  private final Instant now;

  /**
   * @param covered what the terms that are tried are for; wherever else the request was, nothing is
   *     promised
   * @param facts from the submission on, without a gap, at least one
   * @param now what a request of today is judged by; an imported one only knows its own facts
   */
  public PastRequest(UUID id, Covered covered, List<RequestFact> facts, Instant now) {
    this.id = id;
    this.covered = covered;
    this.facts = facts.stream().sorted(RequestFact.AS_IT_HAPPENED).toList();
    this.now = now;
  }

  /** When it was sent with, or moved to, which priority while these terms were for it. */
  public List<Ranking> rankings() {
    return facts.stream()
        .filter(
            fact ->
                fact.what() instanceof Happening.Submitted
                    || fact.what() instanceof Happening.Prioritized)
        .filter(fact -> covered.covers(fact.profile()))
        .map(fact -> new Ranking(id, fact.sequence(), fact.time(), fact.profile().priority()))
        .toList();
  }

  /** What would have become of each promise the terms make. */
  public List<Judged> judged(Binding binding, Allowed allowed) {
    TrackedRequest folded = folded(binding, allowed);
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
   * cycles are added, and it is none until the last is done. Of a request that came by transfer,
   * only what the receiver did with it.
   */
  public List<Measured> measured(Binding binding) {
    TrackedRequest folded = folded(binding, Allowed.ANYTHING);
    boolean submitted = covered.covers(facts.getFirst().profile());
    List<Measured> measured = new ArrayList<>();
    List<Clock.Finished> resolved = new ArrayList<>();
    boolean done = true;
    for (Clock clock : folded.clocks()) {
      Metric metric = clock.face().metric();
      boolean theirs =
          metric == Metric.HANDLING
              ? clock.face().obligor().department().equals(covered.provider())
              : submitted && MEASURED.contains(metric);
      if (theirs && metric == Metric.RESOLUTION) {
        done &= clock instanceof Clock.Finished;
      }
      if (theirs && clock instanceof Clock.Finished finished) {
        if (metric == Metric.RESOLUTION) {
          resolved.add(finished);
        } else {
          measured.add(measured(List.of(finished)));
        }
      }
    }
    if (done && !resolved.isEmpty()) {
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

  private TrackedRequest folded(Binding binding, Allowed allowed) {
    Binding elsewhere = nothingPromised(binding);
    Binding first = covered.covers(facts.getFirst().profile()) ? binding : elsewhere;
    List<RequestFact> bound = new ArrayList<>(facts.size());
    for (RequestFact fact : facts) {
      RequestFact ranked =
          allowed.isOver(id, fact.sequence())
              ? fact.known(fact.profile().overAllowance(true))
              : fact;
      bound.add(
          fact.what() instanceof Happening.Transferred
              ? ranked.boundTo(covered.covers(fact.profile()) ? binding : elsewhere)
              : ranked);
    }
    return Clocks.fold(id, bound, first, imported() ? null : now).state();
  }

  /** What others have promised is no business of these terms. */
  private static Binding nothingPromised(Binding binding) {
    return new Binding(
        new BoundTerms(NO_AGREEMENT, 0, NothingPromised.inHours(binding.bound().terms().hours())),
        binding.calendars(),
        binding.calendar());
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
