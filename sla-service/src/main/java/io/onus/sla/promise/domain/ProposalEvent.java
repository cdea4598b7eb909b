package io.onus.sla.promise.domain;

/** What came of a move. */
public sealed interface ProposalEvent {

  record ProposalMade(ProposedDue due) implements ProposalEvent {}

  record ProposalAccepted(Answer answer) implements ProposalEvent {}

  record ProposalDeclined(Answer answer) implements ProposalEvent {}

  record ProposalCountered(Answer answer, ProposedDue next) implements ProposalEvent {}

  record ProposalWithdrawn(Answer answer) implements ProposalEvent {}
}
