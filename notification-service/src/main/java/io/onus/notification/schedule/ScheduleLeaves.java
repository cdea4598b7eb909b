package io.onus.notification.schedule;

/**
 * Fired before a schedule is deleted, in the same transaction: whoever depends on it can refuse by
 * throwing.
 */
public record ScheduleLeaves(String code) {}
