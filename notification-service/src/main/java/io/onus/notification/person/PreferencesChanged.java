package io.onus.notification.person;

/** Fired in the transaction in which somebody says how they want to be told from now on. */
public record PreferencesChanged(String personId) {}
