package io.onus.notification.person;

/**
 * Fired before the last working method of a person is removed, in the same transaction: whoever
 * depends on reaching that person can refuse by throwing.
 */
public record LastMethodLeaves(String personId) {}
