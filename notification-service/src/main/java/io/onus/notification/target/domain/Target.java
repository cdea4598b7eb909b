package io.onus.notification.target.domain;

/** Whom to tell, before anybody has looked who that is now. */
public sealed interface Target {

  record PersonTarget(String person) implements Target {}

  /** Whoever is on call then. */
  record OnCallTarget(String schedule) implements Target {}

  /** The leads of a department, else its deputies. */
  record LeadsTarget(String department) implements Target {}

  /** The leads of a side of the request, else its deputies. */
  record SideTarget(Side side) implements Target {}

  /** The leads and the deputies of a side of the request. */
  record EverybodyOfSideTarget(Side side) implements Target {}

  /** Who has the request in hand. */
  record AssigneeTarget() implements Target {}

  /** A machine that was made known as an integration. */
  record WebhookTarget(String webhook) implements Target {}

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
