package io.onus.sla.clock.domain;

import java.time.Instant;
import java.util.UUID;

/** Something done here to a request's clocks, as it is kept. */
public sealed interface ClockAct {

  /** Both sides agreed on another due instant for one clock. */
  record Repromise(UUID clockId, Instant dueAt) implements ClockAct {}

  /** The other side's lead excused one clock. */
  record Waive(UUID clockId) implements ClockAct {}

  /** An edited calendar was applied to what is open. */
  record MoveToCalendar(String calendar, int version) implements ClockAct {}

  /**
   * What is open was moved to a later version of its agreement.
   *
   * @param binding the key of the terms and hours it has from then on, see {@link Binding#key()}
   */
  record MoveToTerms(UUID agreementId, int version, String binding) implements ClockAct {}
}
