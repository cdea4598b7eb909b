package io.onus.sla.budget.domain;

/** How a budget stands; each is worse than the one before. */
public enum Level {
  OK,
  WARNED,
  SPENT
}
