package io.onus.sla.clock;

import io.onus.kit.event.CloudEvent;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.outbox.OutboxMessage;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.calendar.domain.OutOfReachException;
import io.onus.sla.clock.ClockStore.Locked;
import io.onus.sla.clock.OpenClockStore.Acted;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockAct;
import io.onus.sla.clock.domain.ClockCommand;
import io.onus.sla.clock.domain.ClockEvent;
import io.onus.sla.clock.domain.ClockIds;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.Rebinding;
import io.onus.sla.clock.domain.RequestFact;
import io.onus.sla.clock.domain.TrackedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves open clocks to other hours or terms, a page of requests at a time: each is decided like any
 * act upon its clocks, and all are written together.
 */
@ApplicationScoped
public class OpenClocks {

  private static final Logger LOG = Logger.getLogger(OpenClocks.class);

  /** A request and what a move does to it; without a change if the move is not about it. */
  public record Tried(TrackedRequest before, @Nullable TrackedRequest after, boolean outOfReach) {}

  /**
   * @param last the last request of the page; null if there is none any more
   */
  public record Page(@Nullable UUID last, int requests, int clocks, int skipped) {}

  private final OpenClockStore open;
  private final ClockEvents events;
  private final ClockActs acts;
  private final Bindings bindings;
  private final Outbox outbox;
  private final Transactions transactions;
  private final WallClock clock;
  private final DeadlineSignal deadlines;

  public OpenClocks(
      OpenClockStore open,
      ClockEvents events,
      ClockActs acts,
      Bindings bindings,
      Outbox outbox,
      Transactions transactions,
      WallClock clock,
      DeadlineSignal deadlines) {
    this.open = open;
    this.events = events;
    this.acts = acts;
    this.bindings = bindings;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
    this.deadlines = deadlines;
  }

  public Rebinding rebinding(ClockAct act) {
    return rebound(act).rebinding();
  }

  /** The first binding after this one of which open clocks are moved. */
  public Optional<String> bindingAfter(@Nullable String after, Rebinding rebinding) {
    Optional<String> next = open.bindingAfter(after == null ? "" : after);
    while (next.isPresent() && !changes(next.get(), rebinding)) {
      next = open.bindingAfter(next.get());
    }
    return next;
  }

  /** How many open clocks have a binding that is moved. */
  public long count(Rebinding rebinding) {
    List<String> moved = new ArrayList<>();
    for (Optional<String> next = bindingAfter(null, rebinding);
        next.isPresent();
        next = bindingAfter(next.get(), rebinding)) {
      moved.add(next.get());
    }
    return moved.isEmpty() ? 0 : open.count(moved);
  }

  private boolean changes(String key, Rebinding rebinding) {
    Binding binding = bindings.named(key);
    return !rebinding.after(binding).key().equals(key);
  }

  /** What a move would do to a page of requests; nothing is locked or written. */
  public List<Tried> trial(
      String binding, @Nullable UUID after, int limit, Rebinding rebinding, Instant now) {
    Happening.Rebound rebound = new Happening.Rebound("trial", rebinding);
    List<Tried> tried = new ArrayList<>();
    for (Locked request : open.page(binding, after, limit, false)) {
      TrackedRequest state = request.state();
      if (state != null) {
        try {
          Clocks.Decision decision = decide(request, state, rebound, Actor.ENGINE, now).decision();
          tried.add(new Tried(state, decision.state(), false));
        } catch (OutOfReachException never) {
          tried.add(new Tried(state, null, true));
        }
      }
    }
    return tried;
  }

  /** Moves a page of requests, in the caller's transaction. */
  public Page move(String binding, @Nullable UUID after, int limit, ClockAct act, Actor actor) {
    Happening.Rebound asked = rebound(act);
    Happening.Rebound rebound =
        new Happening.Rebound(asked.why(), Rebinding.remembering(asked.rebinding()));
    Instant now = clock.now();
    List<Acted> acted = new ArrayList<>();
    List<OutboxMessage> told = new ArrayList<>();
    int skipped = 0;
    List<Locked> page = open.page(binding, after, limit, true);
    for (Locked request : page) {
      TrackedRequest state = request.state();
      try {
        if (state != null) {
          Decided decided = decide(request, state, rebound, actor, now);
          if (decided.isMoved(state)) {
            acted.add(acted(request, state, decided, told, now));
          }
        }
      } catch (OutOfReachException | IllegalStateException | IllegalArgumentException e) {
        // One that cannot be moved must not keep the others.
        LOG.errorf(e, "requestId=%s cannot be moved, keeps what it has", request.requestId());
        skipped++;
      }
    }
    if (!acted.isEmpty()) {
      open.write(act, acted);
      outbox.appendAll(told);
      armed(acted);
    }
    return new Page(
        page.isEmpty() ? null : page.getLast().requestId(),
        acted.size(),
        acted.stream().mapToInt(one -> one.changed().size()).sum(),
        skipped);
  }

  private record Decided(RequestFact fact, Clocks.Decision decision) {

    boolean isMoved(TrackedRequest before) {
      TrackedRequest after = decision.state();
      return !after.binding().key().equals(before.binding().key())
          || decision.events().stream()
              .anyMatch(event -> event.cause() != null && event.cause().equals(fact));
    }
  }

  private static Decided decide(
      Locked request, TrackedRequest state, Happening.Rebound rebound, Actor actor, Instant now) {
    int number = request.lastAct() + 1;
    RequestFact fact =
        new RequestFact(
            ClockIds.act(state.id(), number),
            request.lastSequence(),
            number,
            now.isAfter(state.lastFactTime()) ? now : state.lastFactTime(),
            actor,
            state.profile(),
            rebound,
            null);
    return new Decided(fact, Clocks.decide(state, new ClockCommand.ApplyFact(fact), fact.time()));
  }

  private Acted acted(
      Locked request,
      TrackedRequest before,
      Decided decided,
      List<OutboxMessage> told,
      Instant now) {
    TrackedRequest after = decided.decision().state();
    long sequence = request.outSequence();
    for (ClockEvent event : decided.decision().events()) {
      if (event.isTold()) {
        CloudEvent written = events.write(event, after, ++sequence, now);
        told.add(outbox.message(ClockEvents.TOPIC, after.id().toString(), written));
      }
    }
    Set<Clock> unchanged = new HashSet<>(before.clocks());
    List<Clock> changed = after.clocks().stream().filter(one -> !unchanged.contains(one)).toList();
    return new Acted(after, decided.fact(), changed, sequence);
  }

  private void armed(List<Acted> acted) {
    acted.stream()
        .flatMap(one -> one.state().nextAt().stream())
        .min(Comparator.naturalOrder())
        .ifPresent(at -> transactions.afterCommit(() -> deadlines.armed(at)));
  }

  private Happening.Rebound rebound(ClockAct act) {
    if (acts.happening(act) instanceof Happening.Rebound rebound) {
      return rebound;
    }
    throw new IllegalArgumentException("no move: " + act);
  }
}
