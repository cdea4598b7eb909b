package io.onus.notification.target.domain;

/** Whom to tell, before anybody has looked who that is now. */
public sealed interface Target {

  record PersonTarget(String person) implements Target {}

  /** The leads of a department, else its deputies. */
  record LeadsTarget(String department) implements Target {}

  /** The leads of a side of the request, else its deputies. */
  record SideTarget(Side side) implements Target {}

  /** Who has the request in hand. */
  record AssigneeTarget() implements Target {}

  /** A part a department plays in a request. */
  enum Side {
    /** It owes what the clock measures. */
    OBLIGOR,
    /** It waits for that. */
    OWED_TO,
    REQUESTER,
    PROVIDER,
    /** Requester and provider. */
    BOTH
  }
}
