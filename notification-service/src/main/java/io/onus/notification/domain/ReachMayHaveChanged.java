package io.onus.notification.domain;

/**
 * Fired in the transaction of a change after which somebody may be reached who could not be before:
 * a department, a route, a method.
 */
public record ReachMayHaveChanged() {}
