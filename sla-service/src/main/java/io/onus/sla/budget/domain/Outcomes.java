package io.onus.sla.budget.domain;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.clock.domain.AgreedCost;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.ClockIds;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.TrackedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What decisions about clocks mean to budgets. A clock's outcome is read from how it stands after
 * the decision and not from what was said of it, so that retractions, excuses and late facts need
 * no rules of their own.
 *
 * @param settled clocks of signed agreements that are settled now
 * @param unsettled clocks that are not, whatever they were before
 */
public record Outcomes(List<Settlement> settled, List<UUID> unsettled) {

  public Outcomes {
    settled = List.copyOf(settled);
    unsettled = List.copyOf(unsettled);
  }

  public static Outcomes of(List<Clocks.Decision> decisions) {
    List<Settlement> settled = new ArrayList<>();
    List<UUID> unsettled = new ArrayList<>();
    for (Clocks.Decision decision : decisions) {
      if (!decision.state().profile().imported()) {
        wordsByClock(decision)
            .forEach(
                (clockId, said) ->
                    settlement(decision.state(), clockId, said)
                        .ifPresentOrElse(settled::add, () -> unsettled.add(clockId)));
      }
    }
    return new Outcomes(settled, unsettled);
  }

  /** The agreements whose budgets are to be looked at. */
  public List<UUID> agreements() {
    return settled.stream().map(Settlement::agreementId).distinct().toList();
  }

  /** What was said of each clock that may have been settled or unsettled. */
  private static Map<UUID, List<ClockEvent>> wordsByClock(Clocks.Decision decision) {
    return decision.events().stream()
        .filter(event -> !event.face().binding().bound().expected())
        .filter(event -> settles(event.type()))
        .collect(
            Collectors.groupingBy(
                event -> event.face().id(), LinkedHashMap::new, Collectors.toList()));
  }

  private static boolean settles(ClockEvent.Type type) {
    return switch (type) {
      case BREACHED,
          OVERDUE,
          MET,
          FINISHED_LATE,
          CANCELLED,
          HANDED_OVER,
          RENEGOTIATED,
          WAIVED,
          BREACH_RETRACTED ->
          true;
      case STARTED, PAUSED, RESUMED, AT_RISK, PASSED_ON, REBOUND -> false;
    };
  }

  private static Optional<Settlement> settlement(
      TrackedRequest request, UUID clockId, List<ClockEvent> said) {
    return request.clocks().stream()
        .filter(clock -> clock.face().id().equals(clockId))
        .findFirst()
        .flatMap(clock -> settlement(request, clock, said));
  }

  private static Optional<Settlement> settlement(
      TrackedRequest request, Clock clock, List<ClockEvent> said) {
    ClockEvent last = said.getLast();
    return switch (clock.verdict()) {
      case MET ->
          Optional.of(
              settled(request, clock, clock.stoppedOr(last.time()), said, ClockEvent.Type.MET));
      case WAIVED ->
          Optional.of(
              settled(request, clock, clock.stoppedOr(last.time()), said, ClockEvent.Type.WAIVED));
      case BREACHED ->
          Optional.of(
              settled(request, clock, brokenAt(clock, last), said, ClockEvent.Type.BREACHED));
      case PENDING, HANDED_OVER, NONE -> Optional.empty();
    };
  }

  private static Instant brokenAt(Clock clock, ClockEvent said) {
    Instant due = clock.face().dueAt();
    return due == null ? said.time() : due;
  }

  /**
   * @param by the type of the event that settles it; what else was said, such as how late it is,
   *     only adds to that
   */
  private static Settlement settled(
      TrackedRequest request, Clock clock, Instant at, List<ClockEvent> said, ClockEvent.Type by) {
    ClockFace face = clock.face();
    BoundTerms bound = face.binding().bound();
    boolean broken = by == ClockEvent.Type.BREACHED;
    return new Settlement(
        face.id(),
        request.id(),
        Objects.requireNonNull(bound.agreementId()),
        bound.version(),
        face.metric().obligor(),
        face.metric(),
        request.profile().priority(),
        at,
        clock.verdict(),
        // The event's face counts in the stretch that runs; the clock's own does not.
        broken ? AgreedCost.of(said.getLast().face()).orElse(null) : null,
        said.stream()
            .filter(event -> event.type() == by)
            .reduce((earlier, later) -> later)
            .map(ClockIds::event)
            .orElse(null));
  }
}
