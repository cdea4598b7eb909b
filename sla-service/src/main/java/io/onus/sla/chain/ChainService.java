package io.onus.sla.chain;

import io.onus.kit.caller.Caller;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.chain.ChainStore.Cause;
import io.onus.sla.chain.domain.Chain;
import io.onus.sla.chain.domain.ChainRisk;
import io.onus.sla.chain.domain.Link;
import io.onus.sla.clock.Announcement;
import io.onus.sla.clock.ClockService;
import io.onus.sla.clock.domain.TrackedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads chains, and says when a child puts its parent at risk. */
@ApplicationScoped
public class ChainService {

  /** A chain longer than this is none that anybody reads. */
  static final int MOST = 1_000;

  private static final Logger LOG = Logger.getLogger(ChainService.class);

  private final ChainStore store;
  private final ChainEvents events;
  private final ClockService clocks;
  private final Transactions transactions;
  private final WallClock clock;

  public ChainService(
      ChainStore store,
      ChainEvents events,
      ClockService clocks,
      Transactions transactions,
      WallClock clock) {
    this.store = store;
    this.events = events;
    this.clocks = clocks;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A chain none of the caller's departments has a part in looks like one nobody heard of. */
  public ChainView read(UUID requestId, Caller caller) {
    Instant now = clock.now();
    return transactions.call(
        () -> {
          UUID rootId =
              store
                  .rootOf(requestId, MOST)
                  .orElseThrow(() -> Problem.notFound("request", requestId));
          List<UUID> ids = store.below(rootId, MOST + 1);
          Map<UUID, TrackedRequest> requests =
              clocks.tracked(ids.subList(0, Math.min(MOST, ids.size()))).stream()
                  .collect(Collectors.toMap(TrackedRequest::id, Function.identity()));
          Chain chain = new Chain(rootId, requests.values().stream().map(Links::of).toList());
          if (!caller.has(Caller.Role.AUDITOR) && !chain.concerns(caller.departments())) {
            throw Problem.notFound("request", requestId);
          }
          return view(rootId, chain, requests, ids.size() > MOST, now);
        });
  }

  private static ChainView view(
      UUID rootId, Chain chain, Map<UUID, TrackedRequest> requests, boolean cut, Instant now) {
    Link.Customer customer = Links.of(requests.get(rootId)).customer();
    return new ChainView(
        rootId,
        customer == null ? null : new ChainView.CustomerView(customer.ref(), customer.promisedAt()),
        cut,
        now,
        chain.places().stream()
            .map(
                place ->
                    ChainView.LinkView.of(chain, place, requests.get(place.link().requestId())))
            .toList());
  }

  /**
   * Compares a request with its parent. Whoever changes the parent at this moment is waited for
   * first, and not held up: once that lock is let go of, a change of the parent finds this request
   * and leaves word about it anew.
   */
  void check(UUID requestId) {
    Optional<UUID> parentId = transactions.callInNew(() -> store.parentOf(requestId));
    parentId.ifPresent(clocks::awaitWriter);
    transactions.callInNew(
        () -> {
          clocks.announceIfAny(requestId, child -> risen(child, parentId));
          return null;
        });
  }

  private Optional<Announcement> risen(TrackedRequest child, Optional<UUID> parentId) {
    Instant now = clock.now();
    Optional<Cause> cause = store.takeChecks(child.id());
    if (cause.isEmpty()) {
      return Optional.empty();
    }
    return parentId
        .flatMap(id -> clocks.tracked(List.of(id)).stream().findFirst())
        .flatMap(parent -> ChainRisk.of(Links.of(child), Links.of(parent)))
        .filter(risk -> store.isNew(risk.id(ChainEvents.AT_RISK), risk, now))
        .map(risk -> written(risk, cause.get()));
  }

  private Announcement written(ChainRisk risk, Cause cause) {
    LOG.infof(
        "chain at risk requestId=%s parentId=%s dueAt=%s parentDueAt=%s",
        risk.child().requestId(),
        risk.parent().requestId(),
        risk.childDue().at(),
        risk.parentDue().at());
    return events.atRisk(risk, cause);
  }
}
