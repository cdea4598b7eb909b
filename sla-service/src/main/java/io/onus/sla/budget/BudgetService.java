package io.onus.sla.budget;

import io.onus.kit.caller.Caller;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.AgreementActor;
import io.onus.sla.agreement.AgreementEvents;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.SignedTerms;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.budget.BudgetStore.Counted;
import io.onus.sla.budget.BudgetStore.Kept;
import io.onus.sla.budget.BudgetStore.LastBreach;
import io.onus.sla.budget.domain.Budget;
import io.onus.sla.budget.domain.Level;
import io.onus.sla.budget.domain.Standing;
import io.onus.sla.budget.domain.Windows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads budgets, and says when one is half spent or spent. */
@ApplicationScoped
public class BudgetService {

  private static final Logger LOG = Logger.getLogger(BudgetService.class);

  private final BudgetStore store;
  private final BudgetEvents events;
  private final AgreementService agreements;
  private final SignedTerms signed;
  private final AgreementEvents topic;
  private final Transactions transactions;
  private final WallClock clock;

  public BudgetService(
      BudgetStore store,
      BudgetEvents events,
      AgreementService agreements,
      SignedTerms signed,
      AgreementEvents topic,
      Transactions transactions,
      WallClock clock) {
    this.store = store;
    this.events = events;
    this.agreements = agreements;
    this.signed = signed;
    this.topic = topic;
    this.transactions = transactions;
    this.clock = clock;
  }

  public BudgetView read(UUID agreementId, Caller caller) {
    Instant now = clock.now();
    return transactions.call(
        () -> {
          // Throws where the caller may not see it.
          agreements.read(agreementId, caller);
          return view(agreementId, now, store.read(agreementId));
        });
  }

  /** Looks at one agreement's budgets, and says what crossed a level since the last look. */
  void look(UUID agreementId) {
    transactions.callInNew(
        () -> {
          Optional<Map<Side, Kept>> taken = store.take(agreementId);
          if (taken.isPresent()) {
            look(agreementId, taken.get());
          }
          return null;
        });
  }

  private void look(UUID agreementId, Map<Side, Kept> before) {
    Instant now = clock.now();
    Optional<BoundTerms> terms = inForceWithObjective(agreementId, now);
    Map<Side, Counted> counted =
        terms.map(inForce -> store.count(agreementId, windows(inForce, now))).orElse(Map.of());
    for (Side side : Side.values()) {
      Kept kept = before.getOrDefault(side, Kept.FIRST);
      Counted of = counted.getOrDefault(side, Counted.NOTHING);
      if (terms.isEmpty() || of.whole().breached() == 0) {
        Standing calm =
            new Standing(Level.OK, kept.standing().warnedBy(), kept.standing().spentBy());
        store.keep(
            agreementId,
            side,
            new Kept(calm, kept.warnedAt(), kept.spentAt()),
            // Without a breach nothing moves by itself: the next one brings it back. But an
            // objective may be agreed on when there are breaches already.
            terms.isEmpty() ? now.plus(Windows.LATEST) : null);
      } else {
        look(agreementId, side, terms.get(), of, kept, now);
      }
    }
  }

  private void look(
      UUID agreementId, Side side, BoundTerms terms, Counted counted, Kept kept, Instant now) {
    Windows windows = windows(terms, now);
    LastBreach last = store.lastBreach(agreementId, side, windows).orElseThrow();
    UUID cause = BudgetEvents.cause(agreementId, terms, side, last);
    Standing.Decision decision = kept.standing().decide(budget(terms, counted), cause);
    Kept after =
        new Kept(
            decision.after(),
            decision.told().filter(Level.WARNED::equals).map(told -> now).orElse(kept.warnedAt()),
            decision.told().filter(Level.SPENT::equals).map(told -> now).orElse(kept.spentAt()));
    store.keep(agreementId, side, after, windows.lookAgain(counted.eldest()));
    decision.told().ifPresent(told -> tell(agreementId, side, told, last, cause, now));
  }

  private void tell(
      UUID agreementId, Side side, Level told, LastBreach last, UUID cause, Instant now) {
    BudgetView view = view(agreementId, now, store.read(agreementId));
    BudgetView.SideView ofSide =
        view.sides().stream().filter(one -> one.side() == side).findFirst().orElseThrow();
    topic.append(
        agreementId,
        BudgetEvents.name(told),
        cause.toString(),
        AgreementActor.SYSTEM,
        last.at(),
        data -> events.write(data, view, ofSide, told, last));
    LOG.infof(
        "budget %s agreementId=%s side=%s department=%s breached=%d allowed=%d",
        told, agreementId, side, ofSide.department(), ofSide.breached(), ofSide.allowed());
  }

  private BudgetView view(UUID agreementId, Instant now, Map<Side, Kept> standings) {
    Optional<BoundTerms> inForce = signed.inForce(agreementId, now);
    Integer version = inForce.map(BoundTerms::version).orElse(null);
    Terms.@Nullable Objective objective =
        inForce.map(BoundTerms::terms).map(Terms::objective).orElse(null);
    if (objective == null) {
      return new BudgetView(agreementId, version, null, null, now, List.of());
    }
    Parties parties = signed.parties(agreementId);
    Windows windows = new Windows(now, objective.window());
    Map<Side, Counted> counted = store.count(agreementId, windows);
    Map<Side, List<Money>> costs = store.costs(agreementId, windows);
    List<BudgetView.SideView> sides = new ArrayList<>();
    for (Side side : List.of(Side.PROVIDER, Side.REQUESTER)) {
      Counted of = counted.getOrDefault(side, Counted.NOTHING);
      sides.add(
          BudgetView.SideView.of(
              side,
              parties.of(side),
              new Budget(objective, of.whole(), of.longer(), of.shorter()),
              of,
              standings.getOrDefault(side, Kept.FIRST),
              windows,
              costs.getOrDefault(side, List.of())));
    }
    return new BudgetView(
        agreementId,
        version,
        new BudgetView.ObjectiveView(BudgetView.plain(objective.percent()), objective.window()),
        windows.wholeFrom(),
        now,
        sides);
  }

  private Optional<BoundTerms> inForceWithObjective(UUID agreementId, Instant now) {
    return signed.inForce(agreementId, now).filter(inForce -> inForce.terms().objective() != null);
  }

  private static Budget budget(BoundTerms terms, Counted counted) {
    return new Budget(objective(terms), counted.whole(), counted.longer(), counted.shorter());
  }

  private static Windows windows(BoundTerms terms, Instant now) {
    return new Windows(now, objective(terms).window());
  }

  private static Terms.Objective objective(BoundTerms terms) {
    Terms.Objective objective = terms.terms().objective();
    if (objective == null) {
      throw new IllegalStateException("no budget without an objective");
    }
    return objective;
  }
}
