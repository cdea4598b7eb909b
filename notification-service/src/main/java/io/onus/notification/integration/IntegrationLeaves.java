package io.onus.notification.integration;

/**
 * Fired before an integration is removed, in the same transaction: whoever depends on it can refuse
 * by throwing.
 */
public record IntegrationLeaves(String id) {}
