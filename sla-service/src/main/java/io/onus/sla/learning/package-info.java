/**
 * Learning from the past: what really happens between two departments, what terms would have meant
 * for it, and what a request sent now can expect. It folds stored facts with the core of the
 * clocks, writes nothing and touches no live clock.
 */
@org.jspecify.annotations.NullMarked
package io.onus.sla.learning;
