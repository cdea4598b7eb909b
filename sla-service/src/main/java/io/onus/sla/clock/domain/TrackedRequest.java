package io.onus.sla.clock.domain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as its clocks know it: everything needed to take the next fact or to fire the next
 * milestone.
 *
 * @param binding what clocks begun now are bound to; each clock knows its own
 * @param lastFactTime the latest time of a fact applied
 * @param lastFiredAt the latest instant of a milestone fired; null before the first
 * @param gone clocks that, as late facts showed, never began: the revision under which that was
 *     told, so that one that begins after all is not mistaken for it
 */
public record TrackedRequest(
    UUID id,
    RequestProfile profile,
    Binding binding,
    List<Clock> clocks,
    long lastSequence,
    Instant lastFactTime,
    @Nullable Instant lastFiredAt,
    Map<UUID, Integer> gone) {

  public TrackedRequest {
    clocks = List.copyOf(clocks);
    gone = Map.copyOf(gone);
  }

  /** A request of which only the submission is about to be applied. */
  static TrackedRequest unborn(UUID id, RequestFact submission, Binding binding) {
    return new TrackedRequest(
        id, submission.profile(), binding, List.of(), 0, submission.time(), null, Map.of());
  }

  /** The department that has the move while a clock of this metric runs. */
  public String holderOf(ClockFace face) {
    return face.metric().obligor() == Side.PROVIDER ? profile.provider() : profile.requester();
  }

  Obligor obligorOf(ClockFace face) {
    return new Obligor(face.metric().obligor(), holderOf(face));
  }

  /**
   * The earliest milestone of all clocks. Imported requests have none of their own: facts and the
   * import fire them.
   */
  public Optional<Instant> nextAt() {
    return profile.imported()
        ? Optional.empty()
        : nextMilestone().map(next -> next.milestone().at());
  }

  /** A milestone with the clock it belongs to. */
  record Next(Clock.Running clock, Clock.Milestone milestone) {}

  Optional<Next> nextMilestone() {
    return clocks.stream()
        .flatMap(c -> c instanceof Clock.Running running ? Stream.of(running) : Stream.empty())
        .flatMap(running -> running.next().map(m -> new Next(running, m)).stream())
        .min(
            Comparator.comparing((Next next) -> next.milestone().at())
                .thenComparing(next -> next.milestone().percent())
                .thenComparing(next -> next.clock().face().metric())
                .thenComparing(next -> next.clock().face().round()));
  }

  /** Whether a fact of this time comes after something it should have come before. */
  public boolean wouldComeLate(Instant time) {
    return time.isBefore(lastFactTime) || (lastFiredAt != null && !time.isAfter(lastFiredAt));
  }

  Optional<Clock> latest(Metric metric) {
    return clocks.stream()
        .filter(clock -> clock.face().metric() == metric)
        .max(
            Comparator.comparingInt((Clock clock) -> clock.face().cycle())
                .thenComparingInt(clock -> clock.face().round()));
  }

  public Optional<Clock> clock(UUID clockId) {
    return clocks.stream().filter(clock -> clock.face().id().equals(clockId)).findFirst();
  }

  int cycle() {
    return clocks.stream().mapToInt(clock -> clock.face().cycle()).max().orElse(0);
  }

  TrackedRequest with(Clock changed) {
    UUID clockId = changed.face().id();
    boolean known = clocks.stream().anyMatch(clock -> clock.face().id().equals(clockId));
    List<Clock> next =
        known
            ? clocks.stream().map(c -> c.face().id().equals(clockId) ? changed : c).toList()
            : Stream.concat(clocks.stream(), Stream.of(changed)).toList();
    return new TrackedRequest(
        id, profile, binding, next, lastSequence, lastFactTime, lastFiredAt, gone);
  }

  TrackedRequest without(Map<UUID, Integer> vanished) {
    return new TrackedRequest(
        id, profile, binding, clocks, lastSequence, lastFactTime, lastFiredAt, vanished);
  }

  TrackedRequest knownAs(RequestProfile next) {
    return new TrackedRequest(
        id, next, binding, clocks, lastSequence, lastFactTime, lastFiredAt, gone);
  }

  /** What clocks begun from now on are bound to. */
  TrackedRequest boundTo(Binding next) {
    return new TrackedRequest(
        id, profile, next, clocks, lastSequence, lastFactTime, lastFiredAt, gone);
  }

  TrackedRequest fired(Instant at) {
    Instant latest = lastFiredAt == null || at.isAfter(lastFiredAt) ? at : lastFiredAt;
    return new TrackedRequest(
        id, profile, binding, clocks, lastSequence, lastFactTime, latest, gone);
  }

  TrackedRequest passed(RequestFact fact) {
    return new TrackedRequest(
        id,
        profile,
        binding,
        clocks,
        Math.max(lastSequence, fact.sequence()),
        fact.time().isAfter(lastFactTime) ? fact.time() : lastFactTime,
        lastFiredAt,
        gone);
  }
}
