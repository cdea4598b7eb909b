package io.onus.sla.promise.domain;

import java.time.Instant;

/** A move in renegotiating a promise. */
public sealed interface ProposalCommand {

  Speaker by();

  record Accept(Speaker by) implements ProposalCommand {}

  record Decline(Speaker by, String reason) implements ProposalCommand {}

  /**
   * @param next the number the proposal put against it will have
   */
  record Counter(Speaker by, Instant dueAt, String reason, int next) implements ProposalCommand {}

  /** Takes back one's own. */
  record Withdraw(Speaker by) implements ProposalCommand {}
}
