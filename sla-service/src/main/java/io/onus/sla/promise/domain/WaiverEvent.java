package io.onus.sla.promise.domain;

/** What came of asking or answering. */
public sealed interface WaiverEvent {

  record WaiverRequested(Waiver.Asking asking) implements WaiverEvent {}

  record WaiverApproved(Answer answer) implements WaiverEvent {}

  record WaiverDeclined(Answer answer) implements WaiverEvent {}
}
