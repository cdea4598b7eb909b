package io.onus.sla.budget;

import io.onus.sla.budget.domain.Outcomes;
import io.onus.sla.clock.ClockObserver;
import io.onus.sla.clock.domain.Clocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Writes how clocks of signed agreements ended, in the transaction that says so. */
@ApplicationScoped
public class OutcomeRecorder implements ClockObserver {

  private final BudgetStore store;

  public OutcomeRecorder(BudgetStore store) {
    this.store = store;
  }

  @Override
  public void decided(List<Clocks.Decision> decisions) {
    Outcomes outcomes = Outcomes.of(decisions);
    store.settle(outcomes.settled());
    Set<UUID> news = new LinkedHashSet<>(outcomes.agreements());
    news.addAll(store.unsettle(outcomes.unsettled()));
    store.check(List.copyOf(news));
  }
}
