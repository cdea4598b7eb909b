package io.onus.sla.clock.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes facts that came late. Everything is folded anew in the order it happened, and compared with
 * what was said before: a breach that no longer holds is retracted, a milestone that now holds is
 * announced, and nothing is said twice.
 */
public final class Refold {

  private Refold() {}

  /**
   * @param announced the state in the store; its faces know what was announced, and under which
   *     revision
   * @param before the facts it was folded from
   * @param late the facts to add
   */
  public static Clocks.Decision decide(
      TrackedRequest announced, List<RequestFact> before, List<RequestFact> late) {
    UUID id = announced.id();
    Instant firedUntil = announced.lastFiredAt();
    List<RequestFact> all = new ArrayList<>(before);
    all.addAll(late);
    Binding begun = boundAtSubmission(announced, before);
    Clocks.Decision then = Clocks.fold(id, before, begun, firedUntil);
    Clocks.Decision now = Clocks.fold(id, all, begun, firedUntil);
    return reconciled(announced, then, now, late.getLast());
  }

  /**
   * Folds what is stored from the beginning, without what the store says of the clocks.
   *
   * @param stored only its binding, id and how far it has fired are used
   */
  public static Clocks.Decision again(TrackedRequest stored, List<RequestFact> facts) {
    return Clocks.fold(stored.id(), facts, boundAtSubmission(stored, facts), stored.lastFiredAt());
  }

  /** What the request began under, whatever it was moved to since. */
  private static Binding boundAtSubmission(TrackedRequest announced, List<RequestFact> facts) {
    return facts.stream()
        .filter(fact -> fact.what() instanceof Happening.Submitted && fact.binding() != null)
        .map(RequestFact::binding)
        .findFirst()
        .orElse(announced.binding());
  }

  private static Clocks.Decision reconciled(
      TrackedRequest announced, Clocks.Decision then, Clocks.Decision now, RequestFact cause) {
    TrackedRequest state = now.state();
    List<ClockEvent> retractions = retractions(announced, state, cause);
    Set<UUID> retracted =
        retractions.stream().map(event -> event.face().id()).collect(Collectors.toSet());
    Set<Said> said = then.events().stream().map(Said::of).collect(Collectors.toSet());
    List<ClockEvent> unsaid =
        now.events().stream()
            .filter(event -> !said.contains(Said.of(event)) || saidAnew(event, retracted))
            .sorted(Comparator.comparing(ClockEvent::time))
            .toList();
    Set<UUID> changed = unsaid.stream().map(event -> event.face().id()).collect(Collectors.toSet());

    Map<UUID, Integer> revisions = new HashMap<>();
    Map<UUID, Integer> gone = new HashMap<>(announced.gone());
    for (Clock is : state.clocks()) {
      UUID id = is.face().id();
      if (gone.containsKey(id) && find(announced, id).isEmpty()) {
        // It was told to have ended; that it began after all is another event.
        revisions.put(id, gone.get(id) + 1);
        state = state.with(revised(is, gone.get(id) + 1));
      }
    }
    for (Clock was : announced.clocks()) {
      Optional<Clock> is = find(state, was.face().id());
      if (is.isEmpty()) {
        gone.put(was.face().id(), was.face().revision() + 1);
      } else {
        boolean other =
            changed.contains(was.face().id())
                || is.get().face().highestFired() < was.face().highestFired()
                || breachMoved(was.face(), is.get().face());
        // Whatever is said of it from now on gets ids of its own, even where it was said, and
        // taken back, before.
        int revision = Math.max(was.face().revision(), is.get().face().revision());
        revisions.put(was.face().id(), other ? revision + 1 : was.face().revision());
        state = state.with(revised(is.get(), revisions.get(was.face().id())));
      }
    }
    List<ClockEvent> events = new ArrayList<>(retractions);
    events.addAll(vanished(announced, state, cause));
    unsaid.forEach(
        event ->
            events.add(
                revised(
                    event, revisions.getOrDefault(event.face().id(), event.face().revision()))));
    return new Clocks.Decision(state.without(gone), events);
  }

  /**
   * A cycle that turns out never to have begun: whoever was told of its clock is told that it
   * ended.
   */
  private static List<ClockEvent> vanished(
      TrackedRequest announced, TrackedRequest state, RequestFact cause) {
    return announced.clocks().stream()
        .filter(was -> find(state, was.face().id()).isEmpty())
        .map(
            was ->
                new ClockEvent(
                    ClockEvent.Type.CANCELLED,
                    cause.time(),
                    null,
                    Phase.CANCELLED,
                    Verdict.NONE,
                    was.face().revised(was.face().revision() + 1),
                    cause))
        .toList();
  }

  private static List<ClockEvent> retractions(
      TrackedRequest announced, TrackedRequest state, RequestFact cause) {
    List<ClockEvent> retractions = new ArrayList<>();
    for (Clock was : announced.clocks()) {
      Optional<Clock> is = find(state, was.face().id());
      if (was.face().breached()
          && is.map(clock -> breachMoved(was.face(), clock.face())).orElse(true)) {
        retractions.add(retraction(was, is.orElse(null), cause));
      }
    }
    return retractions;
  }

  /** Whether an announced breach does not hold, or holds for another instant. */
  private static boolean breachMoved(ClockFace was, ClockFace is) {
    return was.breached() && (!is.breached() || !Objects.equals(was.dueAt(), is.dueAt()));
  }

  /**
   * What follows a retracted breach is announced under the new revision, even if it was announced
   * before.
   */
  private static boolean saidAnew(ClockEvent event, Set<UUID> retracted) {
    return retracted.contains(event.face().id())
        && (event.type() == ClockEvent.Type.BREACHED || event.type() == ClockEvent.Type.OVERDUE);
  }

  /** One thing said about one clock, whenever it was said. */
  private record Said(
      UUID clockId, ClockEvent.Type type, @Nullable Integer percent, @Nullable UUID cause) {

    static Said of(ClockEvent event) {
      return new Said(
          event.face().id(),
          event.type(),
          event.percent(),
          event.cause() == null ? null : event.cause().eventId());
    }
  }

  private static ClockEvent retraction(Clock was, @Nullable Clock is, RequestFact cause) {
    Clock shown = is == null ? was : is;
    return new ClockEvent(
        ClockEvent.Type.BREACH_RETRACTED,
        cause.time(),
        ClockFace.DUE,
        shown.phase(),
        shown.verdict(),
        // The due instant and revision of the breach that is taken back: receivers look for that
        // one.
        shown.face().dueAsAnnounced(was.face().dueAt()).revised(was.face().revision()),
        cause);
  }

  private static Optional<Clock> find(TrackedRequest state, UUID clockId) {
    return state.clocks().stream().filter(c -> c.face().id().equals(clockId)).findFirst();
  }

  private static ClockEvent revised(ClockEvent event, int revision) {
    return new ClockEvent(
        event.type(),
        event.time(),
        event.percent(),
        event.phase(),
        event.verdict(),
        event.face().revised(revision),
        event.cause());
  }

  private static Clock revised(Clock clock, int revision) {
    return clock.showing(clock.face().revised(revision));
  }
}
